"""Somebody outside, who trusts nobody and forgets nothing: every signature ever made is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from civics.transparency import (
    Checkpoint,
    SigningKey,
    TileReader,
    VerifierKey,
    bundles_of,
    fetch_entries,
    leaf_hash,
    make_consistency_proof,
    open_checkpoint,
    root_of,
    sign_checkpoint,
    verify_consistency,
)
from folkmoot.account.ledger import files, queries, signer
from folkmoot.account.ledger.rules import read_entry


class Observer:
    """Holds the log to every word of it. `forks` must stay empty."""

    def __init__(self, brand: str) -> None:
        self.brand = brand
        self.signed: dict[int, bytes] = {}
        self.forks: list[int] = []
        self.seen: Checkpoint | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Every signature is seen, also one that never left the house."""

        def signing(checkpoint: Checkpoint, key: SigningKey) -> bytes:
            if checkpoint.origin.split("/")[-1].split(".")[0] == self.brand:
                before = self.signed.setdefault(checkpoint.size, checkpoint.root)
                if before != checkpoint.root:
                    self.forks.append(checkpoint.size)
            return sign_checkpoint(checkpoint, key)

        with patch.object(signer, "sign_checkpoint", signing):
            yield

    def look(self) -> Checkpoint | None:
        """Fetch the checkpoint, as a client does that remembers the last one it saw."""
        here = files.folder(self.brand)
        raw = files.read(here / "checkpoint")
        if raw is None:
            return None
        key = VerifierKey.parse((here / "vkey").read_text())
        now = open_checkpoint(raw, [key]).checkpoint
        if self.seen is not None:
            assert now.size >= self.seen.size, "the log went back"
            read = TileReader(now.size, queries.fetch_from(here))
            proof = make_consistency_proof(self.seen.size, now.size, read)
            verify_consistency(self.seen.size, now.size, proof, self.seen.root, now.root)
        self.seen = now
        return now

    def entries(self) -> list[str]:
        """The ids of all entries that are published, each checked against the root."""
        checkpoint = self.look()
        assert checkpoint is not None
        fetch = queries.fetch_from(files.folder(self.brand))
        found = [e for b in bundles_of(checkpoint.size) for e in fetch_entries(b, fetch)]
        assert root_of([leaf_hash(entry) for entry in found]) == checkpoint.root
        return [read_entry(entry).id for entry in found]
