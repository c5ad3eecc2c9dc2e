"""`civics opinion VOTES.csv`: the opinion map of a Polis export."""

import argparse
import json
import sys
from pathlib import Path

from civics.opinion.map import OpinionMap
from civics.opinion.mapping import opinion_map
from civics.opinion.reading import read_votes

MESSAGES = {
    "votes.unreadable": "{file}: cannot be read: {why}",
    "votes.empty": "{file}: the file is empty",
    "votes.encoding": "{file}, row {row}: not UTF-8 (it looks like {looks_like}); "
    "save the file as UTF-8",
    "votes.not_csv": "{file}, row {row}: not a CSV row: {why}",
    "votes.header": "{file}, row 1: these columns are missing: {missing}",
    "votes.row_length": "{file}, row {row}: {found} columns where {expected} are expected; "
    "the file may have been cut short",
    "votes.value": "{file}, row {row}, column {column}: {value!r} is not a vote; "
    "a vote is 1, -1 or 0",
    "votes.timestamp": "{file}, row {row}, column {column}: {value!r} is not a time in numbers",
    "votes.blank_id": "{file}, row {row}, column {column}: the id is missing",
    "votes.duplicate_statement": "{file}, row {row}: two columns for statement {column}",
    "votes.duplicate_participant": "{file}, row {row}: a second row for participant {participant}",
    "votes.none": "there is no vote to draw a map from",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `opinion`."""
    parser = subparsers.add_parser("opinion", help="where people agree and where they part")
    parser.add_argument(
        "votes", type=Path, metavar="VOTES.csv", help="votes.csv or participants-votes.csv"
    )
    parser.add_argument("--json", action="store_true", help="print the whole map as JSON")
    parser.add_argument("--seed", type=int, default=0, help="seed of every random draw (0)")
    parser.add_argument("--no-people", action="store_true", help="leave people out of the JSON")
    parser.add_argument(
        "--moderated-out", nargs="*", default=(), metavar="ID", help="statements that do not count"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw the map and print it."""
    map_ = opinion_map(
        read_votes(arguments.votes),
        moderated_out=arguments.moderated_out,
        rng_seed=arguments.seed,
    )
    if arguments.json:
        json.dump(map_.to_json(people=not arguments.no_people), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _summary(map_))
    return 0


def _summary(map_: OpinionMap) -> list[str]:
    people, statements = len(map_.participants), map_.asked
    lines = [f"{people} people, {statements} statements, digest {map_.digest[:16]}"]
    if not map_.groups:
        lines.append("No groups: " + "; ".join(reason.code for reason in map_.choice.why))
    for group in map_.groups:
        lines.append(f"Group {group.label}: {group.size} people, stability {group.stability:.2f}")
        for row in group.representative[:5]:
            share = f"{row.success} of {row.trials} {row.direction}"
            lines.append(f"  statement {row.statement}: {share}, {row.ratio:.1f} times elsewhere")
    lines.append("Shared by all groups:")
    for both in map_.consensus:
        sure = f"{both.mean:.0%} {both.direction}, at least {both.low:.0%}"
        lines.append(f"  statement {both.statement}: {sure}")
    lines.append("What divides:")
    for gap in map_.divisions:
        sides = f"group {gap.agreeing_group} against group {gap.disagreeing_group}"
        lines.append(f"  statement {gap.statement}: {sides}, {gap.gap:.0%} apart")
    return lines
