"""Voting beside pabutools and abcvoting.

The peers live in an environment of their own, `.venv-bench` (pabutools is GPL, and both want a
proprietary solver installed), and are called as another process. Both sides read the same file
or make the same ballots, and reading is part of the figure on both sides.
"""

from __future__ import annotations

import json
import multiprocessing
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import cost_of
from civics.voting import (
    Approvals,
    Rankings,
    elect_committee,
    elect_one,
    elect_stv,
    equal_shares,
    parse_pabulib,
)

ROOT = Path(__file__).resolve().parents[2]
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
ELECTIONS = ROOT.parent / "shared" / "data" / "pabulib"
PATIENCE_S = 900

BUDGETS = (
    ("Wieliczka, 6,586 × 64", "Poland_Wieliczka_2023_Green_Budget.pb"),
    ("Toulouse, 4,532 × 199", "France_Toulouse_2022.pb"),
    ("Łódź, 51,472 × 151", "Poland_Lodz_2020.pb"),
)
COMPLETIONS = ("none", "add1-exhaustive", "add1")
PEER_RAISE = {"none": None, "add1-exhaustive": 1}
"""pabutools stops raising as soon as nothing more fits; it has no counterpart of `add1`."""

COMMITTEE = {
    "seqpav": "compute_seqpav",
    "seqphragmen": "compute_seqphragmen",
    "equal-shares": "compute_equal_shares",
    "greedy-monroe": "compute_greedy_monroe",
}
VOTERS, CANDIDATES, SEATS = 2_000, 60, 10
RANKED_VOTERS, RANKED = 10_000, 20

PEER = """
import json, sys, time
from importlib import metadata
asked = json.load(sys.stdin)
def peak_mb():
    # Unlike ru_maxrss, not inherited from the process that started this one.
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024
def budget():
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares
    begun = time.process_time()
    instance, profile = parse_pabulib(asked["file"])
    found = method_of_equal_shares(
        instance, profile.as_multiprofile(), sat_class=Cost_Sat,
        voter_budget_increment=asked["raise"])
    return begun, sorted(str(project.name) for project in found), "pabutools"
def committee():
    from abcvoting import abcrules
    from abcvoting.preferences import Profile
    begun = time.process_time()
    profile = Profile(asked["candidates"])
    profile.add_voters(asked["ballots"])
    found = getattr(abcrules, asked["rule"])(profile, asked["seats"])[0]
    return begun, sorted(map(str, found)), "abcvoting"
before = peak_mb()
begun, winners, package = {"budget": budget, "committee": committee}[asked["work"]]()
print(json.dumps({
    "cpu_s": time.process_time() - begun,
    "mb": peak_mb() - before,
    "winners": winners, "peer": f"{package} {metadata.version(package)}"}))
"""


def run() -> list[dict[str, object]]:
    """Rows of the table; a peer that is not installed says so."""
    rows = [row for title, file in BUDGETS for row in _budgets(title, ELECTIONS / file)]
    rows += [_committee(rule) for rule in COMMITTEE]
    rows += [_ranked(rule) for rule in ("schulze", "split-cycle", "minimax", "borda", "irv", "stv")]
    return rows


# Budgets


def tally(path: str, completion: str) -> list[str]:
    text = Path(path).read_text(encoding="utf-8")
    return sorted(equal_shares(parse_pabulib(text).projects, completion=completion).elected)


def _budgets(title: str, path: Path) -> list[dict[str, object]]:
    if not path.is_file():
        return [{"work": f"equal shares, {title}", "note": "../shared/data is missing"}]
    return [_budget(title, path, completion) for completion in COMPLETIONS]


def _budget(title: str, path: Path, completion: str) -> dict[str, object]:
    asked = {"work": "budget", "file": str(path), "raise": PEER_RAISE.get(completion)}
    peer = _peer(asked) if completion in PEER_RAISE else {"note": "no counterpart"}
    return _row(
        f"equal shares ({completion}), {title}, reading included",
        tally,
        (str(path), completion),
        peer,
    )


# Committees


def ballots() -> Approvals:
    return Approvals.from_matrix(np.random.default_rng(1).random((VOTERS, CANDIDATES)) < 0.15)


def elect(rule: str) -> list[str]:
    return sorted(elect_committee(rule, ballots(), SEATS).elected)


def _committee(rule: str) -> dict[str, object]:
    given = ballots()
    asked = {
        "work": "committee",
        "rule": COMMITTEE[rule],
        "candidates": CANDIDATES,
        "seats": SEATS,
        "ballots": [given.ballot(i) for i in range(VOTERS)],
    }
    return _row(f"{rule}, {VOTERS:,} × {CANDIDATES}, {SEATS} seats", elect, (rule,), _peer(asked))


# Rankings


def rank(rule: str) -> list[str]:
    rng = np.random.default_rng(2)
    taste = rng.normal(size=RANKED)
    seen = taste + 2 * rng.normal(size=(RANKED_VOTERS, RANKED))
    ranks = seen.argsort(axis=1).argsort(axis=1) + 1
    rankings = Rankings([f"c{c}" for c in range(RANKED)], ranks)
    outcome = elect_stv(rankings, 5) if rule == "stv" else elect_one(rule, rankings)
    return sorted(outcome.elected)


def _ranked(rule: str) -> dict[str, object]:
    title = f"{rule}, {RANKED_VOTERS:,} × {RANKED}, making the ballots included"
    return _row(title, rank, (rule,), {"note": "no peer in the bench extra"})


# The table


def _row(
    work: str,
    ours: Callable[..., Sequence[str]],
    arguments: tuple[Any, ...],
    peer: dict[str, Any],
) -> dict[str, object]:
    cost = cost_of(ours, *arguments)
    cpu_s = peer.get("cpu_s")
    note = peer.get("note")
    if "winners" in peer:
        # In another process, because what this one loads would count as memory of the next.
        with multiprocessing.get_context("spawn").Pool(1) as elsewhere:
            same = elsewhere.apply(ours, arguments) == peer["winners"]
        note = "same winners" if same else "other winners"
    return {
        "work": work,
        "ours_cpu_s": cost.cpu_s,
        "ours_mb": cost.mb,
        "peer": peer.get("peer"),
        "peer_cpu_s": cpu_s,
        "peer_mb": peer.get("mb"),
        "ratio": None if cpu_s is None else cpu_s / cost.cpu_s,
        "note": note,
    }


def _peer(asked: dict[str, Any]) -> dict[str, Any]:
    if not PEER_PYTHON.is_file():
        return {"note": "peer not installed"}
    command = [str(PEER_PYTHON), "-c", PEER]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"note": f"peer stopped after {PATIENCE_S} s"}
    if done.returncode:
        missing = "ModuleNotFoundError" in done.stderr
        return {"note": "peer not installed" if missing else "peer failed"}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
