"""A secret ballot: voting with the browser's own numbers, voting without script, looking it up."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from civics.ballots import tracker_of
from civics.transparency import Note
from tests.browser.conftest import Arrive
from tests.browser.steps import content

OPEN, COUNTED, SMALL = 3, 1, 2
TRACKER = re.compile(r"[0-9a-f]{20}")


def written(page: Page, name: str) -> str:
    return page.locator(f"[data-{name}]").inner_text().strip()


def tracker_on(page: Page) -> str:
    """The one on the receipt; it comes from the two numbers beside it."""
    nonce, salt = (bytes.fromhex(written(page, name)) for name in ("nonce", "salt"))
    assert written(page, "tracker") == tracker_of(nonce, salt)
    return written(page, "tracker")


def test_the_browser_makes_its_own_number_and_key(arrive: Arrive, tmp_path: Path) -> None:
    visit = arrive("lin@fathom", width="phone", language="en")
    page = visit.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    visit.to(f"/fathom/ballots/{OPEN}/")
    expect(page.locator("[data-plain]")).to_be_hidden()
    page.get_by_label("First train").check()
    page.get_by_label("Wind tunnel").check()
    page.get_by_role("button", name="Put it in the box").click()
    expect(page.get_by_role("heading", name="Your paper is in the box")).to_be_visible()
    expect(page.locator("[data-same]")).to_be_visible()
    tracker, key = tracker_on(page), written(page, "key-shown")
    assert re.fullmatch(r"[0-9a-f]{32}", key)
    assert not [body for body in sent if key in body]
    content(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the receipt as a file").click()
    saving.value.save_as(tmp_path / "receipt.txt")
    saved = (tmp_path / "receipt.txt").read_text(encoding="utf-8")
    assert f"key {key}" in saved
    signed = saved[: saved.index("\n\nkey ") + 1]
    assert f"tracker {tracker}" in Note.parse(signed.encode()).text

    # Once more, with the receipt: the last paper counts.
    page.get_by_role("link", name="Back to the ballot").click()
    expect(page.get_by_role("heading", name="You have voted")).to_be_visible()
    page.get_by_label("Her hands").check()
    page.get_by_label("Tracker of your paper").fill(tracker)
    page.get_by_label("Its key").fill(key)
    page.get_by_role("button", name="Replace my paper").click()
    expect(page.locator("[data-same]")).to_be_visible()
    assert tracker_on(page) != tracker


def test_when_no_answer_comes_the_voter_still_has_tracker_and_key(arrive: Arrive) -> None:
    visit = arrive("lin@lumen", width="phone", language="en")
    page = visit.page
    page.route("**/paper", lambda route: route.abort("aborted"))
    visit.to(f"/lumen/ballots/{OPEN}/")
    page.get_by_label("早班地铁").check()
    page.get_by_role("button", name="Put it in the box").click()
    expect(page.locator("[data-lost]")).to_be_visible()
    assert TRACKER.fullmatch(written(page, "own-tracker"))
    assert re.fullmatch(r"[0-9a-f]{32}", written(page, "own-key"))
    content(page)
    visit.watch.faults.clear()  # the lost request, which was meant to be lost


@pytest.mark.parametrize(
    ("brand", "choice", "pattern"),
    [
        ("fathom", "First train", r"[0-9a-f]{20}(?=[<\n])"),
        ("lumen", "早班地铁", r"(?<=\nlock )\w{8}"),
    ],
    ids=["another tracker", "another signature"],
)
def test_a_server_that_cheats_is_found_out(
    brand: str, choice: str, pattern: str, arrive: Arrive
) -> None:
    visit = arrive(f"zhou@{brand}", width="phone", language="en")
    page = visit.page

    def cheat(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(pattern, lambda found: "0" * len(found[0]), answer.text())
        assert body != answer.text()
        route.fulfill(response=answer, body=body)

    page.route("**/paper", cheat)
    visit.to(f"/{brand}/ballots/{OPEN}/")
    page.get_by_label(choice).check()
    page.get_by_role("button", name="Put it in the box").click()
    expect(page.locator("[data-differs]")).to_be_visible()
    expect(page.locator("[data-same]")).to_be_hidden()


def test_without_script_the_server_makes_both_and_says_so(arrive: Arrive) -> None:
    visit = arrive("lin@lumen", width="phone", language="en", java_script_enabled=False)
    page = visit.page
    visit.to(f"/lumen/ballots/{OPEN}/")
    expect(page.locator("[data-plain]")).to_be_visible()
    page.get_by_label("早班地铁").check()
    page.get_by_role("button", name="Put it in the box").click()
    expect(page.get_by_text("Your browser ran no script")).to_be_visible()
    tracker_on(page)
    assert re.fullmatch(r"[0-9a-f]{32}", written(page, "key-shown"))


def test_anybody_looks_a_tracker_up(arrive: Arrive) -> None:
    visit = arrive(language="en")
    page = visit.page
    visit.to(f"/fathom/ballots/{COUNTED}/")
    page.get_by_text("All papers:").click()
    listed = page.locator("td code").all_inner_texts()
    assert len(listed) == 21
    assert listed == sorted(listed)
    page.get_by_role("textbox", name="Your tracker").fill(listed[3].upper())
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_text("This paper was counted.")).to_be_visible()
    assert not TRACKER.search(page.url)
    page.get_by_role("textbox", name="Your tracker").fill("0" * 20)
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_text("No paper has this tracker")).to_be_visible()
    page.get_by_role("link", name="Appeal", exact=True).click()
    expect(page.get_by_role("heading", name="Appeal about a ballot")).to_be_visible()
    content(page)


def test_under_ten_papers_nobody_is_listed(arrive: Arrive) -> None:
    visit = arrive(language="en")
    visit.to(f"/fathom/ballots/{SMALL}/")
    expect(visit.page.get_by_text("Fewer than ten people voted")).to_be_visible()
    assert not TRACKER.search(visit.page.locator("main .table").first.inner_text())
