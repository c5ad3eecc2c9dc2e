"""The page about the method says what the code does."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import civics.opinion
from civics.opinion import Parameters

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "opinion.md"
MODULES = [module.name for module in pkgutil.iter_modules(civics.opinion.__path__)]


def test_the_worked_example_works() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried
    assert not failed


@pytest.mark.parametrize("name", [name for name in MODULES if name != "compiled"])
def test_examples_in_docstrings_work(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(f"civics.opinion.{name}"))
    assert not failed


def test_the_page_has_the_parameters_of_the_code() -> None:
    text, dials = PAGE.read_text(encoding="utf-8"), Parameters()
    for told in (
        "at least seven votes",
        "fewer than fifteen",
        f"at least {dials.min_silhouette}",
        f"at least {dials.min_stability}",
        "Twenty times the voters",
        "must have three people",
        f"false discoveries at {dials.false_discovery:.0%}".replace("%", " %"),
        f"better by {dials.margin}",
    ):
        assert told in text.replace("\n", " ")
    assert (dials.min_votes, dials.top_up, dials.resamples, dials.min_group) == (7, 15, 20, 3)
