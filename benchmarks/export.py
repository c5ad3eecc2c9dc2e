"""Open data: a million votes, computed again from the files alone."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import cost_of
from civics.opinion import opinion_map, read_votes
from folkmoot.account.ledger.recomputing.formulas import FORMULAS, digest_of
from folkmoot.account.ledger.recomputing.reading import Export

PEOPLE, STATEMENTS, EACH = 20_000, 200, 50
FOLDER = "conversations/1"
FIGURES = ("votes", "voters", "input", "tallies", "groups", "map")
SECONDS = 60


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
        folder = Path(name)
        expected = write(folder)
        cost = cost_of(recompute, folder, expected, repeat=1)
    return [
        {
            "work": f"{PEOPLE * EACH:,} votes: digest, tallies, groups and map from votes.csv",
            "CPU s": round(cost.cpu_s, 1),
            "votes per second": round(PEOPLE * EACH / cost.cpu_s),
            "at most": SECONDS,
        }
    ]


def recompute(folder: Path, expected: str) -> None:
    export = Export(folder)
    found = {name: FORMULAS[f"conversation.{name}"](export, {"folder": FOLDER}) for name in FIGURES}
    if (found["votes"], found["map"]) != (PEOPLE * EACH, expected):
        raise RuntimeError("the map is not the published one")


def write(folder: Path) -> str:
    """An export with one conversation: three camps, each person answers fifty statements."""
    rng = np.random.default_rng(11)
    leaning = rng.choice([-1, 1], size=(3, STATEMENTS))
    camp = rng.integers(0, 3, size=PEOPLE)
    lines = ["voter-id,comment-id,vote"]
    for person in range(PEOPLE):
        asked = rng.permutation(STATEMENTS)[:EACH]
        turned = np.where(rng.random(EACH) < 0.15, -1, 1)
        votes = np.where(rng.random(EACH) < 0.1, 0, leaning[camp[person], asked] * turned)
        pairs = zip(asked.tolist(), votes.tolist(), strict=True)
        lines += [f"{person:012x},{statement},{vote}" for statement, vote in pairs]
    here = folder / FOLDER
    here.mkdir(parents=True)
    (here / "votes.csv").write_text("\n".join(lines) + "\n")
    names = "".join(f"{n},1,1,1,1,\n" for n in range(STATEMENTS))
    head = "comment-id,agrees,disagrees,passes,moderated,comment-body\n"
    (here / "statements.csv").write_text(head + names)
    drawn = opinion_map(read_votes(here / "votes.csv")).to_json(people=False)
    result = {"about": {}, "map": json.loads(json.dumps(drawn)), "predecessor": None}
    (here / "result.json").write_text(json.dumps(result))
    stated = {"format": "folkmoot-export/1", "files": {}, "smallest_cell": 10}
    (folder / "manifest.json").write_text(json.dumps(stated))
    return digest_of(result["map"])
