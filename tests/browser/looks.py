"""A page in all its looks: wide and narrow, light and dark. Nothing sticks out, axe is content."""

from typing import Literal

from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.conftest import WIDTHS

Look = tuple[str, Literal["light", "dark"]]

OVERHANG = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const over = [...document.body.querySelectorAll("*")].filter((element) =>
    element.getBoundingClientRect().right > width + 0.5 && !element.closest(".scroll"));
  return over.slice(0, 4).map((element) => element.outerHTML.slice(0, 120));
}"""


def take_on(page: Page, look: Look) -> None:
    width, theme = look
    across, down = WIDTHS[width]
    page.set_viewport_size({"width": across, "height": down})
    page.emulate_media(color_scheme=theme)


def overhang(page: Page) -> list[str]:
    """What makes the page wider than its window."""
    return list(page.evaluate(OVERHANG))


def examine(page: Page, looks: list[Look]) -> list[str]:
    """Faults in each of the looks; axe is asked in the first."""
    faults = []
    for place, look in enumerate(looks):
        take_on(page, look)
        found = [f"sticks out: {each}" for each in overhang(page)]
        if place == 0:
            found += axe.violations(page)
        faults += [f"{page.url} {' '.join(look)} {each}" for each in found]
    return faults
