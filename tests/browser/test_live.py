"""Two people look at one conversation: what one does reaches the other without a reload."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive

ANSWER = "配件从五月起明码标价。"


def test_what_the_operator_does_arrives(arrive: Arrive) -> None:
    reader, mei = arrive("", width="phone"), arrive("mei@lumen")
    number = mei.server.conversations["lumen"]["live"]
    with reader.page.expect_response(lambda answer: "/live/lumen" in answer.url):
        reader.to(f"/lumen/conversations/{number}/")
    mei.to(f"/lumen/conversations/{number}/queue")
    note = mark(reader.page)

    statement = reader.page.locator("#statement").inner_text()
    expect(reader.page.locator("#numbers dd").nth(1)).to_have_text("9")
    mei.page.locator("form[action$=acceptance] button").first.click()
    expect(reader.page.locator("#numbers dd").nth(1)).to_have_text("10")

    mei.page.locator("textarea[name=answer]").fill(ANSWER)
    mei.page.locator("form[action$=answers] button").click()
    expect(reader.page.locator(".answer .prose")).to_have_text(ANSWER)
    expect(reader.page.locator("#statement")).to_have_text(statement)  # not under a finger

    mei.to(f"/lumen/conversations/{number}/queue")
    mei.page.locator("form[action$=closing] button").click()
    expect(reader.page.locator("#card button")).to_have_count(0)
    expect(reader.page.locator("#heading .tag[data-tone=action]")).to_have_count(0)
    assert reader.page.evaluate("() => window.note") == note, "the page was loaded again"


def test_a_page_that_shows_nothing_live_asks_for_no_stream(arrive: Arrive) -> None:
    visit = arrive()
    asked: list[str] = []
    visit.context.on("request", lambda request: asked.append(request.url))
    visit.to("/lumen/charter/")
    visit.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/live/" in url]


def mark(page: Page) -> str:
    """Something that a reload would lose."""
    return str(page.evaluate("() => (window.note = 'still the same page')"))
