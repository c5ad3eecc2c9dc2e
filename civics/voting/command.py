"""`civics tally FILE --rule RULE`: count an election that somebody else can count again."""

from __future__ import annotations

import argparse
import json
import sys
from fractions import Fraction
from pathlib import Path

from civics.errors import InputError
from civics.voting.committee_shares import COMMITTEE_COMPLETIONS
from civics.voting.completion import COMPLETIONS
from civics.voting.counting import Asked, Counted, count, rules_for
from civics.voting.equal_shares import WORTHS, BudgetOutcome
from civics.voting.messages import MESSAGES
from civics.voting.outcome import Outcome
from civics.voting.stv import QUOTAS
from civics.voting.tiebreak import LISTED, TieBreak

__all__ = ["MESSAGES", "add_parser", "run"]

DIFFERENT = 1
"""Exit status when --check finds other winners than the file states."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `tally`."""
    parser = subparsers.add_parser("tally", help="count votes by a rule, and say why")
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a .pb (Pabulib), .abc.yaml, or .soc/.soi/.toc/.toi (PrefLib) file",
    )
    parser.add_argument("--rule", help=f"one of: {', '.join(rules_for(None))}")
    parser.add_argument("--seats", type=int, help="how many to elect, for committees and STV")
    parser.add_argument(
        "--completion",
        choices=tuple(dict.fromkeys(COMPLETIONS + COMMITTEE_COMPLETIONS)),
        help="equal shares: what to do with what is left over",
    )
    parser.add_argument("--worth", choices=WORTHS, default=WORTHS[0], help="equal shares on money")
    parser.add_argument("--step", type=_amount, default=Fraction(1), help="the raise of add1")
    parser.add_argument("--least-score", type=int, help="points that a project needs at least")
    parser.add_argument("--quota", choices=QUOTAS, default=QUOTAS[0], help="quota of STV")
    parser.add_argument("--seed", help="public seed of the tie-break (default: order of the file)")
    parser.add_argument("--check", action="store_true", help="compare with the winners in the file")
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Count, print, and return 0, or 1 when `--check` finds a difference."""
    file = str(arguments.file)
    counted = count(_text(arguments.file), file, _asked(arguments))
    same = _same(counted, file) if arguments.check else None
    if arguments.json:
        told = counted.outcome.to_json() | {"file": arguments.file.name}
        if same is not None:
            told["as_stated"] = same
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _summary(counted, same))
    return DIFFERENT if same is False else 0


def _amount(text: str) -> Fraction:
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise argparse.ArgumentTypeError(f"{text} is not a number") from None


def _asked(arguments: argparse.Namespace) -> Asked:
    return Asked(
        rule=arguments.rule,
        seats=arguments.seats,
        completion=arguments.completion,
        worth=arguments.worth,
        step=arguments.step,
        least_score=arguments.least_score,
        quota=arguments.quota,
        tie_break=LISTED if arguments.seed is None else TieBreak.by_seed(arguments.seed),
    )


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError("voting.unreadable", file=str(path), why=error.strerror) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise InputError("voting.encoding", file=str(path), row=row, column="") from None


def _same(counted: Counted, file: str) -> bool:
    if counted.stated is None:
        raise InputError("voting.nothing_stated", file=file, rule=counted.outcome.rule)
    return tuple(sorted(counted.outcome.winners)) in counted.stated


def _summary(counted: Counted, same: bool | None) -> list[str]:
    outcome = counted.outcome
    lines = [_heading(outcome)]
    for c in outcome.winners:
        title = counted.titles.get(outcome.names[c], "")
        lines.append(f"  {outcome.names[c]}{f'  {title}' if title else ''}")
    for tie in outcome.ties:
        among = ", ".join(outcome.names[c] for c in tie.among)
        chosen = ", ".join(outcome.names[c] for c in tie.chosen)
        lines.append(f"Tie in step {tie.step + 1}: {among}; the tie-break took {chosen}")
    lines += [f"Repaired: row {row}, {code}: {what}" for code, row, what in counted.notices[:20]]
    if len(counted.notices) > 20:
        lines.append(f"Repaired: {len(counted.notices) - 20} more")
    if same is not None:
        lines.append("The file states the same winners." if same else _differences(counted))
    return lines


def _heading(outcome: Outcome) -> str:
    settings = ", ".join(f"{key} {value}" for key, value in outcome.settings.items())
    money = ""
    if isinstance(outcome, BudgetOutcome):
        money = f", {float(outcome.spent):,.2f} of {float(outcome.budget):,.2f} spent"
    return f"{outcome.rule} ({settings}): {len(outcome.winners)} elected{money}"


def _differences(counted: Counted) -> str:
    names, found = counted.outcome.names, set(counted.outcome.winners)
    stated = min(counted.stated or ((),), key=lambda other: len(set(other) ^ found))
    missing = ", ".join(names[c] for c in stated if c not in found) or "nobody"
    more = ", ".join(names[c] for c in sorted(found - set(stated))) or "nobody"
    return f"Other winners than the file states: missing {missing}; more {more}"
