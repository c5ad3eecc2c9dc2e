"""`civics influence FILE`: how concentrated activity or attention is."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np

from civics.errors import InputError
from civics.influence.bootstrap import concentration_intervals
from civics.influence.frame import representativeness
from civics.influence.inequality import TOP, concentration
from civics.influence.ranking import pagerank
from civics.influence.silence import without_top
from civics.language.reading import MESSAGES as TABLE_MESSAGES
from civics.language.reading import Row, read_columns
from civics.opinion import read_votes
from civics.opinion.command import MESSAGES as VOTE_MESSAGES

MESSAGES = {
    **TABLE_MESSAGES,
    **VOTE_MESSAGES,
    "influence.number": "{file}, row {row}, column {column}: {value} is not a number from 0 up.",
    "influence.no_values": "There is nobody to measure.",
    "influence.nothing": "All {voters} values are zero.",
    "influence.top": "The top part is above 0 and below 1, not {value}.",
    "frame.unknown_group": "The frame has no group {group}.",
    "frame.empty": "Voters or frame are empty.",
}

_LISTED = 20
_CHECK_FAILED = 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the `civics` program."""
    parser = subparsers.add_parser(
        "influence",
        help="concentration, PageRank, the silent top, representativeness",
        description="Reads Polis' votes.csv or participants-votes.csv; or links (CSV with source, "
        "target and perhaps weight); or voters by group (group, voters, frame).",
    )
    parser.add_argument("file")
    parser.add_argument("--top", type=float, default=TOP, help="the top part, 0.01 by default")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--check",
        action="store_true",
        help="exit with 1 if a majority hangs on the top part or voters differ from the frame",
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the report for whichever file it is; return the exit status."""
    header = _header(args.file)
    if {"source", "target"} <= header:
        report, passed = _links(args)
    elif {"group", "voters", "frame"} <= header:
        report, passed = _groups(args)
    else:
        report, passed = _votes(args)
    if args.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for name, value in report.items():
            print(f"{name}\t{json.dumps(value, ensure_ascii=False)}")
    return 0 if passed or not args.check else _CHECK_FAILED


def _header(path: str) -> set[str]:
    try:
        with Path(path).open("rb") as file:
            first = file.readline().decode("utf-8-sig", "replace")
    except OSError as error:
        raise InputError("table.unreadable", file=path, reason=error.strerror) from error
    return {cell.strip().strip('"').casefold() for cell in first.split(",")}


def _votes(args: argparse.Namespace) -> tuple[dict[str, object], bool]:
    votes = read_votes(args.file)
    activity = votes.per_participant
    silence = without_top(votes, top=args.top)
    flipped = [votes.statements[i] for i in np.flatnonzero(silence.flipped)]
    return {
        "activity": _concentrated(activity[activity > 0], args),
        "silent_top": {
            "silenced": len(silence.silenced),
            "vote_share": silence.vote_share,
            "flipped": flipped,
        },
    }, not flipped


def _links(args: argparse.Namespace) -> tuple[dict[str, object], bool]:
    rows = read_columns(args.file, ("source",), ("target",), ("weight",), optional=1)
    names = {name: i for i, name in enumerate(sorted({n for _, (s, t, _) in rows for n in (s, t)}))}
    weights = [_number(args.file, row, 2, "weight") if row[1][2] else 1.0 for row in rows]
    source = [names[s] for _, (s, _, _) in rows]
    target = [names[t] for _, (_, t, _) in rows]
    ranking = pagerank(source, target, weights, nodes=len(names))
    order = np.argsort(-ranking.score, kind="stable")[:_LISTED]
    listed = list(names)
    return {
        "nodes": len(names),
        "links": len(rows),
        "attention": asdict(concentration(ranking.score, top=args.top)),
        "pagerank": [{"node": listed[i], "score": float(ranking.score[i])} for i in order],
    }, True


def _groups(args: argparse.Namespace) -> tuple[dict[str, object], bool]:
    counts: Counter[str] = Counter()
    frame: Counter[str] = Counter()
    for row in read_columns(args.file, ("group",), ("voters",), ("frame",)):
        group = row[1][0]
        voters = _number(args.file, row, 1, "voters")
        if not voters.is_integer():
            raise InputError(
                "influence.number", file=args.file, row=row[0], column="voters", value=row[1][1]
            )
        counts[group] += int(voters)
        frame[group] += _number(args.file, row, 2, "frame")  # type: ignore[assignment]
    found = representativeness(counts, frame, seed=args.seed)
    return asdict(found), found.divergence <= found.chance


def _concentrated(values: np.ndarray, args: argparse.Namespace) -> dict[str, object]:
    figures = asdict(concentration(values, top=args.top))
    intervals = concentration_intervals(values, top=args.top, seed=args.seed)
    return {**figures, "intervals": asdict(intervals)}


def _number(path: str, row: Row, place: int, column: str) -> float:
    try:
        number = float(row[1][place])
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise InputError(
            "influence.number", file=path, row=row[0], column=column, value=row[1][place]
        )
    return number
