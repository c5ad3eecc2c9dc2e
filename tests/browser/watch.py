"""What a page must never do: speak in the console, break the policy, fail, reach elsewhere."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

# Told on the console, which is watched.
POLICY = """
addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP", event.violatedDirective, event.blockedURI, event.sourceFile, event.sample));
"""


@dataclass
class Watch:
    """Listens to everything that happens in a context; `refused` are answers that were expected."""

    faults: list[str] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(POLICY)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._note("script", error.error))
        context.on("dialog", self._asked)
        context.on("request", self._left)
        context.on("requestfailed", self._lost)
        context.on("response", self._answered)

    def nothing(self) -> None:
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(dict.fromkeys(faults))

    def _note(self, kind: str, what: Any) -> None:
        self.faults.append(f"{kind}: {what}")

    def _said(self, message: ConsoleMessage) -> None:
        expected = any(f"status of {status} " in message.text for status in self.refused)
        if not expected:
            self._note(f"console {message.type}", f"{message.text} at {_where(message.page)}")

    def _asked(self, dialog: Dialog) -> None:
        self._note("dialog", dialog.message)
        dialog.dismiss()

    def _left(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "localhost":
            self._note("request elsewhere", request.url)

    def _lost(self, request: Request) -> None:
        # A stream ends with its page, and so does what a quick reader no longer waits for.
        if request.failure != "net::ERR_ABORTED":
            self._note("request lost", f"{request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.refused:
            self._note(f"answer {response.status}", response.url)


def _where(page: Page | None) -> str:
    return urlsplit(page.url).path if page else "?"
