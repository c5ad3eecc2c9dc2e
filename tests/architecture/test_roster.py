"""An app has the files of the roster and no others: whoever knows one app knows them all."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLKMOOT = ROOT / "folkmoot"
DECISIONS = ROOT / "docs" / "decisions"

# The shell, the assembled API and the story are made of pages and scenes, not of acts.
NOT_ROOMS = {"web", "api", "demo"}

MODULES = {
    *("models", "rules", "facts", "actions", "queries"),
    *("views", "urls", "forms", "api", "jobs", "apps", "admin"),
}
FILES = {"__init__.py", *(f"{module}.py" for module in MODULES)}
# A module that grew may become a package of the same name.
FOLDERS = {"migrations", "templates", "management", *MODULES}
APPS = sorted(
    file.parent
    for file in FOLKMOOT.rglob("apps.py")
    if file.relative_to(FOLKMOOT).parts[0] not in NOT_ROOMS
)


@pytest.mark.parametrize("app", APPS, ids=lambda app: str(app.relative_to(ROOT)))
def test_an_app_keeps_to_the_roster(app: Path) -> None:
    decided = "".join(page.read_text(encoding="utf-8") for page in DECISIONS.glob("*.md"))
    strangers = [
        name
        for name in sorted(path.relative_to(ROOT).as_posix() for path in app.iterdir())
        if not is_on_the_roster(ROOT / name) and f"`{name}`" not in decided
    ]
    assert not strangers, "\n".join(
        ["another name needs a page in docs/decisions/ that quotes its path", *strangers]
    )


def is_on_the_roster(path: Path) -> bool:
    if path.is_dir():
        return path.name in FOLDERS or path.name == "__pycache__" or path in APPS
    return path.name in FILES


def test_every_app_says_which_app_it_is() -> None:
    nameless = [
        str(file.parent.relative_to(ROOT))
        for file in FOLKMOOT.rglob("models.py")
        if not file.with_name("apps.py").exists()
    ]
    assert nameless == []
