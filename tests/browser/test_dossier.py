"""A partner reads what is held on them, signed out, on a phone: replies, and appeals."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.looks import Look, examine

PHONE: list[Look] = [("phone", "light"), ("phone", "dark")]


def test_a_partner_replies_and_appeals_without_an_account(arrive: Arrive) -> None:
    staff = arrive(width="desk", theme="light", language="en", who="chen@fathom")
    faults: list[str] = []

    # Shut until somebody opens it, which the partner will see.
    staff.to("/fathom/dossiers/1/")
    expect(staff.page.get_by_text("stopped listening ten years ago")).to_have_count(0)
    staff.page.get_by_role("button", name="Open it").click()
    expect(staff.page.get_by_text("stopped listening ten years ago").first).to_be_visible()
    faults += examine(staff.page, PHONE)
    staff.page.get_by_role("button", name="Make a new address").click()
    address = staff.page.locator(".notice code").inner_text().strip()
    path = re.sub(r"^https?://[^/]+", "", address)

    # The partner has no session at all.
    partner = arrive(width="phone", theme="light", language="zh-hans", who="")
    page = partner.page
    partner.to("/fathom/dossiers/held/nothing/", answer=404)
    partner.to(path)
    expect(page.get_by_text("stopped listening ten years ago").first).to_be_visible()
    expect(page.get_by_text("谁看过")).to_be_visible()
    faults += examine(page, PHONE)
    first = page.locator("section", has=page.get_by_role("heading", name="第 1 条"))
    first.get_by_text("申诉", exact=True).first.click()
    first.get_by_label("哪里不对").fill("The scene was cut.")
    first.get_by_role("button", name="申诉").click()
    expect(page.get_by_text("一天内确认，七天内裁决").first).to_be_visible()
    expect(page.get_by_text("The scene was cut.")).to_be_visible()

    # It stands beside the item for those who handle it, with its clocks.
    staff.to("/fathom/dossiers/1/")
    expect(staff.page.get_by_text("The scene was cut.")).to_be_visible()
    assert not faults, "\n".join(dict.fromkeys(faults))
