"""Without a mouse: in by Tab and Enter, voting by 1 2 3, help by ?, search by /."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive, Visit
from tests.browser.steps import tab_to


def test_the_whole_way_by_keyboard(arrive: Arrive) -> None:
    visit = arrive("zhou@lumen")
    page = visit.page
    go_to_the_conversation(visit)
    vote_by_figures(page)
    vote_by_tab_and_space(page)
    ask_for_help(page)
    speak(page)
    search(page)


def go_to_the_conversation(visit: Visit) -> None:
    page = visit.page
    visit.to("/")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, "main a[href='/lumen/']")
    go(page, "Enter")
    tab_to(page, ".masthead .tabs a[href$='/conversations/']")
    go(page, "Enter")
    number = visit.server.conversations["lumen"]["keys"]
    for _step in range(20):  # j chooses the next in the list
        page.keyboard.press("j")
        if page.locator(f"[data-chosen] a[href$='/conversations/{number}/']").count():
            break
    go(page, "o")
    expect(page.locator("#card")).to_be_visible()


def vote_by_figures(page: Page) -> None:
    for answered, key in enumerate("123", start=1):
        page.keyboard.press(key)
        expect(page.locator("#card progress")).to_have_attribute("value", str(answered))
        expect(page.locator("#statement")).to_be_focused()  # a screen reader reads the next one


def vote_by_tab_and_space(page: Page) -> None:
    tab_to(page, "#card button[value=disagree]")
    page.keyboard.press("Space")
    expect(page.locator("#card progress")).to_have_attribute("value", "4")


def ask_for_help(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("1")  # not while the list of keys is open
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator("#card progress")).to_have_attribute("value", "4")


def speak(page: Page) -> None:
    tab_to(page, "#speak textarea")
    page.keyboard.type("123? 按键在写字时不算。/")
    expect(page.locator("#keys")).to_be_hidden()
    go(page, "Control+Enter")
    expect(page.locator("#messages .notice")).to_have_attribute("data-tone", "kept")
    expect(page.locator("#card progress")).to_have_attribute("value", "4")


def search(page: Page) -> None:
    go(page, "/")
    expect(page.locator("input[type=search]")).to_be_focused()
    page.keyboard.type("电池")
    go(page, "Enter")
    expect(page.locator("main .list__item").first).to_be_visible()
    tab_to(page, "main .list a")
    go(page, "Enter")
    expect(page).to_have_url(re.compile(r"/(conversations|suggestions)/\d"))


def go(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)
