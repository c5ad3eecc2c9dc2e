"""One tap on a seal: the browser itself checks the entry, and says what it found."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Arrive, Visit
from tests.browser.steps import content

MOST_BYTES = 60_000


@pytest.fixture
def visit(arrive: Arrive) -> Visit:
    return arrive(width="phone", language="en")


def tap(visit: Visit) -> Locator:
    """The seal of the answer, on the page where people read the answer."""
    number = visit.server.conversations["lumen"]["answered"]
    visit.to(f"/lumen/conversations/{number}/result")
    visit.page.locator(".answer .seal:has(.seal__hash)").first.click()
    panel = visit.page.locator("dialog [data-proof]")
    expect(panel).to_have_attribute("data-state", re.compile("."))
    return panel


def until_logged(visit: Visit) -> None:
    """The sequencer takes its second."""
    for _ in range(120):
        visit.to("/lumen/record/")
        if not visit.page.locator(".seal[data-state=pending]").count():
            return
        visit.page.wait_for_timeout(500)
    raise AssertionError("not everything came into the log")


def answered(page: Page, path: str, change: Callable[[Route], None]) -> None:
    page.route(re.compile(path), change)


def test_verified(visit: Visit) -> None:
    until_logged(visit)
    panel = tap(visit)
    expect(panel).to_have_attribute("data-state", "verified")
    expect(panel.get_by_text("Verified.").first).to_be_visible()
    words = visit.page.locator(".answer .prose p").first.inner_text()
    expect(panel.locator("blockquote", has_text=words)).to_be_visible()
    assert int(panel.get_attribute("data-bytes") or 0) <= MOST_BYTES
    content(visit.page)
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("dialog.dialog--proof")).to_have_count(0)
    again = tap(visit)
    expect(again.get_by_text("that this browser saw")).to_be_visible()


def test_erased(visit: Visit) -> None:
    until_logged(visit)
    visit.to("/lumen/record/?kind=passage.erased")
    visit.page.locator(".record__title a").first.click()
    index = visit.page.locator("#main [data-proof]").get_attribute("data-index")
    entry = visit.page.request.get(f"{visit.server.url}/lumen/ledger/{index}.json").json()
    visit.to(f"/lumen/record/{entry['pub']['target']}")
    panel = visit.page.locator("#main [data-proof]")
    expect(panel).to_have_attribute("data-state", "erased")
    panel.get_by_role("link", name=re.compile("see No. ")).click()
    expect(visit.page.locator("h1")).to_have_text("Words were erased on a legal basis")


def test_missing(visit: Visit) -> None:
    """The words are not given out, and no entry says why."""
    until_logged(visit)
    answered(visit.page, "/ledger/opening/", lambda route: route.fulfill(json={"fields": {}}))
    panel = tap(visit)
    expect(panel).to_have_attribute("data-state", "missing")
    expect(panel.get_by_text("Alarm: something is missing.")).to_be_visible()


def test_an_erasure_that_is_not_in_the_log_excuses_nothing(visit: Visit) -> None:
    until_logged(visit)

    def claim(route: Route) -> None:
        opened = route.fetch().json()
        fields = {name: {"state": "erased", "by": 0} for name in opened["fields"]}
        route.fulfill(json=opened | {"fields": fields})

    answered(visit.page, "/ledger/opening/", claim)
    expect(tap(visit)).to_have_attribute("data-state", "missing")


def edit_words(route: Route) -> None:
    route.fulfill(body=route.fetch().text().replace('"text": "', '"text": "X', 1))


def edit_entry(route: Route) -> None:
    route.fulfill(body=route.fetch().text().replace('"log"', '"Log"'))


def turn_a_bit(route: Route) -> None:
    raw = bytearray(route.fetch().body())
    raw[40] ^= 1
    route.fulfill(body=bytes(raw))


EDITS = {
    "words": ("/ledger/opening/", edit_words),
    "entry": (r"/ledger/\d+\.json", edit_entry),
    "tile": ("/ledger/tile/", turn_a_bit),
}


@pytest.mark.parametrize("what", EDITS)
def test_mismatch(visit: Visit, what: str) -> None:
    until_logged(visit)
    answered(visit.page, *EDITS[what])
    panel = tap(visit)
    expect(panel).to_have_attribute("data-state", "mismatch")
    expect(panel.get_by_text("Alarm: this does not match.")).to_be_visible()
    content(visit.page)


def test_a_log_with_another_past_than_the_one_seen(visit: Visit) -> None:
    until_logged(visit)
    expect(tap(visit)).to_have_attribute("data-state", "verified")
    (origin, seen) = visit.page.evaluate(
        "Object.entries(localStorage).find(([name]) => name.startsWith('log:'))"
    )
    held = json.loads(seen) | {"size": "3", "root": "A" * 43 + "="}
    keep = "([name, held]) => localStorage.setItem(name, held)"
    visit.page.evaluate(keep, [origin, json.dumps(held)])
    panel = tap(visit)
    expect(panel).to_have_attribute("data-state", "mismatch")
    expect(panel.get_by_text("proof.old_root")).to_be_visible()


def test_when_the_log_cannot_be_read_nobody_is_accused(visit: Visit) -> None:
    until_logged(visit)
    visit.watch.refused.add(503)
    answered(visit.page, "/ledger/checkpoint", lambda route: route.fulfill(status=503))
    panel = tap(visit)
    expect(panel).to_have_attribute("data-state", "unreachable")
    expect(panel.get_by_text("Nothing is known to be wrong")).to_be_visible()


def test_without_scripts_a_seal_is_a_link(arrive: Arrive) -> None:
    visit = arrive(width="phone", language="en", java_script_enabled=False)
    until_logged(visit)
    number = visit.server.conversations["lumen"]["answered"]
    visit.to(f"/lumen/conversations/{number}/result")
    visit.page.locator(".answer .seal").first.click()
    visit.page.locator(".proof summary").click()
    expect(visit.page.get_by_role("link", name="Download the proof (.tlog-proof)")).to_be_visible()
