"""Voting beside pabutools and abcvoting.

The peers live in an environment of their own, `.venv-bench` (pabutools is GPL, and both want a
proprietary solver installed), and are called as another process. Both sides read the same file
or make the same ballots. For budgets there are two rows: the rule alone, once the file is read,
and from the file to the winners.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import cost_of
from civics.voting import (
    Approvals,
    Projects,
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
PEER_LIMIT = int(os.environ.get("PEER_LIMIT", "300"))
"""CPU seconds after which a peer is stopped; the ratio is then a lower bound."""

BUDGETS = (
    ("Wieliczka, 6,586 × 64", "Poland_Wieliczka_2023_Green_Budget.pb"),
    ("Toulouse, 4,532 × 199", "France_Toulouse_2022.pb"),
    ("Łódź, 51,472 × 151", "Poland_Lodz_2020.pb"),
)
COMPLETIONS = ("none", "add1-exhaustive", "add1")

COMMITTEE = {
    "seqpav": "compute_seqpav",
    "seqphragmen": "compute_seqphragmen",
    "equal-shares": "compute_equal_shares",
    "greedy-monroe": "compute_greedy_monroe",
}
VOTERS, CANDIDATES, SEATS = 2_000, 60, 10
RANKED_VOTERS, RANKED = 10_000, 20

PEER = """
import json, resource, sys, time
from importlib import metadata
asked = json.load(sys.stdin)
resource.setrlimit(resource.RLIMIT_CPU, (asked["limit"], asked["limit"]))
def peak_mb():
    # Unlike ru_maxrss, not inherited from the process that started this one.
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024
def budget():
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import exhaustion_by_budget_increase, method_of_equal_shares
    begun = time.process_time()
    instance, profile = parse_pabulib(asked["file"])
    profile = profile.as_multiprofile()
    read = time.process_time()
    completion = asked["completion"]
    if completion == "add1":
        found = exhaustion_by_budget_increase(
            instance, profile, method_of_equal_shares, {"sat_class": Cost_Sat},
            exhaustive_stop=False, budget_step=profile.num_ballots())
    else:
        found = method_of_equal_shares(
            instance, profile, sat_class=Cost_Sat,
            voter_budget_increment=1 if completion == "add1-exhaustive" else None)
    return begun, read, sorted(str(project.name) for project in found), "pabutools"
def committee():
    from abcvoting import abcrules
    from abcvoting.preferences import Profile
    begun = time.process_time()
    profile = Profile(asked["candidates"])
    profile.add_voters(asked["ballots"])
    read = time.process_time()
    found = getattr(abcrules, asked["rule"])(profile, asked["seats"])[0]
    return begun, read, sorted(map(str, found)), "abcvoting"
before = peak_mb()
begun, read, winners, package = {"budget": budget, "committee": committee}[asked["work"]]()
ended = time.process_time()
print(json.dumps({
    "cpu_s": ended - begun,
    "rule_cpu_s": ended - read,
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


def tally_alone(path: str, completion: str) -> list[str]:
    return sorted(equal_shares(_projects(path), completion=completion).elected)


@cache
def _projects(path: str) -> Projects:
    return parse_pabulib(Path(path).read_text(encoding="utf-8")).projects


def _budgets(title: str, path: Path) -> list[dict[str, object]]:
    if not path.is_file():
        return [{"work": f"equal shares, {title}", "note": "../shared/data is missing"}]
    return [row for completion in COMPLETIONS for row in _budget(title, path, completion)]


def _budget(title: str, path: Path, completion: str) -> list[dict[str, object]]:
    peer = _peer({"work": "budget", "file": str(path), "completion": completion})
    alone = peer | {"cpu_s": peer["rule_cpu_s"], "mb": None} if "rule_cpu_s" in peer else peer
    named, given = f"equal shares ({completion}), {title}", (str(path), completion)
    return [
        _row(f"{named}, the rule alone", tally_alone, given, alone),
        _row(f"{named}, from the file", tally, given, peer),
    ]


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
        "ratio": _ratio(cpu_s, cost.cpu_s, stopped="stopped" in peer),
        "note": note,
    }


def _ratio(theirs: float | None, ours: float, *, stopped: bool) -> float | str | None:
    if theirs is None:
        return None
    return f"> {theirs / ours:.0f}" if stopped else theirs / ours


def _peer(asked: dict[str, Any]) -> dict[str, Any]:
    if not PEER_PYTHON.is_file():
        return {"note": "peer not installed"}
    done = subprocess.run(
        [str(PEER_PYTHON), "-c", PEER],
        input=json.dumps(asked | {"limit": PEER_LIMIT}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode < 0:  # killed by its limit
        note = f"peer stopped after {PEER_LIMIT} CPU s"
        return {"cpu_s": PEER_LIMIT, "rule_cpu_s": PEER_LIMIT, "stopped": True, "note": note}
    if done.returncode:
        missing = "ModuleNotFoundError" in done.stderr
        return {"note": "peer not installed" if missing else "peer failed"}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
