"""What the import contracts of pyproject.toml cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
CIVICS = ROOT / "civics"

OF_CIVICS = {"civics", "numpy", "scipy", "highspy", "numba"}
CIVICS_FILES = sorted(CIVICS.rglob("*.py"))


# Models are private


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom while the program runs; a type may be named across a border."""
    return grimp.build_graph("folkmoot", exclude_type_checking_imports=True, cache_dir=None)


def test_no_app_imports_the_models_of_another(graph: grimp.ImportGraph) -> None:
    trespasses = [
        f"{importer} imports {models}"
        for models in sorted(models_in(graph))
        for importer in sorted(graph.find_modules_that_directly_import(models))
        if not is_within(importer, app_of(models))
    ]
    assert not trespasses, "\n".join(
        ["call the app's queries or actions; make foreign keys by string", *trespasses]
    )


def models_in(graph: grimp.ImportGraph) -> set[str]:
    """Every models module, and what lies beneath it where it is a package."""
    return {module for module in graph.modules if "models" in module.split(".")}


def app_of(models: str) -> str:
    return models[: models.index(".models")]


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


# civics stands alone


@pytest.mark.parametrize("file", CIVICS_FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_civics_imports_only_numerics_and_the_standard_library(file: Path) -> None:
    allowed = OF_CIVICS | sys.stdlib_module_names
    if file.is_relative_to(CIVICS / "transparency"):
        allowed = allowed | {"cryptography"}
    strangers = {name for name in imported_by(file) if name.split(".")[0] not in allowed}
    assert strangers == set()


def imported_by(file: Path) -> Iterator[str]:
    """Absolute imports, wherever in the file they stand."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def test_civics_is_imported_in_a_moment() -> None:
    # Processor seconds and the best of five, since other tests share the machine.
    assert min(cpu_seconds_to_import_civics() for _ in range(5)) <= 0.3


def cpu_seconds_to_import_civics() -> float:
    printed = python("import civics, time; print(time.process_time())")
    return float(printed)


def test_importing_civics_loads_no_compiler() -> None:
    printed = python("import civics, sys; print('numba' in sys.modules)")
    assert printed == "False"


def python(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
