"""Takes the pictures of the README anew: `python -m tests.browser.pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, WIDTHS
from tests.browser.server import ROOT, Server

IMAGES = ROOT / "docs" / "images"
CROWD = 126  # as many as in the demo
LARGEST = 250_000  # bytes


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = Server(Path(home))
        try:
            server.start(None, crowd=CROWD)
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            take_the_result(chromium, server)
            take_the_card(chromium, server)
            chromium.close()
        finally:
            server.stop()


def take_the_result(chromium: Browser, server: Server) -> None:
    page = opened(chromium, server, "fan@lumen", "desk")
    page.goto(f"{server.url}/lumen/conversations/1/result")
    page.set_viewport_size({"width": 1280, "height": 1080})
    page.locator(".map").evaluate("(map) => scrollTo(0, map.offsetTop - 24)")
    save(page, "result.png")


def take_the_card(chromium: Browser, server: Server) -> None:
    page = opened(chromium, server, "zhou@lumen", "phone")
    number = server.conversations["lumen"]["crawl"]
    page.goto(f"{server.url}/lumen/conversations/{number}/")
    for answered, choice in enumerate(("agree", "pass", "disagree", "agree"), start=1):
        page.locator(f"#card button[value={choice}]").click()
        expect(page.locator("#card progress")).to_have_attribute("value", str(answered))
    page.evaluate("() => document.activeElement.blur()")
    page.locator("#card").evaluate("(card) => scrollTo(0, card.offsetTop - 200)")
    save(page, "voting.png")


def opened(chromium: Browser, server: Server, who: str, width: str) -> Page:
    across, down = WIDTHS[width]
    context = chromium.new_context(
        viewport={"width": across, "height": down},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        device_scale_factor=1 if width == "desk" else 2,
        has_touch=width == "phone",
    )
    cookies = {"django_language": "zh-hans", "session": server.sessions[who]}
    context.add_cookies([{"name": k, "value": v, "url": server.url} for k, v in cookies.items()])
    return context.new_page()


def save(page: Page, name: str) -> None:
    picture = page.screenshot()
    if len(picture) > LARGEST:
        raise SystemExit(f"{name} has {len(picture)} bytes, more than {LARGEST}")
    (IMAGES / name).write_bytes(picture)
    print(f"{name}: {len(picture):,} bytes")


if __name__ == "__main__":
    main()
