"""What a witness signs: a checkpoint and the time at which it saw it. C2SP tlog-cosignature."""

from civics.transparency.errors import InputError

__all__ = ["cosigned_message", "split_cosignature"]

TIME_BYTES = 8
ED25519_BYTES = 64
LATEST = 2**63 - 1


def cosigned_message(body: str, time: int) -> bytes:
    """The bytes under an Ed25519 cosignature. C2SP tlog-cosignature, "Ed25519 signed message".

    Parameters
    ----------
    body
        The whole text of the checkpoint's note, extension lines too, with its last newline.
    time
        Seconds since 1970 at which the witness saw it; `cosignature.time` if out of range.

    >>> cosigned_message("example.com/log\\n0\\n…\\n", 1679315147)[:31]
    b'cosignature/v1\\ntime 1679315147\\n'
    """
    if not 0 <= time <= LATEST:
        raise InputError("cosignature.time", time=time)
    return f"cosignature/v1\ntime {time}\n{body}".encode()


def split_cosignature(signature: bytes) -> tuple[int, bytes]:
    """The time and the Ed25519 signature in it. C2SP tlog-cosignature, "Format".

    Raises `cosignature.length` unless it has 8 + 64 bytes, and `cosignature.time`.
    """
    if len(signature) != TIME_BYTES + ED25519_BYTES:
        raise InputError("cosignature.length", length=len(signature))
    time = int.from_bytes(signature[:TIME_BYTES], "big")
    if time > LATEST:
        raise InputError("cosignature.time", time=time)
    return time, signature[TIME_BYTES:]
