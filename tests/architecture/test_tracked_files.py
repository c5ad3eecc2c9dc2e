"""The repository tells nothing of the machines it was written on, nor where they download from."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.conftest import missing

ROOT = Path(__file__).resolve().parents[2]
PLAIN_VERSION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.]*")

# The brackets keep this file from holding what it looks for.
MACHINE_PATHS = re.compile(r"(?<![\w.*])/(wor[k]|roo[t]|hom[e]|User[s]|var/tm[p]|private/va[r])/\w")
REGISTRY_HOSTS = re.compile(
    r"registry[.](npmj[s]|yarnpk[g])|pypi[.]or[g]|pythonhoste[d]|(deb|security)[.]debia[n]"
    r"|proxy[.]golan[g]|crates[.]i[o]"
)


@pytest.fixture(scope="module")
def tracked_files() -> list[Path]:
    """What git holds, and what it would hold after the next `git add`."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        missing("git, or the clone that would say which files are tracked,")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = {ROOT / name for name in listed.stdout.split("\0") if name}
    return sorted(file for file in named if file.is_file())


def test_no_file_names_a_path_of_one_machine(tracked_files: list[Path]) -> None:
    assert lines_with(MACHINE_PATHS, tracked_files) == []


def test_no_file_names_the_host_of_a_registry(tracked_files: list[Path]) -> None:
    assert lines_with(REGISTRY_HOSTS, tracked_files) == []


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for file in files
        for number, line in enumerate(text_of(file).splitlines(), start=1)
        if pattern.search(line)
    ]


def text_of(file: Path) -> str:
    """Nothing for a picture or another file that is not text."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""


def test_constraints_are_plain_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not PLAIN_VERSION.fullmatch(line)] == []
    assert lines == sorted(lines)


def test_constraints_hold_no_peer_of_the_benchmarks() -> None:
    # Some are GPL: they are measured beside Folkmoot and never installed with it.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    peers = {name_of(peer) for peer in project["optional-dependencies"]["bench"]}
    locked = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert peers & locked == set()


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_the_npm_lock_records_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
