"""Secrets that must be read again (webhook keys, second factors) lie sealed in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def _box(purpose: str) -> Fernet:
    key = hashlib.blake2b(settings.PEPPER, digest_size=32, person=purpose.encode()[:16]).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str, *, purpose: str) -> str:
    return _box(purpose).encrypt(secret.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    return _box(purpose).decrypt(sealed.encode()).decode()
