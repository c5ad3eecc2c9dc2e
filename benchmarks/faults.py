"""The long runs of tests/faults: a thousand rounds of mishaps, a hundred kills on each database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROUNDS = 1000
KILLS = 100


def run() -> list[dict[str, Any]]:
    return [*_play("test_forks.py"), *_play("test_kill.py")]


def _play(name: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="folkmoot-faults-") as folder:
        report = Path(folder) / "report"
        environment = os.environ | {
            "FOLKMOOT_ROUNDS": str(ROUNDS),
            "FOLKMOOT_KILLS": str(KILLS),
            "FOLKMOOT_FAULTS_REPORT": str(report),
        }
        command = [sys.executable, "-m", "pytest", "-q", f"tests/faults/{name}"]
        subprocess.run(command, env=environment, check=True)
        told = [json.loads(line) for line in report.read_text().splitlines()]
    return [
        {"run": name, "what": what, "count": count} for row in told for what, count in row.items()
    ]
