"""Filings from outside: protection at once, read within a day, decided within a week."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations import queries as reading
from folkmoot.deliberate.conversations.jobs import refresh_maps
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.conversations.queries.open_data import open_data_of
from folkmoot.deliberate.moderation import actions, queries
from folkmoot.deliberate.moderation.models import Filing
from folkmoot.foundation.clocks.actions import record_overdue
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast, refused

SignIn = Callable[[Member], Client]
ENGLISH = {"accept-language": "en"}
ASKED = {"kind": "protection", "name": "唐小满", "text": "有人在骂她", "contact": ""}


def protect(cast: Cast, name: str = "唐小满") -> tuple[Filing, str]:
    return actions.file(cast.brand, Filing.Kind.PROTECTION, name=name, text="有人在骂她", now=NOW)


def test_without_an_account(cast: Cast, client: Client) -> None:
    response = client.post("/lumen/moderation/filings/new", ASKED)
    assert response.status_code == 302
    page = client.get(response["Location"], headers=ENGLISH)
    assert "holds" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    filing = Filing.objects.get()
    assert filing.receipt not in response["Location"]
    assert client.get("/lumen/moderation/receipts/0000/").status_code == 404
    assert client.get(response["Location"].replace("lumen", "fathom")).status_code == 404


def test_the_fact_holds_no_name_in_clear(cast: Cast, client: Client) -> None:
    protect(cast)
    fact = Fact.objects.get(kind="filing.received")
    assert fact.public
    assert fact.published == {"filing": "protection"}
    assert set(fact.commitments) == {"name", "request"}
    for path in ("/lumen/record/", f"/lumen/record/{fact.number}", "/lumen/", "/lumen/moderation/"):
        page = client.get(path, headers=ENGLISH).content.decode()
        assert "唐小满" not in page
        assert "有人在骂她" not in page


def test_what_names_them_waits_for_a_person(cast: Cast, conversation: Conversation) -> None:
    conversation.approve_first = False
    conversation.save()
    protect(cast)
    for text, standing in (("唐 小满 应该道歉", "waiting"), ("续航太短", "accepted")):
        made = conversations.make_statement(conversation, text, actor=cast.lin, now=NOW)
        assert made.standing == standing


def test_no_counts_are_shown_on_what_names_them(
    cast: Cast, divided: Conversation, client: Client
) -> None:
    """Statement 8, on which all agree, names somebody; before and after they ask."""
    refresh_maps(NOW)
    latest = reading.latest_map(divided, whole=True)
    assert latest is not None
    assert [s.statement.number for s in reading.result_of(divided, latest, now=NOW).agreed] == [8]
    words = "第8句"
    protect(cast, words)
    assert reading.result_of(divided, latest, now=NOW).agreed == []
    rows = {row["number"]: row["tally"] for row in open_data_of(divided, now=NOW).statements()}
    assert rows[8] is None
    assert rows[7] is not None
    later = NOW + timedelta(days=31)
    assert reading.result_of(divided, latest, now=later).agreed != []


def test_both_clocks_run_and_are_met(cast: Cast) -> None:
    filing, _code = protect(cast)
    for kind, hours in (("acknowledgement", 24), ("outcome", 7 * 24)):
        clock = clock_of(cast.brand, kind, filing.subject)
        assert clock is not None
        assert clock.due_at == NOW + timedelta(hours=hours)
    assert record_overdue(now=NOW + timedelta(hours=25)) == 1
    actions.acknowledge(filing, actor=cast.mei, now=NOW + timedelta(hours=26))
    with refused("already-done"):
        actions.acknowledge(filing, actor=cast.mei, now=NOW)
    actions.decide_filing(filing, Filing.Outcome.GRANTED, "保护继续", actor=cast.mei, now=NOW)
    with refused("already-done"):
        actions.decide_filing(filing, Filing.Outcome.DECLINED, "算了", actor=cast.mei, now=NOW)
    clock = clock_of(cast.brand, "outcome", filing.subject)
    assert clock is not None
    assert clock.met_at == NOW


def test_declining_ends_the_protection(cast: Cast) -> None:
    filing, _code = protect(cast)
    assert queries.names_shielded(cast.brand, NOW) == {"唐小满"}
    actions.decide_filing(filing, Filing.Outcome.DECLINED, "这是产品名", actor=cast.mei, now=NOW)
    assert queries.names_shielded(cast.brand, NOW) == frozenset()


def test_whoever_holds_the_receipt_ends_it(cast: Cast, client: Client) -> None:
    filing, code = protect(cast)
    with refused("receipt-unknown"):
        actions.end_own_protection(filing, "0" * 16, now=NOW)
    assert client.post(f"/lumen/moderation/receipts/{code}/ending").status_code == 302
    assert queries.names_shielded(cast.brand, NOW) == frozenset()
    with refused("no-protection"):
        actions.end_own_protection(filing, code, now=NOW)
    assert Fact.objects.get(kind="protection.ended").published == {"through": "filer"}


def test_it_runs_out_by_itself(cast: Cast) -> None:
    protect(cast)
    assert queries.names_shielded(cast.brand, NOW + timedelta(days=30)) == frozenset()


@pytest.mark.parametrize("name", ["澄光", "澄", "光", "12345", " ", "澄光相机"])
def test_the_brand_and_its_things_are_nobody(cast: Cast, name: str) -> None:
    with pytest.raises(Refusal) as caught:
        protect(cast, name)
    assert caught.value.code in ("not-a-name", "text-empty")


@pytest.mark.parametrize("who", ["lin", "wu", "chen", "rival"])
def test_only_operators_and_legal_staff_answer(cast: Cast, sign_in: SignIn, who: str) -> None:
    protect(cast)
    client = sign_in(getattr(cast, who))
    assert client.get("/lumen/moderation/filings/").status_code == 403
    for verb in ("acknowledgement", "outcome", "ending"):
        assert client.post(f"/lumen/moderation/filings/1/{verb}").status_code == 403


def test_answering_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    _filing, code = protect(cast)
    client = sign_in(cast.mei)
    page = client.get("/lumen/moderation/filings/", headers=ENGLISH).content.decode()
    assert "唐小满" in page
    assert client.post("/lumen/moderation/filings/1/acknowledgement").status_code == 302
    assert client.post("/lumen/moderation/filings/1/outcome", {"outcome": "x"}).status_code == 422
    given = {"outcome": "granted", "text": "继续保护三十天"}
    assert client.post("/lumen/moderation/filings/1/outcome", given).status_code == 302
    assert client.post("/lumen/moderation/filings/1/ending").status_code == 302
    client.logout()
    page = client.get(f"/lumen/moderation/receipts/{code}/").content.decode()
    assert "继续保护三十天" in page


def test_those_who_answer_are_told(cast: Cast) -> None:
    protect(cast)
    catch_up()
    assert [n.path for n in inbox(cast.mei)] == ["/lumen/moderation/filings/"]
    assert not inbox(cast.lin)


def test_only_so_many_an_hour(cast: Cast, client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        statuses = [
            client.post("/lumen/moderation/filings/new", ASKED).status_code for _ in range(31)
        ]
    assert statuses == [302] * 30 + [429]
