"""Mei's journey: a role with a second factor, a queue, and the brand's answer in two versions."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Arrive, Visit
from tests.browser.steps import content, set_up_authenticator, sign_in

FIRST = "The tie comes with the cable.\n\nPads for the old model stay until 2030."
SECOND = "The tie comes with the cable in May.\n\nPads for the old model stay until 2030."


def test_at_a_desk_by_night_in_english(arrive: Arrive) -> None:
    walk(arrive(width="desk", theme="dark", language="en"), "fathom")


def test_on_a_phone_by_day_in_chinese(arrive: Arrive) -> None:
    walk(arrive(width="phone", theme="light", language="zh-hans"), "lumen")


def walk(visit: Visit, brand: str) -> None:
    address = f"new-mei@{brand}.example"
    visit.server.run("role", "grant", brand, address, "operator", "--title", "Moderator")
    number = visit.server.conversations[brand]["operator"]
    queue = f"/{brand}/conversations/{number}/queue"
    come_in(visit, address, queue)
    moderate(visit.page)
    add_a_statement(visit.page)
    answer(visit.page, FIRST)
    visit.to(queue)
    answer(visit.page, SECOND)
    see_the_difference(visit.page)
    visit.to(queue)
    close(visit.page)


def come_in(visit: Visit, address: str, queue: str) -> None:
    page = visit.page
    visit.to(queue)
    visit.watch.refused.add(403)  # until the second factor is proved
    sign_in(visit, address)
    content(page)
    page.locator("main a[href$='/totp/activate/']").click()
    content(page)
    set_up_authenticator(page)
    content(page)
    visit.watch.refused.clear()
    visit.to(queue)
    content(page)


def moderate(page: Page) -> None:
    expect(waiting(page)).to_have_count(2)
    rejection = waiting(page).first.locator("form[action$=rejection]")
    rejection.locator("select").select_option("off-topic")
    rejection.locator("button").click()
    told(page)
    expect(waiting(page)).to_have_count(1)
    waiting(page).first.locator("form[action$=acceptance] button").click()
    told(page)
    expect(waiting(page)).to_have_count(0)
    content(page)


def waiting(page: Page) -> Locator:
    return page.locator("main .list__item:has(form[action$=acceptance])")


def add_a_statement(page: Page) -> None:
    form = page.locator("form[action$=seeds]")
    form.locator("input[name=seed], textarea[name=seed]").fill("One more. 再来一条。")
    form.locator("button").click()
    told(page)


def answer(page: Page, text: str) -> None:
    form = page.locator("form[action$=answers]")
    form.locator("textarea[name=answer]").fill(text)
    form.locator("button").click()
    told(page)
    expect(page.locator(".answer .prose")).to_contain_text(text.splitlines()[0])
    expect(page.locator(".answer .seal")).to_be_visible()
    content(page)


def see_the_difference(page: Page) -> None:
    page.locator("main a[href$='/answers/2']").click()
    expect(page.locator(".versions ins")).to_have_text(re.compile("in May"))
    content(page)


def close(page: Page) -> None:
    page.locator("form[action$=closing] button").click()
    told(page)
    expect(page.locator("form[action$=closing]")).to_have_count(0)
    content(page)


def told(page: Page) -> None:
    expect(page.locator("#messages .notice")).to_have_attribute("data-tone", "kept")
