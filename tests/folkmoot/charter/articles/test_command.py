"""`folkmoot charter lint FILE`: what is wrong, where, and an exit status."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from folkmoot.charter.articles.rules.patterns import pattern


def lint(file: Path) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("charter", "lint", str(file), stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    return 0, out.getvalue()


def shown(key: str) -> str:
    out = StringIO()
    call_command("charter", "pattern", key, stdout=out)
    return out.getvalue()


def test_a_pattern_that_was_printed_passes(tmp_path: Path) -> None:
    file = tmp_path / "t.toml"
    file.write_text(shown("T6"), encoding="utf-8")
    assert lint(file) == (0, "Nothing is missing, and nothing contradicts itself.\n")


def test_a_finding_names_place_and_cure(tmp_path: Path) -> None:
    file = tmp_path / "t.toml"
    file.write_text(shown("T3").replace("limit = 3", "limit = 0"), encoding="utf-8")
    with override("en"):
        status, said = lint(file)
    assert status == 1
    assert "T3.term.limit: A seat needs an end" in said
    assert "[seats-without-protection]" in said


def test_json_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "charter.json"
    file.write_text(json.dumps({"articles": [pattern("T1")]}), encoding="utf-8")
    assert lint(file)[0] == 0


@pytest.mark.parametrize("text", ["= broken", "\0", "a = 1\na = 2"])
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    file = tmp_path / "t.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be read") as caught:
        lint(file)
    assert caught.value.returncode == 2


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        lint(tmp_path / "none.toml")
