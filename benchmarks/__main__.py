"""`python -m benchmarks [--write] methods|methods.NAME|votes|lists …`: print, and keep tables."""

from __future__ import annotations

import argparse
import datetime
import importlib
import importlib.util
import os
import pkgutil
import platform
import re
import subprocess
import sys
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
    "ledger": ("cryptography",),
    "export": ("numpy", "scipy", "numba"),
    "suggestions": ("numpy", "psycopg"),
    "sequencer": ("django", "cryptography"),
    "gate": ("django", "reportlab"),
    "crowd": ("django", "granian", "cryptography"),
    "faults": ("django", "granian"),
}


def main() -> int:
    asked = arguments()
    names = [each for name in asked.benchmarks for each in expanded(name)]
    missing = [name for name in names if not exists(name)]
    if missing:
        print(f"There is no benchmark of {missing[0]} yet: benchmarks/{missing[0]}.py is missing.")
        return 1
    if len(names) > 1:  # each in a process of its own: Django is set up once, for one home
        write = ["--write"] if asked.write else []
        commands = [[sys.executable, "-m", "benchmarks", *write, name] for name in names]
        return max(subprocess.run(command, check=False).returncode for command in commands)
    name = names[0]
    rows = importlib.import_module(f"benchmarks.{name}").run()
    report = f"{machine(PACKAGES[name.split('.')[0]])}\n\n{table(rows)}"
    print(f"\n## {title(name)}\n\n{report}", flush=True)
    if asked.write:
        keep(name, report)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("benchmarks", nargs="+", metavar="NAME")
    parser.add_argument("--write", action="store_true", help=f"keep the table in docs/{PAGE.name}")
    return parser.parse_args()


def expanded(name: str) -> list[str]:
    """`methods` stands for each of them."""
    if name != "methods":
        return [name]
    return sorted(f"methods.{module.name}" for module in pkgutil.iter_modules(methods.__path__))


def exists(name: str) -> bool:
    return importlib.util.find_spec(f"benchmarks.{name}") is not None


def title(name: str) -> str:
    return name.rpartition(".")[2].capitalize()


# The report


def machine(packages: Iterable[str]) -> str:
    versions = [f"{package} {metadata.version(package)}" for package in packages]
    return (
        f"Measured on {today()}: {processor()}, {os.cpu_count()} cores, {memory_gib():.0f} GiB; "
        f"{platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, {', '.join(versions)}. "
        f"Load average at the end: {os.getloadavg()[1]:.1f}."
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
        return f"{page.rstrip()}\n\n## {title(name)}\n\n{section}\n"
    _, _, after = rest.partition(end)
    return f"{before}{section}{after}"


if __name__ == "__main__":
    raise SystemExit(main())
