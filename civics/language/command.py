"""`civics duplicates FILE`: which posts say the same."""

from __future__ import annotations

import argparse
import json
import sys

from civics.errors import InputError
from civics.language.duplicates import Duplicates, near_duplicates
from civics.language.index import Index
from civics.language.reading import MESSAGES as TABLE_MESSAGES
from civics.language.reading import read_columns, read_lines

MESSAGES = {
    **TABLE_MESSAGES,
    "duplicates.threshold": "The least similarity is above 0 and at most 1, not {value}.",
    "duplicates.repeated_id": "{file}, row {row}, column {column}: {value} occurs twice.",
    "duplicates.too_many_pairs": "More than {at_most} pairs are similar; raise the threshold.",
}

_TEXT = ("text", "comment-body", "body", "content")
_ID = ("id", "comment-id")
_CHECK_FAILED = 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the `civics` program."""
    parser = subparsers.add_parser(
        "duplicates",
        help="near-duplicate texts, every pair verified",
        description="Reads a CSV file with a column text (or comment-body) and perhaps id "
        "(or comment-id), or a .txt file with one text on each line.",
    )
    parser.add_argument("file")
    parser.add_argument("--threshold", type=float, default=0.6, help="least Jaccard similarity")
    parser.add_argument("--like", metavar="TEXT", help="list the texts most similar to this one")
    parser.add_argument("--limit", type=int, default=10, help="how many to list with --like")
    parser.add_argument("--check", action="store_true", help="exit with 1 if there are duplicates")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what was found; return the exit status."""
    ids, texts = _read(args.file)
    if args.like is not None:
        _print_similar(args, ids, texts)
        return 0
    found = near_duplicates(texts, args.threshold)
    report = _report(found, ids)
    if args.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _print_groups(found, ids, texts)
    return _CHECK_FAILED if args.check and report["groups"] else 0


def _read(path: str) -> tuple[list[str], list[str]]:
    if path.endswith(".txt"):
        lines = read_lines(path)
        return [str(row) for row, _ in lines], [text for _, (text,) in lines]
    rows = read_columns(path, _TEXT, _ID, optional=1)
    ids = [name or str(row) for row, (_, name) in rows]
    seen: set[str] = set()
    for (row, _), name in zip(rows, ids, strict=True):
        if name in seen:
            raise InputError("duplicates.repeated_id", file=path, row=row, column="id", value=name)
        seen.add(name)
    return ids, [text for _, (text, _) in rows]


def _report(found: Duplicates, ids: list[str]) -> dict[str, object]:
    pairs = zip(
        found.pairs.first.tolist(),
        found.pairs.second.tolist(),
        found.pairs.similarity.tolist(),
        strict=True,
    )
    copies = [(i, of) for i, of in enumerate(found.copy_of.tolist()) if i != of]
    return {
        "method": "character 3-grams, Jaccard, exact prefix join",
        "threshold": found.threshold,
        "texts": len(ids),
        "copies": [{"id": ids[i], "of": ids[of]} for i, of in copies],
        "pairs": [{"first": ids[i], "second": ids[j], "similarity": s} for i, j, s in pairs],
        "groups": [[ids[i] for i in group] for group in found.groups()],
    }


def _print_groups(found: Duplicates, ids: list[str], texts: list[str]) -> None:
    groups = found.groups()
    print(f"{len(texts)} texts, {len(groups)} groups at similarity {found.threshold}")
    for group in groups:
        print()
        for i in group:
            print(f"{ids[i]}\t{texts[i]}")


def _print_similar(args: argparse.Namespace, ids: list[str], texts: list[str]) -> None:
    matches = Index(texts).similar(args.like, args.limit)
    if args.json:
        answer = [{"id": ids[m.place], "similarity": m.similarity} for m in matches]
        json.dump({"like": args.like, "similar": answer}, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    for match in matches:
        print(f"{match.similarity:.3f}\t{ids[match.place]}\t{texts[match.place]}")
