"""Every sentence is there in both languages, and says the same with the same placeholders."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from tests.conftest import missing

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ["en", "zh_Hans"]
ADVICE = "see “Translations” in CONTRIBUTING.md"

# Names and formats that are the same in both languages.
UNTRANSLATED: set[str] = set()
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|{\w*}")


@pytest.fixture(scope="module")
def locale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the catalogues, renewed from what the templates and the code say today."""
    if not shutil.which("xgettext") or not shutil.which("msgmerge"):
        missing("gettext")
    copy = tmp_path_factory.mktemp("tree")
    # A copy, not a link: makemessages puts files beside the templates while it works.
    unneeded = shutil.ignore_patterns("__pycache__", "dist")
    shutil.copytree(ROOT / "folkmoot", copy / "folkmoot", ignore=unneeded)
    for language in LANGUAGES:
        shutil.copytree(ROOT / "locale" / language, copy / "locale" / language)
    django = [sys.executable, "-m", "django", "makemessages", "--verbosity", "0", "--symlinks"]
    run(*django, "--all", "--no-wrap", "--add-location", "file", cwd=copy)
    return copy / "locale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_missing_fuzzy_or_obsolete(locale: Path, language: str) -> None:
    catalog = load(locale, language)
    empty = [one.id for one in messages(catalog) if not all(forms(one.string))]
    fuzzy = [one.id for one in messages(catalog) if one.fuzzy]
    assert not empty, ADVICE
    assert not fuzzy, ADVICE
    assert not list(catalog.obsolete), ADVICE
    assert not catalog.fuzzy, "Babel leaves out a catalogue that is fuzzy at the top"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(locale: Path, language: str) -> None:
    run("msgfmt", "--check-format", "--output-file", "/dev/null", path(locale, language))
    different = [
        one.id
        for one in messages(load(locale, language))
        for said in forms(one.string)
        if placeholders(said) not in [placeholders(form) for form in forms(one.id)]
    ]
    assert not different


def test_the_english_catalogue_says_what_the_code_says(locale: Path) -> None:
    catalog = load(locale, "en")
    assert [one.id for one in messages(catalog) if forms(one.string) != forms(one.id)] == []


def test_chinese_is_translated(locale: Path) -> None:
    catalog = load(locale, "zh_Hans")
    same = {one.id for one in messages(catalog) if set(forms(one.string)) & set(forms(one.id))}
    assert same <= UNTRANSLATED


def load(locale: Path, language: str) -> Catalog:
    with path(locale, language).open("rb") as file:
        return read_po(file, abort_invalid=True)


def path(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def messages(catalog: Catalog) -> list[Message]:
    return [one for one in catalog if one.id]


def forms(words: str | tuple[str, ...] | list[str]) -> list[str]:
    """Singular and plural, or the one form that there is."""
    return [words] if isinstance(words, str) else list(words)


def placeholders(words: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(words))


def run(*command: str | Path, cwd: Path | None = None) -> None:
    # Without settings makemessages writes to ./locale, and never to the real catalogues.
    plain = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=cwd, env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
