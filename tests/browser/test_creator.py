"""A creator reads their own entry on a phone, without an account, and is answered."""

from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.looks import Look, examine

PHONE: list[Look] = [("phone", "light"), ("phone", "dark")]
DESK: list[Look] = [("desk", "light"), ("desk", "dark")]


def test_a_creator_reads_their_entry_and_is_answered(arrive: Arrive) -> None:
    staff = arrive(width="desk", theme="light", language="en", who="mei@fathom")
    staff.to("/fathom/creators/1/")
    staff.page.get_by_role("button", name="Make a new address").click()
    shown = staff.page.locator("code.dossier__url")
    expect(shown).to_be_visible()
    faults = examine(staff.page, DESK)
    address = shown.inner_text()

    visit = arrive(width="phone", theme="light", language="en")
    visit.to(address.removeprefix(visit.server.url))
    expect(visit.page.get_by_role("heading", name="What you were given")).to_be_visible()
    faults += examine(visit.page, PHONE)
    visit.page.get_by_label("What is wrong or missing").fill("The second film was never paid.")
    visit.page.get_by_role("button", name="Put it beside my entry").click()
    expect(visit.page.get_by_text("waits for the brand's answer")).to_be_visible()

    staff.to("/fathom/creators/1/")
    staff.page.get_by_role("link", name="Answer it").click()
    staff.page.get_by_label("What is put right, or why not").fill("It is now entered as one film.")
    staff.page.get_by_role("button", name="Answer in the name of the brand").click()
    expect(staff.page.get_by_text("It is now entered as one film.")).to_be_visible()
    faults += examine(staff.page, DESK)

    visit.to(address.removeprefix(visit.server.url))
    expect(visit.page.get_by_text("It is now entered as one film.")).to_be_visible()
    faults += examine(visit.page, PHONE)
    assert not faults, "\n".join(faults)
