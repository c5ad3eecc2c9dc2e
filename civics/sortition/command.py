"""`civics sortition`: make a lottery, draw from it, check a draw.

civics sortition lottery quotas.csv people.csv --panel-size 30 --out lottery.json
civics sortition draw lottery.json --seed "beacon 4242" --commitment 3f…
civics sortition replay lottery.json --seed "beacon 4242" --commitment 3f… --panel panel.txt
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from civics.sortition.drawing import Selection, draw
from civics.sortition.lottery import Lottery, canonical
from civics.sortition.making import ALGORITHMS, TOTAL, make_lottery, pool_digest
from civics.sortition.reading import (
    read_exclusions,
    read_lottery,
    read_names,
    read_pool,
    read_quotas,
)
from civics.sortition.relaxation import QuotasInfeasibleError

MESSAGES = {
    "sortition.algorithm": "algorithm {value!r} is unknown; there are {known}",
    "sortition.broken_lottery": "the lottery contradicts itself: {part}",
    "sortition.cell": "{file}, row {row}, column {column}: {value!r} cannot be used",
    "sortition.changed_lottery": "the lottery is not the one committed to: its hash is {found}, "
    "not {expected}",
    "sortition.changed_pool": "the pool has changed since the lottery was made: its hash is "
    "{found}, not {expected}",
    "sortition.column": "{file}, row {row}: there is no column {column}",
    "sortition.document": "this is not a published lottery ({part})",
    "sortition.empty_file": "{file}, row 1, column 1: the file has no rows",
    "sortition.empty_pool": "nobody is left in the pool",
    "sortition.encoding": "{file}: not UTF-8 at byte {position}",
    "sortition.file": "{file}: {reason}",
    "sortition.hopeless": "there is no panel, whatever the quotas: too few people, households or "
    "limits",
    "sortition.infeasible": "no panel meets the quotas; the smallest change that helps: {changes}",
    "sortition.json": "{file}, row {row}, column {column}: not JSON",
    "sortition.leaves": "the probability {value} of {id} is not between 0 and 1",
    "sortition.nobody_leaves": "nobody leaves",
    "sortition.nobody_left": "there are not enough people for {seats} seats",
    "sortition.panel_size": "a panel of {size} is no panel",
    "sortition.quota_bounds": "{category}: {feature}: minimum {minimum}, maximum {maximum}",
    "sortition.repeated_id": "{value!r} is in the pool twice",
    "sortition.repeated_quota": "{category}: {feature} has two quotas",
    "sortition.reserve_size": "{size} cannot stand by, {available} are available",
    "sortition.rng": "simple draws need a generator",
    "sortition.row_length": "{file}, row {row}: {cells} cells, the header has {expected}",
    "sortition.seed": "a draw needs a seed",
    "sortition.total": "a lottery of {value} tickets is none",
    "sortition.unknown_answer": "{id}, column {column}: no quota for the answer {value!r}",
    "sortition.unknown_person": "{value!r} ({where}) is not in the pool",
}

_CHECK_FAILED = 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the `civics` program."""
    parser = subparsers.add_parser(
        "sortition", help="panels by lot: fair chances, quotas, a draw anyone can repeat"
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    _add_lottery(actions)
    for name, run, told in (
        ("draw", _run_draw, "draw a panel from a published lottery"),
        ("replay", _run_replay, "check that a published draw follows from lottery and seed"),
    ):
        one = actions.add_parser(name, help=told)
        one.add_argument("lottery", help="JSON, as `lottery --out` writes it")
        one.add_argument("--seed", required=True, help="public randomness")
        one.add_argument("--commitment", help="hash published before the seed existed")
        if name == "replay":
            one.add_argument("--panel", required=True, help="file with one id a line")
            one.add_argument("--quotas", help="CSV; with --people, compares the pool as well")
            one.add_argument("--people", help="CSV")
            one.add_argument("--excluded", help="CSV with id and reason")
        one.add_argument("--json", action="store_true")
        one.set_defaults(run=run)


def _add_lottery(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = actions.add_parser("lottery", help="make a lottery from quotas and people")
    parser.add_argument("quotas", help="CSV: category,feature,min,max")
    parser.add_argument("people", help="CSV: id, a column for each category, perhaps household")
    parser.add_argument("--panel-size", type=int, required=True)
    parser.add_argument("--algorithm", choices=ALGORITHMS, default="leximin")
    parser.add_argument("--total", type=int, default=TOTAL, help="tickets in all")
    parser.add_argument("--excluded", help="CSV with id and reason of who may not be drawn")
    parser.add_argument("--lots", type=int, default=0, help="seed of the algorithm simple")
    parser.add_argument("--seed", help="draw at once; for trials, since nothing was committed to")
    parser.add_argument("--out", help="write the lottery to publish here")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_run_lottery)


def _run_lottery(args: argparse.Namespace) -> int:
    quotas = read_quotas(args.quotas)
    excluded = read_exclusions(args.excluded) if args.excluded else None
    pool = read_pool(args.people, quotas, excluded)
    try:
        lottery = make_lottery(
            pool,
            quotas,
            args.panel_size,
            algorithm=args.algorithm,
            total=args.total,
            rng=np.random.default_rng(args.lots),
        )
    except QuotasInfeasibleError as error:
        if args.json:
            _print({"feasible": False, "changes": [_change(one) for one in error.relaxation]})
        raise
    if args.out:
        Path(args.out).write_text(canonical(lottery.published()), encoding="utf-8")
    report = _report(lottery)
    if args.seed is not None:
        report["draw"] = _drawn(draw(lottery, args.seed))
    _tell(report, args.json)
    return 0


def _run_draw(args: argparse.Namespace) -> int:
    lottery = read_lottery(args.lottery)
    if args.commitment and lottery.commitment != args.commitment:
        return _failed(args, "commitment", lottery)
    _tell(_drawn(draw(lottery, args.seed)), args.json)
    return 0


def _run_replay(args: argparse.Namespace) -> int:
    lottery = read_lottery(args.lottery)
    if args.commitment and lottery.commitment != args.commitment:
        return _failed(args, "commitment", lottery)
    if args.people and args.quotas:
        excluded = read_exclusions(args.excluded) if args.excluded else None
        if pool_digest(read_pool(args.people, read_quotas(args.quotas), excluded)) != lottery.pool:
            return _failed(args, "pool", lottery)
    drawn = draw(lottery, args.seed)
    if sorted(read_names(args.panel)) != list(drawn.people):
        return _failed(args, "panel", lottery)
    _tell({"check": "same", **_drawn(drawn)}, args.json)
    return 0


def _failed(args: argparse.Namespace, what: str, lottery: Lottery) -> int:
    _tell({"check": "failed", "differs": what, "commitment": lottery.commitment}, args.json)
    return _CHECK_FAILED


def _report(lottery: Lottery) -> dict[str, Any]:
    chances = lottery.chances()
    return {
        "algorithm": lottery.algorithm,
        "commitment": lottery.commitment,
        "pool": lottery.pool,
        "people": len(chances),
        "panel_size": lottery.size,
        "panels": len(lottery.weights),
        "tickets": lottery.total,
        "gap": lottery.gap(),
        "smallest_chance": float(min(chances.values())),
        "chances": {name: float(chance) for name, chance in chances.items()},
    }


def _drawn(selection: Selection) -> dict[str, Any]:
    return {
        "commitment": selection.commitment,
        "seed": selection.seed,
        "ticket": selection.ticket,
        "panel": list(selection.people),
    }


def _change(change: Any) -> dict[str, Any]:
    return {name: getattr(change, name) for name in change.__slots__}


def _tell(report: dict[str, Any], as_json: bool) -> None:
    if as_json:
        _print(report)
        return
    for name, value in report.items():
        if isinstance(value, dict):
            sys.stdout.write(f"{name}\n")
            for key, one in value.items():
                sys.stdout.write(f"  {key}\t{one}\n")
        elif isinstance(value, list):
            sys.stdout.write(f"{name}\n" + "".join(f"  {one}\n" for one in value))
        else:
            sys.stdout.write(f"{name}\t{value}\n")


def _print(report: dict[str, Any]) -> None:
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
