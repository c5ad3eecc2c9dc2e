"""Chance from a public seed: SHA-256 in counter mode, so that any language can repeat it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

_WORD = 1 << 64


class Chance:
    """Uniform whole numbers from a purpose, a commitment and a seed.

    Block i is SHA-256 of purpose, commitment, seed and i (eight bytes, big endian), each followed
    by a zero byte but the last. A block is four words of 64 bits, big endian, used in order. A
    word that would favour small numbers is thrown away.

    >>> first, second = Chance("test", "c", "s"), Chance("test", "c", "s")
    >>> [first.below(6) for _ in range(5)] == [second.below(6) for _ in range(5)]
    True
    """

    def __init__(self, purpose: str, commitment: str, seed: str) -> None:
        self._prefix = b"".join(part.encode() + b"\0" for part in (purpose, commitment, seed))
        self._words: list[int] = []
        self._blocks = 0

    def _word(self) -> int:
        if not self._words:
            block = hashlib.sha256(self._prefix + self._blocks.to_bytes(8, "big")).digest()
            self._blocks += 1
            self._words = [int.from_bytes(block[i : i + 8], "big") for i in (24, 16, 8, 0)]
        return self._words.pop()

    def below(self, end: int) -> int:
        """A whole number from 0 to end - 1, each as likely; `end` at most 2^64."""
        fair = _WORD - _WORD % end
        while (word := self._word()) >= fair:
            pass
        return word % end

    def some(self, items: Sequence[Item], number: int) -> list[Item]:
        """`number` different items in random order: the first steps of a Fisher-Yates shuffle."""
        pack = list(items)
        for place in range(number):
            other = place + self.below(len(pack) - place)
            pack[place], pack[other] = pack[other], pack[place]
        return pack[:number]
