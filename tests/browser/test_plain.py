"""Without scripts: plain forms vote and speak, and nothing is shown that would not work."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive, Visit


def test_voting_and_speaking_by_plain_forms(arrive: Arrive) -> None:
    visit = arrive("zhou@lumen", width="phone", java_script_enabled=False)
    page = visit.page
    open_conversation(visit)
    for answered, choice in enumerate(("agree", "disagree", "pass"), start=1):
        page.locator(f"#card button[value={choice}]").click()
        expect(page.locator("#card progress")).to_have_attribute("value", str(answered))
    page.locator("#speak textarea").fill("没有脚本也能说话。")
    page.locator("#speak button").click()
    expect(page.locator("#messages .notice")).to_have_attribute("data-tone", "kept")
    expect(page.locator("[data-theme-switch]")).to_be_hidden()


def test_the_language_and_the_menu_need_no_scripts(arrive: Arrive) -> None:
    visit = arrive("zhou@lumen", java_script_enabled=False)
    page = visit.page
    open_conversation(visit)
    page.locator(".masthead button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#card")).to_be_visible()  # the same page as before
    page.locator("details.menu > summary").click()
    page.locator(".menu__sheet a[href$='/members/me']").click()
    expect(page.locator("#pseudonym")).to_be_visible()
    speak_chinese_again(page)


def open_conversation(visit: Visit) -> None:
    number = visit.server.conversations["lumen"]["plain"]
    visit.to(f"/lumen/conversations/{number}/")


def speak_chinese_again(page: Page) -> None:
    page.locator(".masthead button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
