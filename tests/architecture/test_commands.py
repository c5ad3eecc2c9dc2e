"""The commands of bin/ run on a machine where nothing is installed yet."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parents[2] / "bin"
COMMANDS = ["bench", "demo", "lock", "test"]


@pytest.mark.parametrize("name", [*COMMANDS, "house.py"])
def test_a_command_needs_the_standard_library_alone(name: str) -> None:
    tree = ast.parse((BIN / name).read_text(encoding="utf-8"), feature_version=(3, 9))
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    chosen = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules = {alias.name for node in plain for alias in node.names}
    modules |= {str(node.module) for node in chosen}
    assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names | {"house"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_can_be_run_and_says_what_it_does(name: str) -> None:
    command = BIN / name
    assert os.access(command, os.X_OK)
    assert ast.get_docstring(ast.parse(command.read_text(encoding="utf-8")))


def test_a_python_too_old_is_told_what_to_install() -> None:
    """The oldest that matters is not here; pretend, with no newer one on the path."""
    program = "import sys; sys.version_info = (3, 9, 2); import house; house.require_python()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": "", "PYTHONPATH": str(BIN)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this is Python 3.9.2" in done.stderr
