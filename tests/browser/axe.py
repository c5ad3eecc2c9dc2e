"""axe-core in the page: rules for people who read with a screen reader, a keyboard, weak eyes."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.conftest import missing

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map((v) => ({ id: v.id, help: v.help, at: v.nodes.map((n) => n.target.join(" ")
    + ": " + n.html.slice(0, 160) + " " + (n.any[0]?.message ?? n.all[0]?.message ?? "")) }));
}"""


@cache
def source() -> str:
    if not SOURCE.exists():
        missing("axe-core (npm ci)")
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return [f"{each['id']} ({each['help']}): {'; '.join(each['at'][:3])}" for each in found]
