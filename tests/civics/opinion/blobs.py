"""Conversations with the result that Polis' own engine published, in this package's terms."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civics.opinion import Votes, read_votes
from civics.opinion.axes import Axes

# Of one participant in this conversation no vote was exported, so that what Polis computed from
# all of them (centre, axes) cannot be met exactly; and it is the one whose priorities Polis got
# wrong (all 49: its ledger of quirks, Q8).
ONE_VOTER_MISSING = "50ptpt-3gp-strict-no-meta"


@dataclass(frozen=True)
class Blob:
    """One conversation: its votes, and what Polis made of them (signs turned to ours)."""

    name: str
    votes: Votes
    published: dict[str, Any]

    @property
    def moderated_out(self) -> list[str]:
        return [str(statement) for statement in self.published["mod-out"]]

    @property
    def meta(self) -> list[str]:
        return [str(statement) for statement in self.published["meta-tids"]]

    @property
    def hidden(self) -> NDArray[np.bool_]:
        return np.isin(self.votes.statements, self.moderated_out)

    @property
    def base(self) -> list[list[str]]:
        members = self.published["base-clusters"]["members"]
        return [[str(person) for person in cluster] for cluster in members]

    @property
    def k(self) -> int:
        return len(self.published["group-clusters"])

    def axes(self) -> Axes:
        """The published centre and axes; Polis' 1 is a disagreement, hence the minus."""
        places = {str(tid): j for j, tid in enumerate(self.published["tids"])}
        order = [places[name] for name in self.votes.statements]
        centre = -np.array(self.published["pca"]["center"])[order]
        axes = np.array(self.published["pca"]["comps"])[:, order]
        return Axes(centre, axes, (0.0, 0.0), axes)


def read_blob(folder: Path) -> Blob:
    """The conversation in a folder of the oracle."""
    if (folder / "votes.csv").exists():
        published = json.loads((folder / "math_blob.json").read_text(encoding="utf-8"))
        votes = read_votes(folder / "votes.csv")
    else:
        published = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
        votes = _of_rows(json.loads((folder / "votes.json").read_text(encoding="utf-8")))
    known = {str(tid) for tid in published["tids"]}
    return Blob(folder.name, votes.without(statements=set(votes.statements) - known), published)


def _of_rows(rows: list[dict[str, Any]]) -> Votes:
    rows = sorted(rows, key=lambda row: row["modified"])
    people: dict[str, int] = {}
    statements: dict[str, int] = {}
    return Votes.of(
        [people.setdefault(str(row["participant_id"]), len(people)) for row in rows],
        [statements.setdefault(str(row["statement_id"]), len(statements)) for row in rows],
        [row["vote"] for row in rows],
        participants=tuple(people),
        statements=tuple(statements),
    )
