"""Which earlier cases are like a deal: by what the gate knows of both, and one can see by what.

A case is the set of its features: the kind of deal, what the gate found, the two axes. Two cases
are as alike as the share of their features that they have in common. No weights, nothing learned.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

# What was found, and not what is not known: two gaps have nothing in common.
FOUND = {
    "line": "line",
    "denial": "denial",
    "bar": "bar:{}",
    "caution": "caution:{}",
    "evidence": "evidence:{}",
}


@dataclass(frozen=True)
class Case:
    """A public case of the library. Its texts are in English and Chinese."""

    key: str
    when: date
    features: frozenset[str]
    title: Mapping[str, str]
    happened: Mapping[str, str]
    outcome: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Nearness:
    """What two cases share, of how many features that either of them has."""

    shared: tuple[str, ...]
    of: int

    @property
    def share(self) -> float:
        return len(self.shared) / self.of if self.of else 0.0


def features(
    kind: str, reasons: Sequence[Mapping[str, str]], harm: int, reach: int
) -> frozenset[str]:
    found = {
        FOUND[reason["code"]].format(reason["about"])
        for reason in reasons
        if reason["code"] in FOUND
    }
    return frozenset({f"kind:{kind}", f"harm:{harm}", f"reach:{reach}", *found})


def nearness(one: frozenset[str], other: frozenset[str]) -> Nearness:
    return Nearness(tuple(sorted(one & other)), len(one | other))


@cache
def library() -> tuple[Case, ...]:
    """The cases that come with the room, as `cases.toml` holds them."""
    text = files("folkmoot.decide.partnerships").joinpath("cases.toml").read_text("utf-8")
    return tuple(_case(each) for each in tomllib.loads(text)["case"])


def _case(each: dict[str, Any]) -> Case:
    return Case(
        **{**each, "features": frozenset(each["features"]), "sources": tuple(each["sources"])}
    )
