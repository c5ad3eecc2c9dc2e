"""The partner reads what is held on them, replies and appeals: on a phone, without an account."""

from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.looks import Look, examine

PHONE: list[Look] = [("phone", "light"), ("phone", "dark")]
DESK: list[Look] = [("desk", "light"), ("desk", "dark")]


def test_the_partner_replies_and_appeals_signed_out(arrive: Arrive) -> None:
    staff = arrive(width="desk", theme="light", language="en", who="mei@fathom")
    staff.to("/fathom/dossiers/1/")
    staff.page.get_by_role("button", name="Open it").click()
    expect(staff.page.locator("#item-1")).to_be_visible()
    faults = examine(staff.page, DESK)
    staff.page.get_by_role("button", name="Make a new address").click()
    address = staff.page.locator("code.dossier__url").inner_text()

    visit = arrive(width="phone", theme="light", language="en")
    page = visit.page
    visit.to(address.removeprefix(visit.server.url))
    first = page.locator("section:has(#item-1)")
    faults += examine(page, PHONE)
    first.get_by_text("Reply to it").click()
    first.get_by_label("Your reply").fill("The whole scene was about myself.")
    first.get_by_role("button", name="Put it beside the item").click()
    expect(first.get_by_text("The whole scene was about myself.")).to_be_visible()
    first.get_by_text("Appeal against it").click()
    first.get_by_label("What is wrong with it").fill("These words are not mine.")
    first.get_by_role("button", name="Appeal", exact=True).click()
    appeal = first.get_by_role("article", name="Appeal")
    expect(appeal.get_by_text("These words are not mine.")).to_be_visible()
    faults += examine(page, PHONE)
    expect(page.get_by_text("Who looked")).to_be_visible()

    # An earlier address opens nothing, and what the partner said stands beside the item.
    staff.to("/fathom/dossiers/1/")
    expect(staff.page.get_by_text("The whole scene was about myself.")).to_be_visible()
    expect(staff.page.get_by_text("These words are not mine.")).to_be_visible()
    staff.page.get_by_role("button", name="Make a new address").click()
    expect(staff.page.locator("code.dossier__url")).to_be_visible()
    visit.to(address.removeprefix(visit.server.url), answer=404)
    assert not faults, "\n".join(faults)
