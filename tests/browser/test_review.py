"""J4: a fan who was drawn promises, reads under seal, answers alone, and is thanked."""

from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.looks import Look, examine

PHONE: list[Look] = [("phone", "light"), ("phone", "dark")]


def test_a_fan_reviews_a_partnership_on_a_phone(arrive: Arrive) -> None:
    visit = arrive(width="phone", theme="light", language="en", who="seat@fathom")
    page, faults = visit.page, []
    visit.to("/fathom/reviews/2/")

    # Nothing of it is shown before the promise, and a wrong answer is put right.
    expect(page.get_by_text("Gleaner Studio")).to_have_count(0)
    faults += examine(page, PHONE)
    page.locator("input[name=interest][value=no]").check()
    page.locator("input[name=silence]").check()
    page.locator("input[name=decides][value=panel]").check()
    page.locator("input[name=stops][value=no]").check()
    page.locator("input[name=owes][value=reply]").check()
    visit.watch.refused.add(422)
    page.get_by_role("button", name="I promise").click()
    expect(page.get_by_text("Not quite.")).to_be_visible()
    page.locator("input[name=decides][value=brand]").check()
    page.get_by_role("button", name="I promise").click()

    # The papers bear this seat's own mark.
    expect(page.get_by_role("heading", name="Gleaner Studio")).to_be_visible()
    mark = page.locator(".marked").get_attribute("data-mark")
    assert mark
    expect(page.get_by_text(f"bears the mark {mark}")).to_be_visible()
    faults += examine(page, PHONE)
    page.locator("input[name=harm][value='7']").check()
    for name in ("fit", "newcomers", "conditions", "advice"):
        page.locator(f"input[name={name}][value='-1']").check()
    for area in page.locator("textarea").all():
        area.fill("They said it in public, and made peace in a corner.")
    page.locator("input[name=free][value=yes]").check()
    page.get_by_role("button", name="Give these answers").click()
    expect(page.get_by_text("Nobody can see which answers are yours")).to_be_visible()
    expect(page.get_by_role("heading", name="You have answered")).to_be_visible()
    assert not faults, "\n".join(faults)


def test_everybody_else_sees_that_it_is_under_seal(arrive: Arrive) -> None:
    visit = arrive(width="desk", theme="light", language="en", who="lin@fathom")
    visit.to("/fathom/reviews/2/")
    expect(visit.page.get_by_role("heading", name="Review 2, under seal")).to_be_visible()
    assert "Gleaner" not in visit.page.content()
