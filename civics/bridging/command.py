"""`civics bridge FILE`: which statements find support across groups."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from civics.bridging.ratings import Ratings
from civics.bridging.sensitivity import rater_influence
from civics.bridging.verdicts import BOTH, BRIDGES, Bridging, bridge
from civics.errors import InputError
from civics.language.reading import MESSAGES as TABLE_MESSAGES
from civics.language.reading import read_columns
from civics.opinion import read_votes
from civics.opinion.command import MESSAGES as VOTE_MESSAGES

MESSAGES = {
    **TABLE_MESSAGES,
    **VOTE_MESSAGES,
    "bridging.repeated_rater": "{file}, row {row}, column {column}: {value} has two strata.",
    "bridging.strata": "The raters are in {strata} strata; two or more are needed.",
    "bridging.groups": "The jackknife needs two or more groups, not {value}.",
    "bridging.starts": "The factor model needs one or more starts, not {value}.",
    "bridging.no_convergence": "The factor model did not settle within {sweeps} sweeps.",
}

_RATER = ("participant", "voter-id", "rater", "id")
_STRATUM = ("stratum", "group", "group-id")
_CHECK_FAILED = 1
_MOST_INFLUENTIAL = 10


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the `civics` program."""
    parser = subparsers.add_parser(
        "bridge",
        help="support across groups, known and latent",
        description="Reads Polis' votes.csv or participants-votes.csv.",
    )
    parser.add_argument("file")
    parser.add_argument("--strata", metavar="FILE", help="CSV with participant and stratum")
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--groups", type=int, default=25, help="of the jackknife")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--check", action="store_true", help="exit with 1 if nothing bridges")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the verdicts; return the exit status."""
    ratings = Ratings.of_votes(read_votes(args.file))
    strata = _strata(args.strata) if args.strata else None
    found = bridge(ratings, strata, starts=args.starts, groups=args.groups, seed=args.seed)
    if args.json:
        json.dump(_report(found, args), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _print(found)
    bridging = any(v.together == BOTH or BRIDGES in (v.known, v.latent) for v in found.verdicts)
    return _CHECK_FAILED if args.check and not bridging else 0


def _strata(path: str) -> Mapping[str, str]:
    strata: dict[str, str] = {}
    for row, (rater, stratum) in read_columns(path, _RATER, _STRATUM):
        if rater in strata:
            raise InputError(
                "bridging.repeated_rater", file=path, row=row, column="participant", value=rater
            )
        if stratum:
            strata[rater] = stratum
    return strata


def _report(found: Bridging, args: argparse.Namespace) -> dict[str, object]:
    report: dict[str, object] = {
        "method": "strata: min Wilson lower limit; latent: one-factor model, jackknife",
        "parameters": {"starts": args.starts, "groups": args.groups, "seed": args.seed},
        "verdicts": [asdict(verdict) for verdict in found.verdicts],
    }
    if found.model is not None:
        report["model"] = {
            "ratings": len(found.model.ratings),
            "raters": len(found.model.ratings.raters),
            "items": len(found.model.ratings.items),
            "mean": found.model.mean,
            "loss": found.model.loss,
            "losses": found.model.losses,
        }
        influence = rater_influence(found.model)
        names = found.model.ratings
        report["most_influential"] = [
            {
                "rater": names.raters[place],
                "item": names.items[influence.largest_item[place]],
                "shift": float(influence.largest[place]),
            }
            for place in np.argsort(-influence.largest, kind="stable")[:_MOST_INFLUENTIAL]
        ]
    return report


def _print(found: Bridging) -> None:
    print("item\ttogether\tknown\tlatent\tscore\tintercept\tlow\thigh\treasons")
    for v in sorted(found.verdicts, key=lambda v: -(v.intercept or v.score or -1.0)):
        numbers = (v.score, v.intercept, v.low, v.high)
        shown = "\t".join("-" if x is None else f"{x:.3f}" for x in numbers)
        print(f"{v.item}\t{v.together}\t{v.known}\t{v.latent}\t{shown}\t{' '.join(v.reasons)}")
