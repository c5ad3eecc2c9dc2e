"""J1: somebody who has never seen the gate has its verdict within a minute, and prints it."""

import time

from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.steps import content

MINUTE = 60


def test_a_first_time_user_is_through_in_a_minute(arrive: Arrive) -> None:
    visit = arrive(width="desk", theme="light", language="en", who="mei@fathom")
    page = visit.page
    visit.to("/fathom/partnerships/")
    begun = time.monotonic()
    page.get_by_role("link", name="Register one").click()
    page.get_by_label("With whom?").fill("Loud Lens")
    page.get_by_label("creator").check()
    page.get_by_label("What for?").fill("A film about the cable")
    for name in page.locator("input[type=radio][value=no]").evaluate_all(
        "(boxes) => boxes.map((box) => box.name)"
    ):
        page.locator(f"input[name='{name}'][value=no]").check()
    page.locator("input[name='line-1'][value=yes]").check()
    page.locator("input[name=reach][value='3']").check()
    page.locator("input[name=harm][value='3']").check()
    page.get_by_role("button", name="Run the gate").click()
    expect(page.get_by_role("heading", name="The gate says: red")).to_be_visible()
    assert time.monotonic() - begun < MINUTE
    content(page)

    # Nothing leads on from here but the end, another executive, or a new answer.
    expect(page.get_by_role("button", name="Next:")).to_have_count(0)
    expect(page.get_by_role("link", name="Make an exception")).to_have_count(0)
    page.get_by_role("button", name="Do not pursue it").click()
    expect(page.get_by_text("ended", exact=True).first).to_be_visible()


def test_the_printed_page_stands_alone(arrive: Arrive) -> None:
    visit = arrive(width="desk", theme="light", language="zh-hans", who="mei@lumen")
    page = visit.page
    visit.to("/lumen/partnerships/2/")
    page.emulate_media(media="print")
    for said in ("远帆影业", "闸门结论：红灯", "触碰粉丝的红线", "触达与伤害"):
        expect(page.get_by_text(said).first).to_be_visible()
    for tools in (".masthead .tabs", ".masthead__tools", "footer nav", "form button"):
        for each in page.locator(tools).all():
            expect(each).to_be_hidden()
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(printed) > 10_000


TABLE = """partner,kind,reach,harm,bar-penalty,bar-minor,bar-licence,line-1
Quiet Harbour,creator,middle,low,no,no,no,no
Loud Lens,creator,high,high,no,no,no,yes
Far Sail,friend,low,low,,,,
"""


def test_many_partners_from_a_table(arrive: Arrive) -> None:
    visit = arrive(width="phone", theme="dark", language="en", who="mei@fathom")
    page = visit.page
    visit.to("/fathom/partnerships/")
    page.get_by_role("link", name="Many partners at once").click()
    page.get_by_label("Or paste it here").fill(TABLE)
    visit.watch.refused.add(422)
    page.get_by_role("button", name="Show the table").click()
    expect(page.get_by_text("Write endorsement, co-branding or creator.")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(3)
    content(page)


def test_the_sheet_is_a_pdf_and_public_cases_stand_beside_the_deal(arrive: Arrive) -> None:
    visit = arrive(width="phone", theme="light", language="zh-hans", who="mei@lumen")
    page = visit.page
    visit.to("/lumen/partnerships/2/")
    near = page.locator("section[aria-labelledby=like] li")
    assert near.count() >= 3
    expect(near.get_by_text("来源：").first).to_be_visible()
    expect(near.get_by_text("共有特征").first).to_be_visible()
    address = page.get_by_role("link", name="本页的 PDF").get_attribute("href")
    sheet = visit.context.request.get(f"{visit.server.url}{address}")
    assert sheet.headers["content-type"] == "application/pdf"
    assert sheet.body().startswith(b"%PDF")
