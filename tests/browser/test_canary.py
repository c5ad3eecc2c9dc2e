"""Hostile words on every page that shows words: they stay words. Nothing runs, nothing is asked
for elsewhere, no dialog opens, the console stays empty, the policy has nothing to refuse."""

from pathlib import Path

import pytest

from tests.browser.conftest import Arrive, Visit

QUERIES = ("<script>", "alert", "javascript:", "' OR 1=1", "onerror", "☺")


@pytest.mark.usefixtures("shared_data")
def test_hostile_words_stay_words(arrive: Arrive) -> None:
    mei = arrive("mei@canary")
    room = f"/canary/conversations/{mei.server.conversations['canary']['attacked']}/"
    for page in ("", "result", "queue", "answers/2", "moderation"):
        look(mei, room + page)
    shown = read_through(mei, room + "statements") + read_through(mei, "/canary/record/")
    assert shown > 700
    read_through(mei, room + "moderation")
    for page in ("", "charter/", "conversations/", "inbox/", "members/roles", "members/me"):
        look(mei, f"/canary/{page}")


def test_hostile_words_as_questions(arrive: Arrive, shared_data: Path) -> None:
    visitor = arrive()
    for query in QUERIES:
        visitor.to("/canary/search/")
        visitor.page.locator("#q").fill(query)
        visitor.page.locator("main form[role=search] button").click()
        visitor.page.wait_for_load_state()
        visitor.watch.nothing()


def read_through(visit: Visit, path: str) -> int:
    """Page after page to the end; the number of entries that were seen."""
    look(visit, path)
    shown = visit.page.locator("main .list__item").count()
    while (onwards := visit.page.locator("main a[rel=next]")).count():
        onwards.click()
        visit.page.wait_for_load_state()
        shown += visit.page.locator("main .list__item").count()
        visit.watch.nothing()
    return shown


def look(visit: Visit, path: str) -> None:
    visit.to(path)
    visit.watch.nothing()
