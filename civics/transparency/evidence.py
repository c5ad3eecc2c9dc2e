"""Two checkpoints of one log that cannot both be true: proof of misbehaviour for anyone."""

from __future__ import annotations

import json
from dataclasses import dataclass

from civics.transparency.checkpoints import Checkpoint, open_checkpoint
from civics.transparency.encoding import from_base64, to_base64
from civics.transparency.errors import InputError
from civics.transparency.policies import Policy
from civics.transparency.proofs import make_prefix_proof, prefix_roots
from civics.transparency.reading import Fetch, TileReader

__all__ = ["Evidence"]

FORMAT = "civics two-checkpoints 1"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was signed before, what was signed later, and the hashes between them.

    `hashes` are a prefix proof from the log's own tiles. If they lead to the later root and to
    another earlier root than the one that was signed, the log has two histories, and nobody has
    to believe the finder.
    """

    first: bytes
    second: bytes
    hashes: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, first: bytes, second: bytes, sizes: tuple[int, int], fetch: Fetch) -> Evidence:
        """With the hashes, where the log still gives them."""
        hashes: tuple[bytes, ...] = ()
        if 0 < sizes[0] < sizes[1]:
            try:
                hashes = make_prefix_proof(*sizes, TileReader(sizes[1], fetch))
            except InputError:
                hashes = ()
        return cls(first, second, hashes)

    @classmethod
    def parse(cls, raw: bytes) -> Evidence:
        """Raises `evidence.format`."""
        try:
            told = json.loads(raw)
            if told["format"] != FORMAT:
                raise InputError("evidence.format")
            first, second = (str(told[name]).encode() for name in ("first", "second"))
            hashes = tuple(from_base64(each, "evidence.format") for each in told["hashes"])
        except (ValueError, KeyError, TypeError):
            raise InputError("evidence.format") from None
        return cls(first, second, hashes)

    def to_bytes(self) -> bytes:
        told = {
            "format": FORMAT,
            "first": self.first.decode(),
            "second": self.second.decode(),
            "hashes": [to_base64(each) for each in self.hashes],
        }
        return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"

    def convicts(self, policy: Policy) -> bool:
        """Whether the log signed both and they contradict each other.

        An older checkpoint shown later, or one whose tiles are gone, is a reason to ask and no
        proof. Raises as `open_checkpoint` if one of them is not signed.
        """
        one, other = (self._opened(raw, policy) for raw in (self.first, self.second))
        if one.origin != other.origin:
            return False
        if one.size == other.size:
            return one.root != other.root
        if not 0 < one.size < other.size or not self.hashes:
            return False
        old, new = prefix_roots(one.size, other.size, self.hashes)
        return new == other.root and old != one.root

    def _opened(self, raw: bytes, policy: Policy) -> Checkpoint:
        return open_checkpoint(raw, policy.logs).checkpoint
