"""The opinion map beside red-dwarf: CPU seconds (user + system, one BLAS thread) and peak memory.

`run()` returns the rows of the table. Each figure is taken in a process of its own that finds the
votes in a file, so that neither making them nor another run counts; compiled loops are warm.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from civics.opinion import Votes, opinion_map, update

ROOT = Path(__file__).resolve().parents[2]
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONPATH": str(ROOT),
}
NOT_INSTALLED = "not installed"
TIMES = 3

# people, statements, votes; whether the peer is run too (red-dwarf needs a dense table of floats).
SHAPES: tuple[tuple[int, int, int, bool], ...] = (
    (2_000, 200, 50_000, True),
    (10_000, 500, 500_000, True),
    (33_422, 783, 2_000_000, True),
    (1_000_000, 500, 30_000_000, False),
)

PEER = """
import json, resource, sys, time
import numpy as np
from reddwarf.implementations.polis import run_pipeline
held = np.load(sys.argv[1])
starts, statement, vote = held["indptr"], held["indices"].tolist(), held["values"].tolist()
person = np.repeat(np.arange(len(starts) - 1), np.diff(starts)).tolist()
rows = [
    {"participant_id": p, "statement_id": s, "vote": v}
    for p, s, v in zip(person, statement, vote)
]
begin = time.process_time()
run_pipeline(votes=rows, random_state=0)
spent = time.process_time() - begin
print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def run(shapes: tuple[tuple[int, int, int, bool], ...] = SHAPES) -> list[dict[str, Any]]:
    """The rows: full maps as size grows, a tick of 100 votes, and the peer where it can be run."""
    rows = []
    for people, statements, votes, with_peer in shapes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "votes.npz"
            _ran([sys.executable, __file__, "make", file, people, statements, votes])
            size = f"{people:,} × {statements}, {votes / 1e6:.3g} M votes"
            peer = _peer(file) if with_peer else (None, None, "too large for the peer")
            full = _ran([sys.executable, __file__, "full", file])
            rows.append(_row(f"opinion map, {size}", full, peer))
            tick = _ran([sys.executable, __file__, "tick", file])
            rows.append(_row(f"100 more votes, {size}", tick, (None, None, "peer has no update")))
    return rows


def _row(
    work: str, ours: tuple[float, float], peer: tuple[float | None, float | None, str]
) -> dict[str, Any]:
    cpu, memory, note = peer
    return {
        "work": work,
        "ours_cpu_s": round(ours[0], 3),
        "ours_mb": round(ours[1]),
        "peer": "red-dwarf",
        "peer_cpu_s": NOT_INSTALLED if note == NOT_INSTALLED else cpu and round(cpu, 2),
        "peer_mb": NOT_INSTALLED if note == NOT_INSTALLED else memory and round(memory),
        "ratio": cpu and round(cpu / ours[0], 1),
        "note": note,
    }


def _peer(file: Path) -> tuple[float | None, float | None, str]:
    if not PEER_PYTHON.exists():
        return None, None, NOT_INSTALLED
    try:
        cpu, memory = _ran([PEER_PYTHON, "-c", PEER, file])
    except subprocess.CalledProcessError as error:
        return None, None, f"peer failed: {error.stderr.strip().splitlines()[-1][:80]}"
    return cpu, memory, ""


def _ran(words: list[Any]) -> tuple[float, float]:
    """CPU seconds and peak megabytes that a process printed (nothing printed: zeros)."""
    done = subprocess.run(
        [str(word) for word in words],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | ONE_THREAD,
    )
    cpu, memory = json.loads(done.stdout.splitlines()[-1]) if done.stdout else (0.0, 0.0)
    return cpu, memory


def make(file: str, people: str, statements: str, votes: str) -> None:
    """Write the votes of an invented town: three camps on a plane, a tail of busy people."""
    rng = np.random.default_rng(1)
    n, m = int(people), int(statements)
    busy, known = rng.lognormal(0, 0.75, n), rng.lognormal(0, 0.5, m)
    busy, known = busy / busy.mean(), known / known.mean()
    corners = np.array([[3.0, 0.0], [-2.0, 2.0], [-2.0, -2.0]])
    stand = corners[rng.integers(0, 3, n)] + rng.normal(size=(n, 2))
    loading, liked = rng.normal(scale=0.5, size=(m, 2)), rng.normal(scale=0.7, size=m)
    lengths, columns, values = [], [], []
    for first in range(0, n, 20_000):
        block = slice(first, first + 20_000)
        chance = np.outer(busy[block], known) * int(votes) / n / m
        row, column = np.nonzero(rng.random(chance.shape, dtype=np.float32) < chance)
        pull = (stand[block][row] * loading[column]).sum(axis=1) + liked[column]
        pull += rng.normal(size=len(row))
        lengths.append(np.bincount(row, minlength=len(chance)))
        columns.append(column.astype(np.int32))
        values.append(np.where(pull > 0.4, 1, np.where(pull < -0.4, -1, 0)).astype(np.int8))
    starts = np.concatenate([[0], np.cumsum(np.concatenate(lengths))])
    np.savez(file, indptr=starts, indices=np.concatenate(columns), values=np.concatenate(values))


def _held(file: str) -> Votes:
    held = np.load(file)
    n, m = len(held["indptr"]) - 1, int(held["indices"].max()) + 1
    people, statements = (tuple(str(10**7 + i) for i in range(size)) for size in (n, m))
    return Votes(people, statements, held["indptr"], held["indices"], held["values"])


def full(file: str) -> None:
    """Print what a whole map costs."""
    votes = _held(file)
    opinion_map(votes)  # compiles, if need be
    _print(lambda: opinion_map(votes))


def tick(file: str) -> None:
    """Print what a hundred more votes cost."""
    votes = _held(file)
    drawn = opinion_map(votes)
    rng = np.random.default_rng(2)
    who, what = (
        rng.choice(names, 100).tolist() for names in (votes.participants, votes.statements)
    )
    how = rng.integers(-1, 2, 100).tolist()
    update(drawn, who, what, how)
    _print(lambda: update(drawn, who, what, how))


def _print(work: Callable[[], object]) -> None:
    spent = []
    for _ in range(TIMES):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([sorted(spent)[TIMES // 2], peak]) + "\n")


if __name__ == "__main__":
    commands: dict[str, Callable[..., None]] = {"make": make, "full": full, "tick": tick}
    commands[sys.argv[1]](*sys.argv[2:])
