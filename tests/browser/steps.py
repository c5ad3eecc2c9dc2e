"""What people do on many pages: sign in by a code, prove a second factor, walk by keyboard."""

import base64
import hashlib
import hmac
import struct
import time

from playwright.sync_api import Page, expect

from tests.browser import axe, looks
from tests.browser.conftest import Visit

PERIOD = 30  # seconds that a one-time code lives


def sign_in(visit: Visit, address: str) -> None:
    """From the sign-in page, with the code that lies in the letterbox."""
    page = visit.page
    page.locator("#id_email").fill(address)
    page.locator("main form:has(#id_email) button").click()
    page.locator("input[name=code]").fill(visit.server.code_for(address))
    page.locator("main form:has(input[name=code]) button").first.click()
    expect(page.locator("details.menu")).to_be_visible()


def set_up_authenticator(page: Page) -> None:
    """Type the code of the secret that the page shows; a code may end while it is typed."""
    for _try in range(2):
        secret = page.locator("#authenticator_secret").input_value()
        page.locator("input[name=code]").fill(one_time_code(secret))
        page.locator("main form:has(input[name=code]) button[type=submit]").first.click()
        page.wait_for_load_state()
        if page.locator("#authenticator_secret").count() == 0:
            return
    raise AssertionError("the page did not take the one-time code")


def one_time_code(secret: str) -> str:
    """RFC 6238 with the usual choices: SHA-1, six digits, thirty seconds."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time()) // PERIOD)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    place = digest[-1] & 0xF
    (number,) = struct.unpack(">I", digest[place : place + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with the Tab key on {page.url}")


def content(page: Page) -> None:
    """The page as it is now breaks no rule of axe, and nothing sticks out."""
    faults = axe.violations(page) + looks.overhang(page)
    assert not faults, "\n".join([page.url, *faults])
