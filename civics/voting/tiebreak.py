"""Who goes first when the ballots cannot say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError

_DOMAIN = "civics.voting.tie/1"


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A complete order over candidates, fixed before anybody knows that there is a tie.

    Parameters
    ----------
    method
        ``listed``: the order in which the candidates are listed. ``seed``: ascending SHA-256 of
        the seed and the candidate's name, so that anyone can redo it and no position on the list
        helps. ``order``: an order that was drawn or voted elsewhere.
    seed
        A public value that nobody could choose: a later lottery draw, a block hash.
    order
        All names, most preferred first.

    Notes
    -----
    For ``seed`` the key of a candidate is the SHA-256 of the three lines ``civics.voting.tie/1``,
    seed and name (UTF-8, joined by line feeds), compared as bytes; the smallest goes first. The
    result does not depend on the order of the list. Names must be distinct.

    Cost: one hash per candidate.

    >>> TieBreak.by_seed("2026-05-01 draw 4711").ranks(["elm", "ash", "oak"]).tolist()
    [1, 2, 0]
    >>> TieBreak.by_seed("2026-05-01 draw 4711").ranks(["oak", "elm", "ash"]).tolist()
    [0, 1, 2]
    """

    method: str = "listed"
    seed: str | None = None
    order: tuple[str, ...] | None = None

    @classmethod
    def by_seed(cls, seed: str) -> TieBreak:
        """Draw the order from a public seed."""
        if not seed:
            raise InputError("voting.tie_break.empty_seed")
        return cls("seed", seed=seed)

    @classmethod
    def by_order(cls, names: Sequence[str]) -> TieBreak:
        """Take an order that was settled elsewhere, most preferred first."""
        return cls("order", order=tuple(names))

    def ranks(self, names: Sequence[str]) -> NDArray[np.int64]:
        """Rank of every candidate, int64, 0 for the one who goes first."""
        if self.method == "listed":
            return np.arange(len(names), dtype=np.int64)
        if self.method == "seed" and self.seed is not None:
            keys = [_key(self.seed, name) for name in names]
            return _positions(sorted(range(len(names)), key=lambda c: keys[c]))
        if self.method == "order" and self.order is not None:
            return _ranks_in(self.order, names)
        raise InputError("voting.tie_break.unknown", method=self.method)

    def to_json(self) -> dict[str, object]:
        """What a reader needs to redo it."""
        told: dict[str, object] = {"method": self.method}
        if self.seed is not None:
            told["seed"] = self.seed
        if self.order is not None:
            told["order"] = list(self.order)
        return told


LISTED = TieBreak()
"""The default: the order in which the candidates are listed."""


def digest(seed: str, content: str) -> bytes:
    """The 32 bytes by which a seed orders things; see :class:`TieBreak`."""
    return hashlib.sha256(f"{_DOMAIN}\n{seed}\n{content}".encode()).digest()


def _key(seed: str, name: str) -> tuple[bytes, str]:
    return digest(seed, name), name


def _ranks_in(order: tuple[str, ...], names: Sequence[str]) -> NDArray[np.int64]:
    place = {name: rank for rank, name in enumerate(order)}
    missing = [name for name in names if name not in place]
    if missing or len(place) != len(order):
        raise InputError("voting.tie_break.incomplete_order", missing=tuple(missing[:5]))
    return _positions(sorted(range(len(names)), key=lambda c: place[names[c]]))


def _positions(order: list[int]) -> NDArray[np.int64]:
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
