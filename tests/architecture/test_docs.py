"""What is documented is what there is."""

import re
from dataclasses import fields
from pathlib import Path

from django.core.management import get_commands
from django.utils.module_loading import autodiscover_modules

from folkmoot.foundation.record.facts import KINDS

ROOT = Path(__file__).resolve().parents[2]


def headings(page: str, level: int) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"^{'#' * level} (.+)$", text, flags=re.MULTILINE)


def test_every_fact_kind_has_its_heading() -> None:
    autodiscover_modules("facts")
    assert sorted(headings("facts.md", 3)) == sorted(KINDS)


def test_public_and_internal_facts_are_under_the_right_heading() -> None:
    text = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    public = text.split("## Public")[1].split("## Internal")[0]
    documented = set(re.findall(r"^### (.+)$", public, flags=re.MULTILINE))
    assert documented == {kind for kind, body in KINDS.items() if body.public}


def test_every_field_of_a_public_fact_has_its_label() -> None:
    """`plain(_("…"))` or `written(_("…"))`: pages of the record never show a name from the code."""
    autodiscover_modules("facts")
    unlabelled = [
        f"{body.kind}: {field.name}"
        for body in KINDS.values()
        for field in fields(body)
        if body.public and field.name != "subject" and not body.label_of(field.name)
    ]
    assert unlabelled == []


def test_every_setting_has_its_heading() -> None:
    source = (ROOT / "folkmoot" / "settings.py").read_text(encoding="utf-8")
    read = re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', source)
    read += re.findall(r'_key\("([A-Z_]+)"\)', source)
    assert sorted(headings("operate/settings.md", 2)) == sorted(set(read))


def test_every_command_has_its_heading() -> None:
    own = {name for name, app in get_commands().items() if app.startswith("folkmoot")}
    assert {f"folkmoot {name}" for name in own} == set(headings("operate/commands.md", 2))


def test_every_public_method_of_civics_has_its_page() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "methods").glob("*.md")}
    rooms = {room.parent.name for room in (ROOT / "civics").glob("*/__init__.py")}
    assert rooms - {"transparency", "language"} <= pages
