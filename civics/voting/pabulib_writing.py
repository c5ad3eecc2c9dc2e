"""Pabulib files (.pb): writing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from civics.errors import InputError
from civics.voting.pabulib import Columns, Pabulib
from civics.voting.projects import Projects


def format_pabulib(
    projects: Projects,
    *,
    meta: dict[str, str] | None = None,
    project_columns: Columns | None = None,
    vote_columns: Columns | None = None,
    funded: Sequence[int] | None = None,
) -> str:
    """The text of a .pb file.

    Parameters
    ----------
    projects
        Ballots, costs, budget; these fill `project_id`, `cost`, `votes` (and `score`), `vote`
        (and `points`) and the counted keys of META, whatever the columns given say.
    meta, project_columns, vote_columns
        Anything else to publish. Personal columns (age, sex) are published as given: think first.
    funded
        Winners, written as `selected` 1 and 0.

    Raises
    ------
    InputError
        `pabulib.not_decimal` for an amount that no decimal number gives exactly;
        `pabulib.column_length`.

    Notes
    -----
    Ballots are written in ascending order of projects: an ordinal file keeps its order only as
    long as its own `vote` column is handed back through :func:`reformat_pabulib`.

    >>> from civics.voting.ballots import Approvals
    >>> plan = Projects(Approvals.from_sets([{0, 1}, {1}], ["oak", "elm"]), ["2.5", 4], 6)
    >>> print(format_pabulib(plan, meta={"description": "Trees"}, funded=[1]))
    META
    key;value
    description;Trees
    num_projects;2
    num_votes;2
    budget;6
    vote_type;approval
    PROJECTS
    project_id;cost;votes;selected
    oak;2.5;1;0
    elm;4;2;1
    VOTES
    voter_id;vote
    1;oak,elm
    2;elm
    <BLANKLINE>
    """
    ballots = projects.ballots
    told = dict(meta or {})
    told |= {
        "num_projects": str(ballots.candidates),
        "num_votes": str(ballots.voters),
        "budget": _decimal(projects.budget),
        "vote_type": "approval" if ballots.points is None else "cumulative",
    }
    return _assembled(
        told, _projects(projects, project_columns or {}, funded), _votes(projects, vote_columns)
    )


def reformat_pabulib(parsed: Pabulib) -> str:
    """A parsed file as text again, with every value as it stood.

    >>> from civics.voting.pabulib import parse_pabulib
    >>> lines = ["META", "key;value", "budget;9", "PROJECTS", "project_id;cost", "a;1"]
    >>> text = "\\n".join([*lines, "VOTES", "voter_id;vote", "x;a", ""])
    >>> reformat_pabulib(parse_pabulib(text)) == text
    True
    """
    return _assembled(parsed.meta, parsed.project_columns, parsed.vote_columns)


def _projects(projects: Projects, more: Columns, funded: Sequence[int] | None) -> Columns:
    ballots = projects.ballots
    columns: Columns = {
        "project_id": ballots.names,
        "cost": tuple(map(_decimal, projects.costs)),
        "votes": tuple(map(str, ballots.counts.tolist())),
    }
    if ballots.points is not None:
        columns["score"] = tuple(map(str, ballots.scores.tolist()))
    columns = columns | {name: cells for name, cells in more.items() if name not in columns}
    if funded is not None:
        chosen = set(funded)
        columns["selected"] = tuple(str(int(c in chosen)) for c in range(ballots.candidates))
    return columns


def _votes(projects: Projects, more: Columns | None) -> Columns:
    ballots = projects.ballots
    columns: Columns = {
        "voter_id": tuple(str(i + 1) for i in range(ballots.voters)),
        "vote": tuple(
            ",".join(ballots.names[c] for c in ballots.ballot(i)) for i in range(ballots.voters)
        ),
    }
    if ballots.points is not None:
        starts = ballots.offsets.tolist()
        flat = list(map(str, ballots.points.tolist()))
        columns["points"] = tuple(",".join(flat[start:stop]) for start, stop in pairwise(starts))
    kept = {"vote", "points"}
    return columns | {name: cells for name, cells in (more or {}).items() if name not in kept}


def _assembled(meta: dict[str, str], projects: Columns, votes: Columns) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    out.write("META\n")
    writer.writerows([("key", "value"), *meta.items()])
    for heading, columns in (("PROJECTS", projects), ("VOTES", votes)):
        out.write(f"{heading}\n")
        writer.writerow(columns)
        writer.writerows(_rows(columns))
    return out.getvalue()


def _rows(columns: Columns) -> Iterable[tuple[str, ...]]:
    if len({len(cells) for cells in columns.values()}) > 1:
        raise InputError("pabulib.column_length", columns=tuple(columns))
    return zip(*columns.values(), strict=True)


def _decimal(amount: Fraction) -> str:
    places = 0
    while (amount * 10**places).denominator != 1:
        places += 1
        if places > 12:
            raise InputError("pabulib.not_decimal", value=str(amount))
    digits = str(int(amount * 10**places)).rjust(places + 1, "0")
    return digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"
