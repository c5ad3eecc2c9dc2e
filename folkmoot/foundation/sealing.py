"""Secrets that must be read again (webhook keys, second factors) lie sealed in the database."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


def key_for(purpose: str) -> bytes:
    """Thirty-two bytes that only this installation knows, other ones for each purpose."""
    return hashlib.blake2b(settings.PEPPER, digest_size=32, person=purpose.encode()[:16]).digest()


def _box(purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key_for(purpose)))


def seal(secret: str, *, purpose: str) -> str:
    return _box(purpose).encrypt(secret.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    return _box(purpose).decrypt(sealed.encode()).decode()


def seal_bytes(content: bytes, *, purpose: str, about: str) -> bytes:
    """Seal bytes that belong to `about`. Unlike `seal` it notes no time; as long as the content."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key_for(purpose)).encrypt(nonce, content, about.encode())


def unseal_bytes(sealed: bytes, *, purpose: str, about: str) -> bytes:
    """Raises `cryptography.exceptions.InvalidTag` if they were changed or belong elsewhere."""
    nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    return AESGCM(key_for(purpose)).decrypt(nonce, content, about.encode())
