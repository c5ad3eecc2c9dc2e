"""Pages of promises, as a visitor and as the brand's people see them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from folkmoot.account.promises import actions, queries
from folkmoot.account.promises.models import Promise, Rating
from folkmoot.account.promises.rules import end_of
from folkmoot.foundation.people.models import Member
from tests.folkmoot.account.promises.conftest import DUE, TERMS
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.pages import read_page

SignIn = Callable[[Member], Client]
FORM = {**TERMS, "due_on": "2026-04-01", "verifier": "panel"}


@pytest.fixture(autouse=True)
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=1))


def text(client: Client, path: str) -> str:
    return read_page(client, f"/lumen/promises/{path}")


def test_what_is_owed_comes_first_and_says_by_whom(promise: Promise, client: Client) -> None:
    page = text(client, "")
    assert "今年每款相机都配左手手柄。" in page
    assert "Chen" in page
    assert "No promise has been due yet" in page


def test_an_overdue_promise_cannot_be_missed(
    promise: Promise, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: end_of(DUE) + timedelta(days=2))
    assert "Overdue by 2 days" in text(client, "1/")
    assert "今年每款相机都配左手手柄。" in client.get("/lumen/").content.decode()


def test_a_promise_is_made_on_a_page(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.chen).post("/lumen/promises/new", FORM)
    assert response.headers["Location"] == "/lumen/promises/1/"
    assert Promise.objects.get().name == "Chen"


def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.chen).post("/lumen/promises/new", {**FORM, "proof": ""})
    assert response.status_code == 422
    assert "今年每款相机都配左手手柄。" in response.content.decode()
    assert not Promise.objects.exists()


def test_evidence_rating_and_replacement_on_pages(
    promise: Promise, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.mei)
    client.post("/lumen/promises/1/evidence", {"text": "已上架。", "url": ""})
    client.post("/lumen/promises/1/ratings", {"outcome": "partly", "text": "还差一款"})
    page = text(client, "1/")
    assert "已上架。" in page
    assert "还差一款" in page
    client.post("/lumen/promises/1/replacement", {**FORM, "reason": "还差一款，补上"})
    assert "还差一款，补上" in text(client, "1/")
    assert "还差一款，补上" in text(client, "2/")


def test_the_calendar_is_one_that_programs_read(promise: Promise, client: Client) -> None:
    response = client.get("/lumen/promises/calendar.ics")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["dtstart"].dt == DUE
    assert "今年每款相机都配左手手柄。" in event["summary"]


def test_the_news_tell_each_step(promise: Promise, cast: Cast, client: Client) -> None:
    actions.rate_promise(promise, Rating.Outcome.BROKEN, "没有", actor=cast.chen, now=NOW)
    feed = client.get("/lumen/promises/news.atom", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert feed.count("<entry>") == 2
    assert "The brand rated its own promise: 今年每款相机都配左手手柄。" in feed


def test_a_draft_is_entered_or_declined_in_public(
    promise: Promise, cast: Cast, sign_in: SignIn, client: Client
) -> None:
    draft = actions.draft_promise(promise.fact, words=promise.words)
    client = sign_in(cast.chen)
    assert "今年每款相机都配左手手柄。" in text(client, "drafts/")
    number = promise.fact.number
    client.post(f"/lumen/promises/drafts/{number}", FORM)
    draft.refresh_from_db()
    assert draft.promise is not None
    assert draft.promise.source == "promise:1"
    again = client.post(f"/lumen/promises/drafts/{number}/refusal", {"reason": "不是"})
    assert again.status_code == 409
    assert not queries.open_drafts(cast.brand).exists()


def test_promises_as_json(promise: Promise, client: Client) -> None:
    listed = client.get("/api/lumen/promises?show=all").json()
    assert [each["state"] for each in listed["promises"]] == ["due"]
    assert client.get("/api/lumen/promises/1").json()["proof"] == "官网商店里能买到"
    assert client.get("/api/lumen/promises/2").status_code == 404
    assert client.get("/api/lumen/promises/consistency").json()["due"] == 0
