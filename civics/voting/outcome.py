"""What a rule answers: who won, by which steps, and where the ballots alone did not decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from civics.voting.tiebreak import LISTED, TieBreak

Count = int | float | str | bool | Fraction | tuple[Any, ...]
"""A figure in a reason. Fractions are exact; floats are reported, never decided on."""


@dataclass(frozen=True, slots=True)
class Why:
    """One step of the count, as a code and its figures; a sentence is made elsewhere.

    `code` is stable, dotted and lower case (`stv.elected`, `greedy.too_dear`); `candidate` is an
    index into the outcome's `names`; `counts` holds the figures that decided. Read it, do not
    write to it.
    """

    code: str
    candidate: int | None = None
    counts: dict[str, Count] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates whom the ballots could not separate, and whom the tie-break took.

    `step` is the position in `Outcome.why` of the step that needed it.
    """

    step: int
    among: tuple[int, ...]
    chosen: tuple[int, ...]


@dataclass(frozen=True)
class Outcome:
    """The result of a rule.

    Attributes
    ----------
    rule
        The rule's identifier, as in the command: `phragmen`, `equal-shares`, `stv`.
    names
        The candidates, in the order of the input.
    winners
        Indices into `names`, in the order of election.
    why
        Every step that elected, funded, passed over or eliminated somebody.
    ties
        Every step where the tie-break decided. Empty means: the ballots alone decided.
    tie_break
        The tie-break that stood ready.
    settings
        Everything else that a recomputation needs (seats, quota, completion…).

    >>> outcome = Outcome("approval", ("ash", "elm"), (1,), (Why("approval.elected", 1),))
    >>> outcome.elected
    ('elm',)
    """

    rule: str
    names: tuple[str, ...]
    winners: tuple[int, ...]
    why: tuple[Why, ...] = ()
    ties: tuple[Tie, ...] = ()
    tie_break: TieBreak = LISTED
    settings: dict[str, Count] = field(default_factory=dict)

    @property
    def elected(self) -> tuple[str, ...]:
        """The winners' names, in the order of election."""
        return tuple(self.names[c] for c in self.winners)

    def to_json(self) -> dict[str, object]:
        """Plain lists, strings and numbers; a fraction becomes ``"numerator/denominator"``."""
        return {
            "rule": self.rule,
            "settings": {key: plain(value) for key, value in self.settings.items()},
            "winners": list(self.elected),
            "why": [self._why_json(why) for why in self.why],
            "ties": [self._tie_json(tie) for tie in self.ties],
            "tie_break": self.tie_break.to_json(),
        }

    def _why_json(self, why: Why) -> dict[str, object]:
        told: dict[str, object] = {"code": why.code}
        if why.candidate is not None:
            told["candidate"] = self.names[why.candidate]
        told.update({key: plain(value) for key, value in why.counts.items()})
        return told

    def _tie_json(self, tie: Tie) -> dict[str, object]:
        return {
            "step": tie.step,
            "among": [self.names[c] for c in tie.among],
            "chosen": [self.names[c] for c in tie.chosen],
        }


def plain(value: Count) -> object:
    """A value that `json` can write: fractions as text, whole ones as integers."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else f"{value}"
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value
