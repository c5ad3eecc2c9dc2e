"""A fan enters a contest on a phone and stands behind somebody else's idea."""

from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.looks import Look, examine

PHONE: list[Look] = [("phone", "light"), ("phone", "dark")]


def test_a_fan_enters_and_stands_behind_another(arrive: Arrive) -> None:
    visit = arrive(width="phone", theme="light", language="en", who="fan@fathom")
    page, faults = visit.page, []
    visit.to("/fathom/contests/2/")
    expect(page.get_by_text("The drawings are public; anybody may make them.")).to_be_visible()
    faults += examine(page, PHONE)
    page.get_by_role("link", name="Enter").click()
    expect(page.get_by_role("heading", name="Enter", exact=True)).to_be_visible()
    faults += examine(page, PHONE)
    page.get_by_label("Title of the entry").fill("A felt ring")
    page.get_by_label("Idea").fill("A ring of felt that keeps dust out.")
    page.get_by_label("What it costs, in yuan").fill("450.50")
    page.get_by_role("button", name="Enter").click()
    expect(page.get_by_role("heading", name="A felt ring")).to_be_visible()
    expect(page.get_by_text("¥450.50")).to_be_visible()
    other = page.locator("li.list__item", has=page.get_by_role("heading", name="Magnet dock"))
    other.get_by_role("button", name="I stand behind it").click()
    expect(
        page.locator(
            "li.list__item", has=page.get_by_role("heading", name="Magnet dock")
        ).get_by_role("button", name="No longer stand behind it")
    ).to_be_visible()
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_the_result_says_how_to_count_it_again(arrive: Arrive) -> None:
    visit = arrive(width="desk", theme="light", language="en", who="")
    page = visit.page
    visit.to("/fathom/contests/1/")
    expect(page.get_by_role("heading", name="The result")).to_be_visible()
    page.get_by_text("Count it again yourself").click()
    expect(page.get_by_text("python -m civics tally main.pb").first).to_be_visible()
