"""One sentence on a phone becomes something one can hold; a merge on the way is undone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from folkmoot.account.promises import queries as promises
from folkmoot.account.promises.models import Draft, Promise, Verification
from folkmoot.account.promises.queries import open_drafts
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels import jobs as panel_jobs
from folkmoot.deliberate.panels.models import Choice
from folkmoot.deliberate.suggestions import queries
from folkmoot.deliberate.suggestions.jobs import refresh_rankings
from folkmoot.deliberate.suggestions.queries.likeness import forget
from folkmoot.foundation.clocks.actions import record_overdue
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import willing

SignIn = Callable[[Member], Client]
ROOM = "/lumen/suggestions/"
YES, NO = Choice.YES, Choice.NO


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], datetime]:
    """The time of the pages; `clock(timedelta(days=1))` lets a day pass."""
    forget()
    present = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: present[0])

    def later(by: timedelta) -> datetime:
        present[0] += by
        return present[0]

    return later


def kinds() -> list[str]:
    return list(
        Fact.objects.filter(public=True, subject="suggestion:1")
        .order_by("number")
        .values_list("kind", flat=True)
    )


def test_suggestion_to_delivery(
    cast: Cast, topic: str, sign_in: SignIn, clock: Callable[[timedelta], datetime]
) -> None:
    receipt = _somebody_new_says_it_in_three_taps()
    _others_find_it_while_typing(sign_in(cast.zhou))
    clock(timedelta(days=1))
    _the_brand_looks_and_decides_by_two(cast, sign_in, clock)
    assert "adopted" in Client().get(f"{ROOM}receipts/{receipt}").content.decode()
    _it_is_delivered_and_a_supporter_confirms(cast, sign_in, clock)
    assert kinds() == [
        "suggestion.made",
        "suggestion.assessed",
        "suggestion.decided",
        "suggestion.delivered",
        "suggestion.accepted",
    ]
    decided = Fact.objects.get(kind="suggestion.decided").published
    assert decided["outcome"] == "adopted"
    assert (decided["owner_title"], decided["due"]) == ("产品副总裁", "2026-06-01")
    catch_up()
    (said,) = open_drafts(cast.brand)  # and it waits to be entered as a promise
    assert (str(said.words), str(said.due_on)) == ("下一批就加孔。", "2026-06-01")
    _it_becomes_a_promise_that_fans_verify(cast, sign_in, clock, said)
    shown = sign_in(cast.zhou).get("/lumen/participation").content.decode()
    assert 'data-status="accepted"' in shown


def _somebody_new_says_it_in_three_taps() -> str:
    phone = Client()
    assert phone.get("/lumen/s", follow=True).status_code == 200
    asked = phone.post(f"{ROOM}new", {"text": "镜头盖请做成能拴住的"}, follow=True)
    page = asked.redirect_chain[-1][0].split("?")[0]
    sent = phone.post(page, {"email": "wei@example.org", "next": f"{ROOM}new/sending"})
    code = re.search(r"\d{4}-?\d{4}", mail.outbox[-1].body)
    assert code is not None
    arrived = phone.post(sent["Location"], {"code": code[0]}, follow=True)
    return arrived.redirect_chain[-1][0].rsplit("/", 1)[-1]


def _others_find_it_while_typing(zhou: Client) -> None:
    typed = zhou.post(f"{ROOM}similar", {"text": "镜头盖能不能拴住"}).content.decode()
    assert f"{ROOM}1/support" in typed
    zhou.post(f"{ROOM}1/support")


def _the_brand_looks_and_decides_by_two(
    cast: Cast, sign_in: SignIn, clock: Callable[[timedelta], datetime]
) -> None:
    mei = sign_in(cast.mei)
    mei.post(f"{ROOM}1/assessment", {"reason": "in-scope", "text": "我们问问结构组。"})
    clock(timedelta(days=2))
    yes = {
        "outcome": "adopted",
        "reason": "solves",
        "text": "下一批就加孔。",
        "owner_title": "产品副总裁",
        "due": "2026-06-01",
        "evidence": "三月批次的照片",
    }
    mei.post(f"{ROOM}1/drafts", yes)
    draft = queries.drafts(cast.brand).get()
    assert mei.post(f"{ROOM}desk/publication", {"draft": draft.pk}).status_code == 409
    sign_in(cast.chen).post(f"{ROOM}drafts/{draft.pk}/approval", {"publish": "1"})


def _it_is_delivered_and_a_supporter_confirms(
    cast: Cast, sign_in: SignIn, clock: Callable[[timedelta], datetime]
) -> None:
    sign_in(cast.mei).post(f"{ROOM}1/delivery", {"reason": "shipped", "evidence": "三月批次已带孔"})
    seen = {"reason": "as-promised", "text": "门店领到了"}
    assert sign_in(cast.zhou).post(f"{ROOM}1/confirmation", seen).status_code == 409  # author first
    clock(timedelta(days=15))
    assert sign_in(cast.zhou).post(f"{ROOM}1/confirmation", seen).status_code == 302


def _it_becomes_a_promise_that_fans_verify(
    cast: Cast, sign_in: SignIn, clock: Callable[[timedelta], datetime], said: Draft
) -> None:
    chen, now = sign_in(cast.chen), clock(timedelta(hours=1))
    terms = {"text": "下一批起镜头盖带孔。", "scope": "所有镜头盖", "proof": "门店能领到"} | {
        "due_on": "2026-06-01",
        "verifier": "panel",
    }
    chen.post(f"/lumen/promises/drafts/{said.fact.number}", terms)
    chen.post("/lumen/promises/1/evidence", {"text": "三月批次已带孔,门店可领。", "url": ""})
    willing(cast.brand, 40)
    chen.post("/lumen/promises/1/panel")
    panel = Verification.objects.get().panel
    drawn = panels.draw(panel, "5e" * 32, actor=cast.mei, now=clock(timedelta(hours=1)))
    now = clock(timedelta(hours=1))
    for seat, choice in zip(
        drawn.invitations.order_by("seat"), [YES] * 10 + [NO] * 6, strict=False
    ):
        panels.accept(seat, actor=seat.lot.member, now=now)
        panels.answer(seat, choice, actor=seat.lot.member, now=now)
    panel_jobs.keep_time(clock(timedelta(days=30)))
    catch_up()
    shown = Client().get("/lumen/promises/1/", headers={"accept-language": "en"})
    assert promises.line_of(_promise(cast), now).confirmed
    assert "10 of 16" in shown.content.decode()


def _promise(cast: Cast) -> Promise:
    found = promises.promise_by_number(cast.brand, 1)
    assert found is not None
    return found


def test_a_merge_undone(
    cast: Cast, topic: str, sign_in: SignIn, clock: Callable[[timedelta], datetime]
) -> None:
    """Two wishes are put together, are not the same after all, and everything is as before."""
    sign_in(cast.lin).post(f"{ROOM}new", {"text": "电池门请能自己打开"})
    sign_in(cast.zhou).post(f"{ROOM}new", {"text": "电池请能在国外买到"})
    before = _standing(cast)
    sign_in(cast.mei).post(f"{ROOM}2/merges", {"target": "1", "reason": "都是电池"})
    zhou = sign_in(cast.zhou)
    (merge,) = queries.participation_of(cast.zhou).to_agree
    zhou.post(f"{ROOM}merges/{merge.pk}/agreement")
    assert _standing(cast) == {1: (2, None)}
    zhou.post(f"{ROOM}merges/{merge.pk}/undoing")
    assert _standing(cast) == before
    record = ["suggestion.made", "merge.proposed", "merge.made", "merge.undone"]
    told = Fact.objects.filter(subject="suggestion:2", public=True).order_by("number")
    assert list(told.values_list("kind", flat=True)) == record


def _standing(cast: Cast) -> dict[int, tuple[int, object]]:
    rows = queries.suggestion_page(cast.brand).rows
    return {r.suggestion.number: (r.suggestion.supports, r.suggestion.merged_into) for r in rows}


def test_a_reply_that_is_not_given_is_overdue_for_all_to_see(
    cast: Cast, topic: str, sign_in: SignIn, clock: Callable[[timedelta], datetime]
) -> None:
    sign_in(cast.lin).post(f"{ROOM}new", {"text": "电池门请能自己打开"})
    now = clock(timedelta(days=15))
    record_overdue(now=now)
    refresh_rankings(now)
    assert "clock.overdue" in kinds()
    for path in ("/lumen/", ROOM, f"{ROOM}1/"):
        assert 'data-state="overdue"' in Client().get(path).content.decode()
