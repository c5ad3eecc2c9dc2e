"""The page about trust says what the code does."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import civics.trust
from civics.trust import conformal, noise, ratings, series, survival

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "trust.md"
CAUTIONS = [
    "too_few few nearly_unanimous short_series strong_memory longer_memory poor_fit",
    "several_blends one_donor few_donors few_points few_ends",
]
MODULES = [module.name for module in pkgutil.iter_modules(civics.trust.__path__)]


def test_the_worked_example_works() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried
    assert not failed


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_work(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(f"civics.trust.{name}"))
    assert not failed


def test_the_page_has_the_thresholds_and_codes_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for told in (
        f"below {ratings.FEW} answers, or fewer than {ratings.FEW_OFF_THE_TOP} besides",
        f"below {series.FEW} points",
        f"above {series.STRONG_MEMORY}: with",
        f"below {ratings.FEWEST} answers, below {survival.FEWEST} waits: no limits",
        f"in {noise.WORLDS:,} worlds",
        f"fewer than {conformal.FEWEST}: no limits",
        f"fewer than {survival.FEW} ends",
    ):
        assert told in text
    for code in " ".join(CAUTIONS).split():
        assert f"`{code}`" in text


def test_every_public_method_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    methods = [name for name in civics.trust.__all__ if name.islower()]
    assert [name for name in methods if f"`{name}`" not in text] == []
