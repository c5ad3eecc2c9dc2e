"""The front door, the home of a moot, and the shell around every page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from folkmoot.account.replies.queries import conduct
from folkmoot.deliberate.conversations.actions import open_conversation, publish_answer
from folkmoot.deliberate.conversations.models import Conversation
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.pages import read_page

DAY = timedelta(days=1)


def ask(cast: Cast, topic: str, question: str, days_ago: int) -> Conversation:
    opened = NOW - days_ago * DAY
    return open_conversation(
        topic=topic,
        question=question,
        seeds=["一"],
        closes_at=opened + 5 * DAY,
        actor=cast.mei,
        now=opened,
    )


def test_the_front_door_names_the_moots_and_the_refusals(cast: Cast, client: Client) -> None:
    page = read_page(client, "/")
    assert "澄光" in page
    assert "No vote weighted by money." in page
    assert "No silent edit." in read_page(client, "/about/refusals")


def test_an_empty_installation_says_what_comes_next(db: None, client: Client) -> None:
    assert "There is no moot here yet" in read_page(client, "/")


def test_a_moot_without_anything_says_what_comes_next(cast: Cast, client: Client) -> None:
    page = read_page(client, "/lumen/")
    assert "Nothing is being asked just now" in page
    assert "No reply has been due yet" in page


def test_a_moot_shows_what_is_asked_answered_and_owed(
    cast: Cast, topic: str, client: Client
) -> None:
    ask(cast, topic, "现在问的", 1)
    publish_answer(ask(cast, topic, "答过的", 20), "**好**", actor=cast.chen, now=NOW - 3 * DAY)
    ask(cast, topic, "欠着的", 21)
    page = read_page(client, "/lumen/")
    for question in ("现在问的", "答过的", "欠着的"):
        assert question in page
    assert "Reply overdue by 2 days" in page


def test_figures_count_every_deadline_once(cast: Cast, topic: str) -> None:
    in_time = ask(cast, topic, "a", 28)
    publish_answer(in_time, "x", actor=cast.chen, now=NOW - 20 * DAY)
    publish_answer(in_time, "x, second version", actor=cast.chen, now=NOW)
    publish_answer(ask(cast, topic, "b", 26), "x", actor=cast.chen, now=NOW - 1 * DAY)
    ask(cast, topic, "c", 25)
    ask(cast, topic, "d", 1)
    figures = conduct(cast.brand, NOW)
    assert (figures.due, figures.in_time, figures.overdue, figures.answered) == (3, 1, 1, 2)
    assert figures.median_days == round((8 + 25) / 2)


def test_the_page_is_in_the_language_that_was_asked_for(cast: Cast, client: Client) -> None:
    for asked, said in (("en", "en"), ("zh-CN", "zh-hans")):
        page = read_page(client, "/lumen/", **{"accept-language": asked})
        assert f'<html lang="{said}"' in page


@pytest.mark.parametrize(("theme", "shown"), [("dark", True), ("light", True), ('x" y', False)])
def test_a_chosen_theme_is_in_the_first_paint(
    cast: Cast, client: Client, theme: str, shown: bool
) -> None:
    client.cookies["theme"] = theme
    assert (f'data-theme="{theme}"' in read_page(client, "/lumen/")) is shown


def test_a_brand_has_its_own_tokens(cast: Cast, client: Client) -> None:
    assert client.get("/lumen/theme.css").status_code == 404
    file = Path(settings.HOME) / "themes" / "lumen.css"
    file.parent.mkdir(exist_ok=True)
    file.write_text(":root { --blue: teal; }")
    try:
        assert "/lumen/theme.css" in read_page(client, "/lumen/")
        response = client.get("/lumen/theme.css")
        assert b"".join(response.streaming_content) == b":root { --blue: teal; }"  # type: ignore[attr-defined]
        assert response["Content-Type"] == "text/css; charset=utf-8"
    finally:
        file.unlink()


def test_the_policy_allows_nothing_inline(cast: Cast, client: Client) -> None:
    response = client.get("/lumen/")
    assert "unsafe" not in response["Content-Security-Policy"]
    page = response.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page


def test_a_member_has_a_menu(cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    page = read_page(sign_in(cast.lin), "/lumen/")
    assert "Sign out" in page
    assert "/lumen/inbox/" in page
    outside = read_page(sign_in(cast.outsider), "/lumen/")
    assert "/lumen/membership?next=" in outside


def test_what_is_missing_has_a_page(cast: Cast, client: Client) -> None:
    for path in ("/nowhere/", "/lumen/nothing", "/lumen/record/999"):
        response = client.get(path)
        assert response.status_code == 404
        assert "This page does not exist" in response.content.decode()


def test_the_page_for_a_fault_needs_nothing() -> None:
    assert "<h1>" in render_to_string("500.html")


@pytest.mark.parametrize("path", ["/", "/about/refusals", "/lumen/", "/lumen/record/"])
def test_pages_only_read(cast: Cast, client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
