"""What the pages do with what people type, and what they leave out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.act.creators import actions
from folkmoot.act.creators.jobs import count
from folkmoot.act.creators.models import Creator, Kind, Privilege, Request
from folkmoot.act.creators.rules import Standard
from folkmoot.foundation.people.models import Member
from tests.folkmoot.act.creators.conftest import entered, given
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.usefixtures("today")
SignIn = Callable[[Member], Client]
ENGLISH = {"accept-language": "en"}
FORM = {"begins": "2026-03-02", "until": "2026-03-31", "reason": "四支视频", "deal": ""}


def page(client: Client, path: str) -> str:
    return client.get(f"/lumen/creators/{path}", headers=ENGLISH).content.decode()


@pytest.mark.parametrize(
    ("kind", "amount", "stored"),
    [
        ("budget", "12000.50", 1_200_050),
        ("budget", "0.01", 1),
        ("gift", "2", 2),
        ("gift", "2.0", 2),
    ],
)
def test_yuan_become_fen_and_pieces_stay(
    cast: Cast, creator: Creator, sign_in: SignIn, kind: str, amount: str, stored: int
) -> None:
    sent = {**FORM, "kind": kind, "amount": amount}
    answer = sign_in(cast.mei).post("/lumen/creators/1/privileges", sent)
    assert answer.status_code == 302
    assert Privilege.objects.get().quantity == stored


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gift", "amount": "1.5"},
        {"amount": "0"},
        {"amount": "-3"},
        {"amount": "1e99"},
        {"amount": "NaN"},
        {"until": ""},
        {"until": "2099-01-01"},
        {"kind": "for-life"},
        {"reason": " "},
        {"deal": "99"},
    ],
)
def test_what_cannot_be_given_comes_back(
    cast: Cast, creator: Creator, sign_in: SignIn, wrong: dict[str, Any]
) -> None:
    sent = {**FORM, "kind": "budget", "amount": "5"} | wrong
    answer = sign_in(cast.mei).post("/lumen/creators/1/privileges", sent)
    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode() or "notice" in answer.content.decode()
    assert not Privilege.objects.exists()


def test_past_the_limits_the_page_offers_to_ask(
    cast: Cast, creator: Creator, sign_in: SignIn
) -> None:
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    client, sent = sign_in(cast.mei), {**FORM, "kind": "gift", "amount": "1", "until": "2026-04-30"}
    answer = client.post("/lumen/creators/1/privileges", sent, headers=ENGLISH)
    assert answer.status_code == 409
    assert "Ask for an exception" in answer.content.decode()
    assert (
        client.post("/lumen/creators/1/privileges", {**sent, "exception": "1"}).status_code == 302
    )
    assert Request.objects.get().kind == Kind.GIFT
    assert "waits for an executive" in page(client, "register")
    # Mei asked, and sees no way to sign it.
    assert "requests/1/exception" not in page(client, "register")
    assert "requests/1/exception" in page(sign_in(cast.chen), "register")


def test_nobody_is_ranked(cast: Cast, sign_in: SignIn, client: Client) -> None:
    """The register goes by when somebody was entered; the public sees no name at all."""
    names = [f"创作者{place:02}" for place in range(1, 13)]
    for place, name in enumerate(names):
        terms = given(quantity=100 * (1 + place * 7 % 12))
        actions.grant(entered(cast.mei, name), terms, actor=cast.mei, now=NOW)
    count(NOW + timedelta(days=60))
    for path in ("", "resources", "quarters/2026Q1", "figures.csv"):
        said = page(client, path)
        assert not [name for name in names if name in said]
        assert "¥" not in said
    inside = page(sign_in(cast.wu), "register")
    places = [inside.index(f">{name}</a>") for name in names]
    assert places == sorted(places)


def test_an_auditor_reads_and_changes_nothing(
    cast: Cast, creator: Creator, sign_in: SignIn
) -> None:
    said = page(sign_in(cast.wu), "1/")
    assert str(creator) in said
    assert "Give a privilege" not in said
    assert "End the work together" not in said


def test_erased_words_are_gone_from_the_pages(
    cast: Cast, creator: Creator, sign_in: SignIn
) -> None:
    from folkmoot.foundation.record.actions import erase_passage  # noqa: PLC0415

    erase_passage(creator.name, basis="personal-rights", actor=cast.chen, now=NOW)
    client = sign_in(cast.mei)
    for path in ("register", "1/", "1/privileges"):
        said = page(client, path)
        assert "午后实验室" not in said.replace("@午后实验室", "")
        assert "Erased" in said
