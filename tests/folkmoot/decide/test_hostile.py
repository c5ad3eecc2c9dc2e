"""Hostile strings in what is decided and asked for put no tag of their own on a page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from folkmoot.foundation.people.models import Member
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import Cast
from tests.folkmoot.decide.conftest import admitted, decided
from tests.folkmoot.decide.test_reversal import reversed_
from tests.folkmoot.test_fuzz import Tags
from tests.strings import hostile

SignIn = Callable[[Member], Client]
EVERY = 97


@pytest.mark.usefixtures("topics")
def test_hostile_words(cast: Cast, shared_data: Path, sign_in: SignIn) -> None:
    client, tried = sign_in(cast.mei), 0
    for text in hostile(shared_data)[::EVERY]:
        with transaction.atomic():
            paths = _said(cast, text)
            for path in paths:
                response = client.get(path)
                assert response.status_code == 200
                page = Tags(response.content.decode())
                assert not any(link.lower().startswith("javascript:") for link in page.links)
                names = {name for _, found in page.found for name in found}
                assert not {name for name in names if name.startswith("on")}, text
            tried += bool(paths)
            transaction.set_rollback(True)
    assert tried > 3


def _said(cast: Cast, text: str) -> list[str]:
    """Everything that can be written here, and the pages that show it."""
    try:
        with transaction.atomic():
            matter = decided(cast, "price", text=text, reasons=text)
            reversed_(cast, matter, reasons=text, told=text[:2000])
            admitted(cast, decided(cast, "colour"), asks=text[:280], because=text)
    except Refusal:
        return []
    return [
        "/lumen/decisions/",
        "/lumen/decisions/1/",
        "/lumen/decisions/reversals",
        "/lumen/petitions/",
        "/lumen/petitions/1/",
    ]
