"""Consent: to one purpose, in one wording, and taken back as easily."""

from collections.abc import Callable

import pytest
from django.test import Client

from folkmoot.foundation.people import queries, rules
from folkmoot.foundation.people.actions import set_consent
from folkmoot.foundation.record.queries import facts_after
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast

WORDING = rules.PURPOSES["invitations"].wording


def test_the_latest_word_holds_and_every_word_is_kept(cast: Cast) -> None:
    for given in (True, False):
        set_consent(purpose="invitations", wording=WORDING, given=given, actor=cast.lin, now=NOW)
    assert not queries.consents_now(cast.lin)["invitations"].given
    assert cast.lin.consents.count() == 2
    facts = facts_after(cast.brand, 0, public=False, kinds=["consent.changed"])
    assert [fact.published["given"] for fact in facts] == [True, False]


@pytest.mark.parametrize(("purpose", "wording"), [("invitations", "2001-01"), ("all", WORDING)])
def test_only_what_is_written_there_now(cast: Cast, purpose: str, wording: str) -> None:
    with pytest.raises(Refusal):
        set_consent(purpose=purpose, wording=wording, given=True, actor=cast.lin, now=NOW)


def test_the_page(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.lin)
    form = {"purpose": "invitations", "wording": WORDING, "given": "1"}
    assert client.post("/lumen/members/me/consent", form).status_code == 302
    assert queries.consents_now(cast.lin)["invitations"].given
    assert client.post("/lumen/members/me/consent", {**form, "given": "0"}).status_code == 302
    assert not queries.consents_now(cast.lin)["invitations"].given
    assert client.post("/lumen/members/me/consent", {**form, "wording": "old"}).status_code == 409
    assert client.get("/lumen/members/me/consent").status_code == 405
