"""A privilege given, refused in its turn and asked for; what the public sees of it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive
from tests.browser.looks import examine
from tests.browser.steps import content

PLACES = [
    "",
    "register",
    "1/",
    "3/",
    "1/privileges",
    "pieces/2/",
    "resources",
    "checklists/1/",
    "new",
]


def fill(page: Page, kind: str, begins: str, until: str) -> None:
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("How much").fill("1")
    page.get_by_label("First day").fill(begins)
    page.get_by_label("Last day").fill(until)
    page.get_by_label("Reason").fill("To try the new case")


def test_a_privilege_ends_and_goes_in_turn(arrive: Arrive) -> None:
    visit = arrive(width="desk", theme="light", language="en", who="mei@fathom")
    page = visit.page
    visit.to("/fathom/creators/")
    content(page)
    page.get_by_role("link", name="Open the register").click()
    expect(page.get_by_role("heading", name="Alerts")).to_be_visible()
    content(page)
    page.get_by_role("link", name="Low Tide Audio").first.click()
    page.get_by_role("link", name="Give a privilege").click()

    # For good is no length of time, and three quarters are as long as a turn lasts.
    fill(page, "gift", "2027-01-01", "2099-12-31")
    visit.watch.refused |= {409, 422}
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("A privilege has a last day")).to_be_visible()
    page.get_by_label("Last day").fill("2027-12-31")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("So long a time never fits")).to_be_visible()
    content(page)
    page.get_by_label("Last day").fill("2027-09-30")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_role("heading", name="Gift · 1")).to_be_visible()
    content(page)

    # What the limits refuse can be asked for, and another executive decides.
    page.get_by_role("link", name="Give a privilege").click()
    fill(page, "gift", "2027-10-01", "2027-12-31")
    page.get_by_role("button", name="Give it").click()
    page.get_by_role("button", name="Ask for an exception").click()
    expect(page.get_by_text("waits for an executive")).to_be_visible()


def test_the_public_sees_no_name_and_no_amount(arrive: Arrive) -> None:
    visit = arrive(width="phone", theme="dark", language="zh-hans")
    page = visit.page
    visit.to("/lumen/creators/")
    content(page)
    for path in ("", "resources", "figures.csv"):
        said = visit.context.request.get(f"{visit.server.url}/lumen/creators/{path}").text()
        assert "午后实验室" not in said
        assert "¥" not in said
    expect(page.get_by_role("img")).to_have_count(1)


def test_every_page_in_all_its_looks(arrive: Arrive) -> None:
    visit = arrive(who="chen@lumen")
    faults: list[str] = []
    for place in PLACES:
        visit.to(f"/lumen/creators/{place}")
        faults += examine(visit.page, [("phone", "light"), ("desk", "dark")])
    assert not faults, "\n".join(faults)
