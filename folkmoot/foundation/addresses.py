"""Pages without an account, at an address that only one person knows.

The secret is a part of the address; the database has its hash. It has 256 random bits, so that
guessing is held off by their number.
"""

import hashlib
import secrets

from django.http import HttpResponse


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest_of(secret: str, *, purpose: str) -> str:
    """What the database keeps; a secret of one purpose opens nothing of another."""
    return hashlib.sha256(f"folkmoot.{purpose}\0{secret}".encode()).hexdigest()


def kept_private(response: HttpResponse) -> HttpResponse:
    """Neither other sites nor search engines learn the address.

    With "no-referrer" a browser would post with the origin "null", and the protection against
    forged forms would refuse every reply.
    """
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
