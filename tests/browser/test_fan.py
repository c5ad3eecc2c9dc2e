"""Lin's journey: from the front door to a result, a statement of her own, and out again."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive, Visit
from tests.browser.steps import content, sign_in


def test_on_a_phone_at_night_in_chinese(arrive: Arrive) -> None:
    walk(arrive(width="phone", theme="dark", language="zh-hans"), "lumen", "新来的林")


def test_at_a_desk_by_day_in_english(arrive: Arrive) -> None:
    walk(arrive(width="desk", theme="light", language="en"), "fathom", "Newcomer Lin")


def walk(visit: Visit, brand: str, name: str) -> None:
    page = visit.page
    find_the_conversation(visit, brand)
    chosen = page.locator("#statement").inner_text()
    choose(page, "agree")
    expect(page).to_have_url(re.compile("/account/login/code/"))
    content(page)
    sign_in(visit, f"newcomer@{brand}.example")
    the_choice_is_kept(page, chosen)
    content(page)
    vote_until_the_result_appears(page)
    see_where_i_stand(page)
    say_what_is_missing(page, name)
    look_at_my_own_pages(page)
    leave(visit, brand)


def find_the_conversation(visit: Visit, brand: str) -> None:
    page = visit.page
    visit.to("/")
    content(page)
    page.locator(f"main a[href='/{brand}/']").click()
    content(page)
    number = visit.server.conversations[brand]["fan"]
    page.locator(".masthead .tabs a[href$='/conversations/']").click()
    page.locator(f"main a[href='/{brand}/conversations/{number}/']").click()
    expect(page.locator(".boundary")).to_be_visible()
    expect(page.locator(".vote__result a")).to_have_count(0)  # nothing steers the first answer
    content(page)


def choose(page: Page, choice: str) -> None:
    page.locator(f"#card button[value={choice}]").click()


def the_choice_is_kept(page: Page, chosen: str) -> None:
    expect(page.locator("#statement")).to_have_text(chosen)
    expect(page.locator("#card button[value=agree]")).to_have_attribute("aria-pressed", "true")
    choose(page, "agree")
    expect(page.locator("#card progress")).to_have_attribute("value", "1")


def vote_until_the_result_appears(page: Page) -> None:
    for answered, choice in enumerate(("agree", "disagree", "pass") * 2, start=2):
        expect(page.locator(".vote__result a")).to_have_count(0)
        choose(page, choice)
        expect(page.locator("#card progress")).to_have_attribute("value", str(answered))
    expect(page.locator(".vote__result a")).to_be_visible()
    content(page)


def see_where_i_stand(page: Page) -> None:
    page.locator(".vote__result a").click()
    expect(page.locator(".map__picture")).to_be_visible()
    expect(page.locator(".map__me")).to_be_attached()
    expect(page.locator("#standing")).to_be_visible()
    content(page)
    page.locator(".crumbs a").last.click()


def say_what_is_missing(page: Page, name: str) -> None:
    page.locator("#speak textarea").fill(f"{name}: 🙂 <b>&amp;")
    page.locator("#speak button").click()
    expect(page.locator("#messages .notice")).to_have_attribute("data-tone", "kept")
    expect(page.locator("#speak textarea")).to_have_value("")  # no draft of what was sent
    content(page)


def look_at_my_own_pages(page: Page) -> None:
    for target in ("/inbox/", "/members/me"):
        page.locator("details.menu > summary").click()
        page.locator(f".menu__sheet a[href$='{target}']").click()
        expect(page.locator("h1")).to_be_visible()
        content(page)


def leave(visit: Visit, brand: str) -> None:
    page = visit.page
    page.locator(f"main a[href='/{brand}/departure']").click()
    content(page)
    page.locator("main .button--danger").click()
    expect(page.locator("h1")).to_be_visible()
    visit.to(f"/{brand}/members/me", answer=403)
    expect(page.locator("main a[href*='/membership']")).to_be_visible()
    content(page)
