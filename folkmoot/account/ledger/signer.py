"""The key of a log, and what it last signed.

The memory lies beside the key and outside of database, tiles and backups, so a restore of those
cannot make the key forget: it never signs less than it has signed, nor the same size twice over.
"""

import secrets
from pathlib import Path

from civics.transparency import ED25519, Checkpoint, SigningKey, sign_checkpoint
from folkmoot.account.ledger import files


class Halted(Exception):
    """Signing now could tell two people two histories. The sentence says why and what to do."""


class Signer:
    def __init__(self, key: SigningKey, memory: Path) -> None:
        self.key = key
        self._memory = memory

    @classmethod
    def made(cls, brand: str, origin: str, *, path: Path | None = None) -> "Signer":
        """A new key, readable by its owner alone."""
        key = SigningKey(origin, ED25519, secrets.token_bytes(32))
        path = path or files.key_file(brand)
        files.make_folder(path.parent)
        path.parent.chmod(0o700)
        files.keep(path, key.skey.encode() + b"\n", mode=0o600)
        return cls(key, memory_of(path))

    @classmethod
    def of(cls, brand: str) -> "Signer":
        path = files.key_file(brand)
        content = files.read(path)
        if content is None:
            raise Halted(
                f"the key of {brand}'s log is not in {path}: bring it back from where you keep "
                f"keys, or start a new one with `folkmoot ledger rotate {brand}`"
            )
        return cls(SigningKey.parse(content.decode()), memory_of(path))

    def remembered(self) -> Checkpoint | None:
        """What this key last signed."""
        content = files.read(self._memory)
        return None if content is None else Checkpoint.parse(content.decode())

    def sign(self, checkpoint: Checkpoint) -> bytes:
        """Remember the checkpoint, and then sign it: the same note for the same checkpoint."""
        last = self.remembered()
        if last is not None and last.origin == checkpoint.origin:
            if checkpoint.size < last.size:
                raise Halted(
                    f"the key has signed {last.size:,}, so it does not sign {checkpoint.size:,}"
                )
            if checkpoint.size == last.size and checkpoint.root != last.root:
                raise Halted(f"the key has signed another history of {last.size:,} entries")
        self.remember(checkpoint)
        return sign_checkpoint(checkpoint, self.key)

    def remember(self, checkpoint: Checkpoint) -> None:
        files.keep(self._memory, checkpoint.text.encode(), mode=0o600)


def memory_of(key: Path) -> Path:
    return key.with_name(f"{key.name}.signed")
