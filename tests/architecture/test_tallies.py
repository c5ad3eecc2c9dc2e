"""I8: below L3 no code path lets a tally say how a decision ends.

Proved over the code: who names the acts that say what holds, and who writes the rows that hold it.
What the database holds of it is in tests/folkmoot/decide/test_database.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
FOLKMOOT = ROOT / "folkmoot"
DECISIONS = FOLKMOOT / "decide" / "decisions"

# Each of these says what holds. A person calls it, by a form or by their own token.
ACTS = {"record_decision", "uphold_decision", "change_decision", "reverse_decision"}
ROWS = {"Decision", "Outcome", "Reversal"}
# The places from which a person's request reaches an act, and the story that is told with acts.
BY_HAND = {DECISIONS / "views.py", DECISIONS / "api.py", FOLKMOOT / "demo" / "decide.py"}

FILES = [file for file in sorted(FOLKMOOT.rglob("*.py")) if "migrations" not in file.parts]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def names(node: ast.AST) -> Iterator[str]:
    """Everything that a piece of code calls by its name: also as a text, for `getattr`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.alias):
            yield each.name
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def short(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_only_a_persons_request_reaches_an_act_that_says_what_holds() -> None:
    deciding = [
        short(file)
        for file in FILES
        if file not in BY_HAND and DECISIONS / "actions" not in file.parents
        if set(names(tree(file))) & ACTS - defined(file)
    ]
    assert not deciding


def defined(file: Path) -> set[str]:
    return {node.name for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef)}


def test_only_those_acts_write_its_rows() -> None:
    """`Decision.objects.create(…)`, or making one to save it later."""
    acts = {DECISIONS / "actions" / f"{name}.py" for name in ("deciding", "reviewing", "reversing")}
    writing = [
        short(file)
        for file in FILES
        if FOLKMOOT / "decide" in file.parents and file not in acts
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and is_written(node.func)
    ]
    assert not writing


def is_written(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in ROWS
    verbs = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update"}
    return isinstance(called, ast.Attribute) and (
        called.attr in verbs and bool(set(names(called.value)) & ROWS)
    )


def test_of_all_acts_on_matters_petitions_know_the_one_that_stops() -> None:
    """The room that counts signatures imports one name from the room that decides."""
    taken = {
        alias.name
        for file in (FOLKMOOT / "decide" / "petitions").rglob("*.py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("folkmoot.decide.decisions.actions")
        for alias in node.names
    }
    assert taken == {"suspend"}


def test_stopping_writes_nothing_that_says_how_it_ends() -> None:
    stopping = tree(DECISIONS / "actions" / "suspending.py")
    assert not set(names(stopping)) & (ROWS | ACTS)


def test_nothing_that_counts_can_reach_the_acts() -> None:
    """By imports, however long the way: votes, maps, polls, lots and every background job."""
    graph = grimp.build_graph("folkmoot", exclude_type_checking_imports=True, cache_dir=None)
    acts = {
        f"folkmoot.decide.decisions.actions.{name}"
        for name in ("deciding", "reviewing", "reversing", "overriding")
    }
    rooms = ("deliberate", "sense", "charter", "decide.petitions.queries")
    counting = {m for m in graph.modules if m.startswith(tuple(f"folkmoot.{r}" for r in rooms))}
    assert counting
    reached = [
        f"{importer} reaches {act}"
        for act in sorted(acts)
        for importer in sorted(counting)
        if graph.chain_exists(importer=importer, imported=act)
    ]
    assert not reached
