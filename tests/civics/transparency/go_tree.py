"""The leaves of the set that Go made, from the rule that the set states."""

import hashlib

from civics.transparency import leaf_hash


def entry_of_go(seed: str, index: int) -> bytes:
    digest = hashlib.sha256(f"{seed}:{index}".encode())
    return f"{seed}:{index}:{digest.hexdigest()[: digest.digest()[0] % 64]}".encode()


def leaves_of_go(seed: str, size: int) -> list[bytes]:
    return [leaf_hash(entry_of_go(seed, index)) for index in range(size)]
