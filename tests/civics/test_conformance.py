"""Every public method of civics keeps the same promises (`cases.py` says how to join)."""

import copy
import importlib
import json
import pickle
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from inspect import isfunction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from civics.errors import InputError
from tests.civics.cases import CASES, Case

PACKAGES = (
    *("opinion", "bridging", "sortition", "voting", "ballots"),
    *("influence", "language", "trust"),
)
# Readers, writers, patterns and plain formulas: tested where they are, no method to conform.
NO_METHODS = {
    "opinion": {"read_votes"},
    "bridging": {"wilson"},
    "ballots": {
        *("parse_definition", "parse_papers", "parse_tokens", "format_papers", "lines_root"),
        *("hash_of", "lock_of", "tracker_of", "sign_receipt", "open_receipt"),
    },
    "language": {"hostile_excerpts", "normalise_each", "personal_details", "speaks_for_all"},
    "sortition": {"lottery_from", "pool_of"},
    "voting": {
        *("parse_pabulib", "format_pabulib", "reformat_pabulib", "rankings_of"),
        *("parse_abc_yaml", "format_abc_yaml", "parse_preflib"),
    },
}

PAGES = Path(__file__).resolve().parents[2] / "docs" / "methods"

every_method = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def written(case: Case, given: Any, seed: int = 1) -> str:
    return json.dumps(case.plain(case.call(given, seed)), sort_keys=True, default=str)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_method_is_a_case(package: str) -> None:
    module = importlib.import_module(f"civics.{package}")
    functions = {name for name in module.__all__ if isfunction(getattr(module, name))}
    asked = {case.method.__name__ for case in CASES}
    assert functions - asked == NO_METHODS.get(package, set())


@every_method
def test_same_seed_same_bytes(case: Case) -> None:
    assert written(case, case.make(7)) == written(case, case.make(7))


@pytest.mark.parametrize("case", [c for c in CASES if c.shuffled], ids=lambda case: case.name)
def test_order_changes_nothing(case: Case) -> None:
    assert case.shuffled
    for seed in range(5):
        given = case.make(seed)
        assert written(case, case.shuffled(given, seed)) == written(case, given)


@pytest.mark.parametrize("case", [c for c in CASES if c.renamed], ids=lambda case: case.name)
def test_names_change_nothing(case: Case) -> None:
    assert case.renamed
    for seed in range(5):
        given = case.make(seed)
        again, names = case.renamed(given)
        result = with_names(case.plain(case.call(again, 1)), names)
        assert json.dumps(result, sort_keys=True, default=str) == written(case, given)


@every_method
def test_input_is_not_changed(case: Case) -> None:
    given = case.make(3)
    before = copy.deepcopy(given)
    case.call(given, 1)
    assert same(given, before)


@every_method
def test_result_can_be_pickled(case: Case) -> None:
    result = case.call(case.make(3), 1)
    again = pickle.loads(pickle.dumps(result))  # noqa: S301 - our own bytes
    assert case.plain(again) == case.plain(result)


@pytest.mark.parametrize(
    ("case", "edge"),
    [pytest.param(case, edge, id=f"{case.name}-{edge}") for case in CASES for edge in case.edges],
)
def test_border_inputs_are_answered_or_refused(case: Case, edge: str) -> None:
    refusal, result = None, None
    try:
        result = case.call(case.edges[edge](), 1)
    except InputError as error:
        refusal = error.code
    if refusal is None:
        json.dumps(case.plain(result), allow_nan=False, default=str)
    else:
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", refusal)


@every_method
def test_docstring_teaches(case: Case) -> None:
    text = case.method.__doc__ or ""
    assert len(text) > 200, "what it does, what it takes, what it raises"
    assert "Cost" in text


@every_method
def test_has_a_page(case: Case) -> None:
    page = (PAGES / case.page).read_text(encoding="utf-8")
    for part in ("Guarantees", "Worked example", "Limits", "Not to be used for"):
        assert re.search(rf"^## {part}", page, re.MULTILINE), f"{case.page} has no {part!r}"


def with_names(plain: Any, names: Mapping[str, str]) -> Any:
    """The same JSON with every id, as key or as value, given its other name."""
    if isinstance(plain, dict):
        return {names.get(key, key): with_names(value, names) for key, value in plain.items()}
    if isinstance(plain, (list, tuple)):
        return [with_names(value, names) for value in plain]
    return names.get(plain, plain) if isinstance(plain, str) else plain


def same(one: Any, other: Any) -> bool:
    """Equal throughout, arrays and records included."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(
            one, other, equal_nan=one.dtype.kind == "f"
        )
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if is_dataclass(one):
        return type(one) is type(other) and all(
            same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
        )
    return bool(one == other)
