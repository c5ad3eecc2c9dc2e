"""A verdict holds for thirty days, or until something new stands against the deal."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.decide.dossiers import actions as dossiers
from folkmoot.decide.dossiers.models import Category, Dossier
from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Deal, Line, Run, Stage, Verdict
from folkmoot.deliberate.panels.models import Choice
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.dossiers.conftest import captured, filed, opened
from tests.folkmoot.decide.partnerships.conftest import RED, answers, intended, ruled
from tests.folkmoot.deliberate.panels.conftest import willing

SignIn = Callable[[Any], Client]
SOON = NOW + timedelta(days=1)
UNTIL = date(2026, 12, 31)


def latest(deal: Deal) -> Run:
    run = queries.latest_run(deal)
    assert run is not None
    return run


def news(deal: Deal) -> list[tuple[str, str]]:
    return [(each.code, each.about) for each in queries.news_of(deal, latest(deal), SOON)]


@pytest.fixture
def deal(handler: Member) -> Deal:
    return intended(handler)


@pytest.fixture
def dossier(deal: Deal, handler: Member) -> Dossier:
    return opened(deal.partner, handler)


def agreed(dossier: Dossier, cast: Cast, **changed: Any) -> None:
    """Ma filed it, and Mei and Chen agree."""
    item = captured(filed(dossier, dossier.by, **changed), dossier.by)
    for reviewer in (cast.mei, cast.chen):
        dossiers.review(item, agrees=True, actor=reviewer, now=NOW)


def test_evidence_shuts_a_green_gate(
    cast: Cast, handler: Member, deal: Deal, dossier: Dossier
) -> None:
    filed(dossier, handler)
    assert news(deal) == []  # nobody has reviewed it yet
    agreed(dossier, cast)
    assert news(deal) == [("evidence", "hostility")]
    with refused("gate-overtaken"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=SOON)
    run = actions.run_gate(deal, answers(), actor=handler, now=SOON)
    assert run.verdict == Verdict.RED
    assert news(deal) == []
    with refused("gate-shut"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=SOON)


def test_an_exception_covers_only_what_was_known(
    cast: Cast, handler: Member, deal: Deal, dossier: Dossier
) -> None:
    agreed(dossier, cast)
    actions.run_gate(deal, answers(), actor=handler, now=NOW)
    actions.dispense(deal, "理由", publish_on=UNTIL, actor=cast.chen, now=NOW)
    agreed(dossier, cast, category=Category.CONDUCT)
    with refused("gate-overtaken"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=SOON)
    actions.run_gate(deal, answers(), actor=handler, now=SOON)
    with refused("gate-shut"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=SOON)


def test_no_exception_from_a_verdict_that_was_overtaken(
    cast: Cast, handler: Member, deal: Deal, dossier: Dossier
) -> None:
    agreed(dossier, cast)
    actions.run_gate(deal, answers(), actor=handler, now=NOW)
    actions.deny("远帆 影业", "任何合作", source="x", until=UNTIL, actor=handler, now=NOW)
    with refused("gate-stale"):
        actions.dispense(deal, "理由", publish_on=UNTIL, actor=cast.chen, now=SOON)


def test_a_promise_shuts_it(handler: Member, deal: Deal) -> None:
    actions.deny("别家", "任何合作", source="x", until=UNTIL, actor=handler, now=NOW)
    assert news(deal) == []
    actions.deny("远帆 影业", "任何合作", source="x", until=UNTIL, actor=handler, now=NOW)
    assert news(deal) == [("denial", "2")]


def test_a_new_red_line_is_asked_about(cast: Cast, handler: Member) -> None:
    willing(cast.brand, 40)
    line: Line = actions.propose_line(RED, actor=cast.chen, now=NOW)
    deal = intended(handler)
    assert news(deal) == []
    ruled(line, Choice.YES)
    assert news(deal) == [("line-new", "1")]
    actions.run_gate(deal, answers(1), actor=handler, now=SOON)
    assert news(deal) == []


def test_ending_it_needs_no_gate(cast: Cast, deal: Deal, dossier: Dossier) -> None:
    agreed(dossier, cast)
    assert actions.move(deal, Stage.ENDED, actor=cast.mei, now=SOON).stage == Stage.ENDED
    assert queries.overtaken(deal.brand, SOON) == []


def test_whoever_brought_it_in_hears_of_it(
    cast: Cast, handler: Member, deal: Deal, dossier: Dossier
) -> None:
    other = intended(handler, partner="拾光工作室")
    agreed(dossier, cast)
    catch_up()
    told = Notice.objects.filter(fact__kind="dossier.reviewed")
    assert {(each.member, each.path) for each in told} == {(handler, "/lumen/partnerships/1/")}
    actions.deny(other.partner, "任何合作", source="x", until=UNTIL, actor=cast.mei, now=NOW)
    catch_up()
    told = Notice.objects.filter(fact__kind="partnership.denied")
    assert [(each.member, each.path) for each in told] == [(handler, "/lumen/partnerships/2/")]


@pytest.mark.usefixtures("today")
def test_pages_and_the_sheet_say_what_is_new(
    cast: Cast, deal: Deal, dossier: Dossier, sign_in: SignIn
) -> None:
    client, english = sign_in(cast.mei), {"accept-language": "en"}

    def read(path: str = "") -> str:
        return client.get(f"/lumen/partnerships/{path}", headers=english).content.decode()

    assert "run the gate again" not in read()
    agreed(dossier, cast)
    assert "run the gate again" in read()
    page = read("1/")
    assert "New since this verdict" in page
    assert "two reviewers agreed on: hostility to this community" in page
    assert "no longer holds" in page
    assert "Next:" not in page


@pytest.mark.usefixtures("today")
def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, handler: Member, deal: Deal, dossier: Dossier, sign_in: SignIn
) -> None:
    client = sign_in(cast.mei)
    agreed(dossier, cast)
    counts = []
    for _more in range(2):
        client.get("/lumen/partnerships/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/lumen/partnerships/")
        counts.append(len(asked))
        for number in range(10):
            found = intended(handler, partner=f"伙伴{len(counts)}{number}")
            opened(found.partner, handler, found.subject)
    assert counts[0] == counts[1]


def test_the_state_of_a_deal_in_the_past_is_not_rewritten(handler: Member, deal: Deal) -> None:
    """A step that was taken stays taken; what is new stops the next one."""
    actions.move(deal, Stage.CONTACT, actor=handler, now=NOW)
    actions.deny(deal.partner, "任何合作", source="x", until=UNTIL, actor=handler, now=NOW)
    with refused("gate-overtaken"):
        actions.move(queries.deals(deal.brand).get(), Stage.NEGOTIATION, actor=handler, now=SOON)
    assert Deal.objects.get().stage == Stage.CONTACT
