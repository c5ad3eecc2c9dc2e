"""A real browser before a real server: one browser a process, one server for all processes."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.server import Server
from tests.browser.sharing import shared_server
from tests.browser.watch import Watch
from tests.conftest import SHARED, missing

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"phone": (360, 740), "desk": (1280, 900)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing("Chromium")
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "browser"
    with shared_server(home, SHARED if SHARED.is_dir() else None) as served:
        yield served


@dataclass
class Visit:
    """One person at one device: a page, and what went wrong on it."""

    server: Server
    context: BrowserContext
    page: Page
    watch: Watch

    def to(self, path: str, *, answer: int = 200) -> None:
        if answer >= 400:
            self.watch.refused.add(answer)
        response = self.page.goto(self.server.url + path, wait_until="domcontentloaded")
        assert response is not None
        assert response.status == answer, f"{path} answered {response.status}"


Arrive = Callable[..., Visit]


@pytest.fixture
def arrive(server: Server, browser: Browser) -> Iterator[Arrive]:
    """Open a browser: `arrive("mei@lumen", width="phone", theme="dark", language="en")`."""
    with ExitStack() as leaving:
        visits: list[Visit] = []

        def open_one(
            who: str = "",
            *,
            width: str = "desk",
            theme: Literal["light", "dark"] = "light",
            language: str = "zh-hans",
            **options: Any,
        ) -> Visit:
            across, down = WIDTHS[width]
            context = browser.new_context(
                viewport={"width": across, "height": down},
                color_scheme=theme,
                locale="zh-CN" if language.startswith("zh") else "en-GB",
                timezone_id="Asia/Shanghai",
                reduced_motion="reduce",
                **options,
            )
            leaving.callback(context.close)
            context.set_default_timeout(20_000)
            cookies = {"django_language": language}
            if who:
                cookies["session"] = server.sessions[who]
            context.add_cookies(
                [{"name": k, "value": v, "url": server.url} for k, v in cookies.items()]
            )
            watch = Watch()
            watch.over(context)
            visits.append(Visit(server, context, context.new_page(), watch))
            return visits[-1]

        yield open_one
        for visit in visits:
            visit.watch.nothing()
