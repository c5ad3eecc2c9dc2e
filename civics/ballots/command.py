"""`civics ballot ballot.json papers.txt`: count a secret ballot again, from its open data alone."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from civics.ballots.counting import Tally, count_papers
from civics.ballots.definitions import parse_definition
from civics.ballots.listing import Paper, lines_root, parse_papers, parse_tokens
from civics.ballots.receipts import open_receipt
from civics.ballots.tracking import lock_of
from civics.errors import InputError
from civics.transparency import VerifierKey

__all__ = ["MESSAGES", "add_parser", "run"]

MISSING = "missing, although its receipt is signed"

DIFFERENT = 1
"""Exit status when the files say something else than what was stated."""

MESSAGES = {
    "papers.unreadable": "{file}: cannot be read: {why}",
    "papers.definition": "this is no definition of a ballot: {why}",
    "papers.method": "method {method!r} is not one of {known}",
    "papers.choices": "{count} choices: there are 2 to 100 different ones, of a-z, 0-9 and "
    "hyphens {bad}",
    "papers.rule": "rule {rule!r} does not count papers by {method}; these do: {known}",
    "papers.seats": "rule {rule!r} cannot fill {seats} seats here",
    "papers.choice": "no paper can say {choice!r} here",
    "papers.line": "row {row}: every line begins with 20 hexadecimal digits, above those of the "
    "line before it",
    "papers.paper": "row {row}: no paper can say {choice!r} here",
    "papers.receipt": "this is no receipt, or it was not signed as it stands by the key in the "
    "definition",
    "papers.number_length": "a number of 16 bytes is expected, not of {length}",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `ballot`."""
    parser = subparsers.add_parser("ballot", help="count a secret ballot again and check its lists")
    parser.add_argument("definition", type=Path, metavar="ballot.json")
    parser.add_argument("papers", type=Path, metavar="papers.txt")
    parser.add_argument("--eligible", type=Path, metavar="eligible.txt", help="who could vote")
    parser.add_argument("--voted", type=Path, metavar="voted.txt", help="who did")
    parser.add_argument("--receipt", type=Path, metavar="receipt.txt", help="look a paper up")
    parser.add_argument("--root", help="root of the papers, as the public log states it")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Count, compare with what is stated, print; 0, or 1 if something differs."""
    text = _text(arguments.definition)
    definition = parse_definition(text)
    papers = parse_papers(_text(arguments.papers), definition)
    tally = count_papers(definition, papers)
    stated: dict[str, Any] = json.loads(text)
    found = _looked_up(papers, stated, arguments.receipt) if arguments.receipt else None
    wrong = [
        *_against_the_statement(tally, stated, arguments.root),
        *_against_the_voters(tally, stated, arguments),
        *_against_the_keys(stated),
        *([f"receipt: {found}"] if found == MISSING else []),
    ]
    if arguments.json:
        told = {**vars(tally), "receipt": found, "differences": wrong}
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        receipt = [f"your paper: {found}"] if found else []
        sys.stdout.writelines(f"{line}\n" for line in (*receipt, *_summary(tally, wrong)))
    return DIFFERENT if wrong else 0


def _looked_up(papers: Sequence[Paper], stated: dict[str, Any], file: Path) -> str:
    """What became of the paper of a receipt."""
    try:
        key = VerifierKey.parse(str(stated.get("receipts")))
    except InputError:
        raise InputError("papers.definition", why="receipts") from None
    receipt = open_receipt(_text(file), key)
    if receipt.ballot != stated.get("ballot"):
        raise InputError("papers.receipt")
    for paper in papers:
        if paper.tracker == receipt.tracker:
            return f"counted, {' '.join(paper.choice) or 'blank'}"
    result = stated.get("result") or {}
    gone = any(receipt.tracker == each[0] for each in result.get("replaced", ()))
    return "replaced by a later one, with its key" if gone else MISSING


def _against_the_statement(tally: Tally, stated: dict[str, Any], root: str | None) -> Iterator[str]:
    """`result` is in the file once the ballot has closed."""
    result = stated.get("result") or {}
    for name, found in (
        ("papers", tally.papers),
        ("counts", tally.counts),
        ("elected", list(tally.elected)),
        ("root", tally.root),
    ):
        if name in result and result[name] != found:
            yield f"{name}: stated {result[name]}, counted {found}"
    if root is not None and root.strip() != tally.root:
        yield f"root: the log states {root.strip()}, the papers have {tally.root}"


def _against_the_voters(
    tally: Tally, stated: dict[str, Any], arguments: argparse.Namespace
) -> Iterator[str]:
    eligible = voted = None
    if arguments.eligible is not None:
        eligible = parse_tokens(_text(arguments.eligible))
        root = lines_root(eligible)
        if root != stated.get("eligible_root"):
            yield f"eligible: stated root {stated.get('eligible_root')}, the list has {root}"
    if arguments.voted is not None:
        voted = parse_tokens(_text(arguments.voted))
        if len(voted) != tally.papers:
            yield f"voted: {len(voted)} voted, and there are {tally.papers} papers"
    if eligible is not None and voted is not None and (others := set(voted) - set(eligible)):
        yield f"voted: {len(others)} voted who could not"


def _against_the_keys(stated: dict[str, Any]) -> Iterator[str]:
    """Who replaced a paper has shown the key to its lock."""
    for tracker, lock, key in (stated.get("result") or {}).get("replaced", ()):
        try:
            opened = lock_of(bytes.fromhex(key)) == lock
        except ValueError:
            opened = False
        if not opened:
            yield f"replaced: the key of {tracker} does not fit its lock"


def _summary(tally: Tally, wrong: list[str]) -> list[str]:
    lines = [f"{tally.papers} papers"]
    lines += [f"  {key}  {count}" for key, count in tally.counts.items()]
    if tally.elected:
        lines.append(f"elected: {', '.join(tally.elected)}")
    lines.append(f"root: {tally.root}")
    lines += [f"DIFFERENT  {each}" for each in wrong]
    return lines


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError("papers.unreadable", file=str(path), why=error.strerror) from None
    except UnicodeDecodeError:
        raise InputError("papers.unreadable", file=str(path), why="not UTF-8") from None
