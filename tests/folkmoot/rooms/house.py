"""The parts of addresses that the foundation, the charter and the sign-in pages have."""

from typing import Any

from tests.folkmoot.conftest import Cast

PARTS: dict[str, Any] = {
    "brand": "lumen",
    "moot": "lumen",
    "pk": 1,
    "slug": "design",
    "topic": "design",
    "key": "none",
    "uidb36": "1",
    "token": "none",
    "provider_id": "oidc",
    "pseudonym": "none",
    "role": "operator",
    "batch": "none",
    "purpose": "digest",
}
BODIES: dict[str, dict[str, str]] = {}


def furnish(cast: Cast) -> None:
    """The cast, its brand and a topic are there already."""
