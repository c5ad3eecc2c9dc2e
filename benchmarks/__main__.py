"""`python -m benchmarks [--write] NAME …`: run, print and keep the tables."""

from __future__ import annotations

import argparse
import datetime
import importlib
import importlib.util
import os
import pkgutil
import platform
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks import methods

Row = dict[str, Any]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEADING = """# Benchmarks

Each table is written by `python3 bin/bench --write NAME` and says on what machine.
"""
PACKAGES = {
    "methods": ("numpy", "scipy", "highspy", "numba"),
    "votes": ("django", "granian", "numpy"),
    "lists": ("django", "granian"),
    "ledger": ("django", "granian", "cryptography"),
    "faults": ("django", "granian"),
}


def main() -> int:
    asked = arguments()
    missing = [name for name in asked.benchmarks if not exists(name)]
    if missing:
        print(f"There is no benchmark of {missing[0]} yet: benchmarks/{missing[0]}.py is missing.")
        return 1
    for name in asked.benchmarks:
        report = f"{machine(PACKAGES[name])}\n\n{table(rows_of(name))}"
        print(f"\n## {name.capitalize()}\n\n{report}", flush=True)
        if asked.write:
            keep(name, report)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("benchmarks", nargs="+", choices=sorted(PACKAGES))
    parser.add_argument("--write", action="store_true", help=f"keep the table in docs/{PAGE.name}")
    return parser.parse_args()


def exists(name: str) -> bool:
    return importlib.util.find_spec(f"benchmarks.{name}") is not None


def rows_of(name: str) -> list[Row]:
    if name != "methods":
        rows: list[Row] = importlib.import_module(f"benchmarks.{name}").run()
        return rows
    modules = sorted(module.name for module in pkgutil.iter_modules(methods.__path__))
    found = [importlib.import_module(f"benchmarks.methods.{module}") for module in modules]
    return [row for module in found for row in module.run()]


# The report


def machine(packages: Iterable[str]) -> str:
    versions = [f"{package} {metadata.version(package)}" for package in packages]
    return (
        f"Measured on {today()}: {processor()}, {os.cpu_count()} cores, {memory_gib():.0f} GiB; "
        f"{platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, {', '.join(versions)}."
    )


def today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def processor() -> str:
    try:
        described = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor() or platform.machine()
    named = re.search(r"^model name\s*:\s*(.+)$", described, re.MULTILINE)
    return named.group(1).strip() if named else platform.machine()


def memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def table(rows: list[Row]) -> str:
    """A Markdown table; its columns are the keys of the rows, in the order they first appear."""
    if not rows:
        return "Nothing was measured."
    columns = list(dict.fromkeys(key for row in rows for key in row))
    figures = [column for column in columns if any(is_figure(row.get(column)) for row in rows)]
    lines = [
        columns,
        ["---:" if column in figures else "---" for column in columns],
        *([cell(row.get(column)) for column in columns] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # Three digits that count: 0.0123, 1.23, 123; never 1.23e-05.
        return f"{value:,.0f}" if abs(value) >= 100 else f"{float(f'{value:.3g}'):.10g}"
    return str(value).replace("|", "\\|").replace("\n", " ")


# Keeping it


def keep(name: str, report: str) -> None:
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEADING
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(with_section(page, name, report), encoding="utf-8")
    print(f"\nWritten to docs/{PAGE.name}.")


def with_section(page: str, name: str, report: str) -> str:
    """The page with the section between the markers of `name` replaced, or added at the end."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{begin}\n{report}\n{end}"
    before, found, rest = page.partition(begin)
    if not found:
        return f"{page.rstrip()}\n\n## {name.capitalize()}\n\n{section}\n"
    _, _, after = rest.partition(end)
    return f"{before}{section}{after}"


if __name__ == "__main__":
    raise SystemExit(main())
