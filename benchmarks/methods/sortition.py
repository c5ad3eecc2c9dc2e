"""Fair lotteries beside sortition-algorithms: CPU seconds (user + system) and peak memory.

The peer is GPL and runs in `.venv-bench` alone. It is asked for its maximin, the fairest it finds
without a commercial solver; ours is leximin, which asks for more. Each figure is taken in a
process of its own; ours is the median of three lotteries, and the note says what the first one
in a fresh process takes, loading numba included.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from civics.sortition import make_lottery
from civics.sortition.reading import read_pool, read_quotas

ROOT = Path(__file__).resolve().parents[2]
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
SHARED = ROOT.parent / "shared" / "data" / "sortition"
NOT_INSTALLED = "not installed"
TIMES = 3
PEER_LIMIT = int(os.environ.get("PEER_LIMIT", "300"))

# Folder, quotas, people, panel size.
INSTANCES = (
    ("sortition_algorithms_150", "features.csv", "candidates.csv", 22),
    ("hd_like_30", "categories.csv", "respondents.csv", 30),
    ("cca_like_75", "categories.csv", "respondents.csv", 75),
    ("sfe_like_110", "categories.csv", "respondents.csv", 110),
)

PEER = """
import json, resource, sys, time
from pathlib import Path
from sortition_algorithms import adapters
from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
from sortition_algorithms.settings import Settings
quotas, people, size, limit = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
nowhere = Path("/dev/null")
source = adapters.CSVFileDataSource(
    features_file=Path(quotas), people_file=Path(people), already_selected_file=None,
    selected_file=nowhere, remaining_file=nowhere)
selection = adapters.SelectionData(source)
features, _ = selection.load_features(size)
head = Path(people).read_text().split(",", 1)[0]
pool, _ = selection.load_people(Settings(id_column=head, columns_to_keep=[]), features)
begin = time.process_time()
panels, chances, _ = find_distribution_maximin(features, pool, size, [])
spent = time.process_time() - begin
each = {}
for panel, chance in zip(panels, chances):
    for person in panel:
        each[person] = each.get(person, 0.0) + chance
print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                  min(each.values())]))
"""


def run(peer_limit: int = PEER_LIMIT) -> list[dict[str, Any]]:
    """The rows: the shared instances as they grow, 2,000 people made here, and the other rules."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        made = _large(Path(folder))
        places = [
            (SHARED / name / quotas, SHARED / name / people, size)
            for name, quotas, people, size in INSTANCES
            if (SHARED / name).is_dir()
        ]
        for quotas, people, size in [*places, made]:
            rows.append(_row(quotas, people, size, "leximin", peer_limit))
        for quotas, people, size in places[:2]:
            rows.append(_row(quotas, people, size, "nash", None))
    return rows


def _row(
    quotas: Path, people: Path, size: int, algorithm: str, peer_limit: int | None
) -> dict[str, Any]:
    told = [str(quotas), str(people), str(size)]
    cpu, memory, first, least, many, gap = _ran([sys.executable, __file__, algorithm, *told])
    peer: tuple[Any, Any, str] = (None, None, "")
    if peer_limit is not None:
        peer = _peer(told, peer_limit)
    known = isinstance(peer[0], float)
    stopped = peer[2].startswith("stopped")
    note = f"smallest chance {least:.7f}, gap {gap:.0e}; first call {first:.2f} s" + (
        f"; {peer[2]}" if peer[2] else ""
    )
    return {
        "work": f"{algorithm}, {many:,.0f} people, panel of {size}, {people.parent.name}"
        if people.parent.name in {name for name, *_ in INSTANCES}
        else f"{algorithm}, {many:,.0f} people, panel of {size}, two categories",
        "ours_cpu_s": round(cpu, 4),
        "ours_mb": round(memory),
        "peer": "sortition-algorithms maximin" if peer_limit is not None else None,
        "peer_cpu_s": round(peer[0], 2) if known else peer[0],
        "peer_mb": round(peer[1]) if isinstance(peer[1], float) else peer[1],
        "ratio": (f"> {peer[0] / cpu:.0f}" if stopped else round(peer[0] / cpu, 1))
        if known
        else None,
        "note": note,
    }


def _peer(told: list[str], limit: int) -> tuple[Any, Any, str]:
    probe = [str(PEER_PYTHON), "-c", "import sortition_algorithms"]
    if not PEER_PYTHON.exists() or subprocess.run(probe, capture_output=True).returncode:
        return NOT_INSTALLED, NOT_INSTALLED, ""
    try:
        with tempfile.TemporaryDirectory() as folder:
            quotas = _in_peers_words(Path(told[0]), Path(folder) / "features.csv")
            words = [str(PEER_PYTHON), "-c", PEER, str(quotas), *told[1:], str(limit)]
            cpu, memory, least = _ran(words)
    except subprocess.CalledProcessError as error:
        if error.returncode < 0:  # killed by its limit
            return float(limit), None, f"stopped after {limit} CPU s"
        return "failed", None, error.stderr.strip().splitlines()[-1][:120]
    return cpu, memory, f"peer's smallest chance {least:.7f}"


def _in_peers_words(ours: Path, theirs: Path) -> Path:
    with theirs.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["feature", "value", "min", "max"])
        for quota in read_quotas(str(ours)):
            writer.writerow([quota.category, quota.feature, quota.minimum, quota.maximum])
    return theirs


def _ran(words: list[str]) -> list[float]:
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    env = {"PYTHONPATH": str(ROOT), **one_thread}
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=env)
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _large(folder: Path) -> tuple[Path, Path, int]:
    """2,000 people in two categories, 200 to be drawn; volunteers are not like the quotas."""
    rng = np.random.default_rng(11)
    quotas, people = folder / "categories.csv", folder / "respondents.csv"
    with quotas.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [
                ["category", "feature", "min", "max"],
                ["gender", "female", 99, 101],
                ["gender", "male", 99, 101],
                ["leaning", "liberal", 99, 101],
                ["leaning", "conservative", 99, 101],
            ]
        )
    genders = np.where(rng.random(2000) < 0.7, "female", "male").tolist()
    leanings = np.where(rng.random(2000) < 0.8, "liberal", "conservative").tolist()
    with people.open("w", newline="", encoding="utf-8") as file:
        rows = [[f"p{i}", *pair] for i, pair in enumerate(zip(genders, leanings, strict=True))]
        csv.writer(file).writerows([["id", "gender", "leaning"], *rows])
    return quotas, people, 200


def lottery(algorithm: str, quotas_file: str, people_file: str, size: str) -> None:
    """Print what a lottery costs: median, memory, the first one; then its smallest chance."""
    quotas = read_quotas(quotas_file)
    pool = read_pool(people_file, quotas)
    spent = []
    for _ in range(TIMES + 1):
        begin = time.process_time()
        made = make_lottery(pool, quotas, int(size), algorithm=algorithm)
        spent.append(time.process_time() - begin)
    middle = sorted(spent[1:])[TIMES // 2]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    least = float(min(made.chances().values()))
    figures = [middle, peak, spent[0], least, len(pool.people), made.gap()]
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    lottery(*sys.argv[1:])
