"""Erasing on a legal basis: by operators and legal staff, never silently."""

from collections.abc import Callable

import pytest
from django.test import Client

from folkmoot.deliberate.conversations.models import Statement
from folkmoot.deliberate.moderation.actions import erase
from folkmoot.foundation.people.actions import grant_role
from folkmoot.foundation.people.models import Member, Role
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.moderation.conftest import TEXT


def number_of(kind: str) -> int:
    return Fact.objects.filter(kind=kind).order_by("-number")[0].number


def test_the_words_go_and_the_entry_stays(cast: Cast, stated: Statement) -> None:
    number = number_of("statement.made")
    fact = erase(cast.brand, number, "text", basis="personal-rights", actor=cast.mei, now=NOW)
    assert fact.published == {"target": number, "passage": "text", "basis": "personal-rights"}
    stated.words.refresh_from_db()
    assert stated.words.text is None
    with refused("already-erased"):
        erase(cast.brand, number, "text", basis="personal-rights", actor=cast.mei, now=NOW)


@pytest.mark.parametrize(("who", "code"), [("lin", "not-moderator"), ("rival", "other-brand")])
def test_who_may(cast: Cast, stated: Statement, who: str, code: str) -> None:
    with refused(code):
        erase(cast.brand, 1, "text", basis="unlawful", actor=getattr(cast, who), now=NOW)


def test_a_basis_and_words_are_needed(cast: Cast, stated: Statement) -> None:
    number = number_of("statement.made")
    with refused("basis-needed"):
        erase(cast.brand, number, "text", basis="不喜欢", actor=cast.mei, now=NOW)
    with refused("no-such-words"):
        erase(cast.brand, number, "nothing", basis="unlawful", actor=cast.mei, now=NOW)
    with refused("no-such-words"):
        erase(cast.brand, 9999, "text", basis="unlawful", actor=cast.mei, now=NOW)


def test_the_brands_own_words_stay(cast: Cast, stated: Statement) -> None:
    """No operator can make the brand's question or answer disappear."""
    number = number_of("conversation.opened")
    with refused("official-words"):
        erase(cast.brand, number, "question", basis="court-order", actor=cast.mei, now=NOW)
    grant_role(cast.chen, Role.LEGAL, actor=None, now=NOW)
    legal = Member.objects.get(pk=cast.chen.pk)
    with refused("official-words"):
        erase(cast.brand, number, "question", basis="author", actor=legal, now=NOW)
    assert erase(cast.brand, number, "question", basis="court-order", actor=legal, now=NOW)


def test_on_the_page(cast: Cast, stated: Statement, sign_in: Callable[[Member], Client]) -> None:
    client = sign_in(cast.mei)
    number = number_of("statement.made")
    address = f"/lumen/moderation/erasure?number={number}&field=text"
    assert f'value="{number}"' in client.get(address).content.decode()
    bad = {"number": 9999, "field": "text", "basis": "unlawful"}
    assert client.post("/lumen/moderation/erasure", bad).status_code == 404
    assert client.post("/lumen/moderation/erasure", {"number": "x"}).status_code == 422
    response = client.post("/lumen/moderation/erasure", bad | {"number": number}, follow=True)
    assert response.status_code == 200
    assert TEXT not in client.get(f"/lumen/record/{number}").content.decode()
    assert sign_in(cast.lin).get("/lumen/moderation/erasure").status_code == 403
