"""Two ways to say no: what cannot be read, and what can be read and does not hold."""

from civics.errors import InputError

__all__ = ["InputError", "ProofError"]


class ProofError(InputError):
    """Well-formed evidence that does not prove what it should: a wrong hash, a bad signature.

    Whoever verifies has to tell the two apart: an unreadable file accuses nobody, while a proof
    that fails may be misbehaviour of the log.

    >>> issubclass(ProofError, InputError)
    True
    """
