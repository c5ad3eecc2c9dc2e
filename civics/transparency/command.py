"""`civics verify URL|FOLDER|FILE`: check a log, a proof or evidence, believing none of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from civics.transparency.auditing import audit, check_continuation
from civics.transparency.checkpoints import OpenedCheckpoint, open_checkpoint
from civics.transparency.errors import InputError, ProofError
from civics.transparency.evidence import Evidence
from civics.transparency.exports import (
    MANIFEST,
    changed_files,
    manifest_of,
    record_of,
    told_apart,
    wrong_lines,
)
from civics.transparency.keys import VerifierKey
from civics.transparency.memory import Memory, default_folder
from civics.transparency.messages import MESSAGES
from civics.transparency.places import at_once, in_folder, is_url, over_http
from civics.transparency.policies import Policy, own_policy, policy_of
from civics.transparency.proof_files import ProofFile
from civics.transparency.reading import Fetch
from civics.transparency.tree import leaf_hash

__all__ = ["MESSAGES", "add_parser", "run"]

NOT_VERIFIED = 1
"""Exit status when what was read does not hold; 2 is for what cannot be read."""

ENTRIES = "tile/entries"


@dataclass(frozen=True)
class Verified:
    """What was verified, as lines for people and as fields for programs."""

    lines: Sequence[str]
    told: dict[str, Any] = field(default_factory=dict)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `verify`."""
    parser = subparsers.add_parser(
        "verify",
        help="check a public log, a proof or evidence",
        description="Exit status: 0 verified; 1 not verified, with the index and the reason; "
        "2 unreadable.",
    )
    parser.add_argument(
        "target",
        metavar="URL|FOLDER|FILE",
        help="a log by URL, a copied log, an open-data export, a .tlog-proof, or evidence",
    )
    parser.add_argument(
        "--vkey",
        action="append",
        default=[],
        help="a key to trust, or a file with one; of a log or of a witness; may be repeated",
    )
    parser.add_argument("--policy", type=Path, help="a tlog-policy file: logs, witnesses, quorum")
    parser.add_argument("--entry", type=Path, help="the entry that a .tlog-proof is about")
    parser.add_argument(
        "--hashes-only", action="store_true", help="do not read the entries, only their hashes"
    )
    parser.add_argument(
        "--state", type=Path, help=f"where checkpoints are remembered (default: {default_folder()})"
    )
    parser.add_argument("--json", action="store_true", help="print the finding as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify, print, and return 0, or 1 if it does not hold."""
    try:
        verified = _verify(arguments)
    except ProofError as error:
        _print_refusal(error, arguments)
        return NOT_VERIFIED
    if arguments.json:
        _print_json({"verified": True, **verified.told})
    else:
        sys.stdout.writelines(f"{line}\n" for line in verified.lines)
    return 0


def _verify(arguments: argparse.Namespace) -> Verified:
    """By what the target is."""
    target = arguments.target
    if is_url(target):
        return _log(over_http(target), arguments, entries=not arguments.hashes_only)
    path = Path(target)
    if (path / MANIFEST).is_file():
        return _export(path, arguments)
    if path.is_dir():
        entries = (path / ENTRIES).is_dir() and not arguments.hashes_only
        return _log(in_folder(path), arguments, entries=entries)
    raw = _bytes(path)
    if raw.lstrip().startswith(b"{"):
        return _evidence(raw, arguments)
    return _proof(raw, arguments)


# A log


def _log(fetch: Fetch, arguments: argparse.Namespace, *, entries: bool) -> Verified:
    given = _given_policy(arguments)
    policy = given or own_policy(fetch)
    raw = fetch("checkpoint")
    if raw is None:
        raise InputError("log.no_checkpoint", target=arguments.target)
    opened = policy.open(raw)
    checkpoint = opened.checkpoint
    memory = Memory(arguments.state or default_folder())
    held_raw = memory.last(checkpoint.origin)
    held = open_checkpoint(held_raw, policy.logs).checkpoint if held_raw else None
    each = at_once if is_url(arguments.target) else map
    try:
        if held and held.size >= checkpoint.size:  # needs no tiles, so they cannot hide it
            check_continuation(held, checkpoint, fetch)
        audited = audit(checkpoint, fetch, entries=entries, each=each)
        if held:
            check_continuation(held, checkpoint, fetch)
    except ProofError as error:
        if held and held_raw and held != checkpoint:
            sizes = held.size, checkpoint.size
            kept = memory.keep(checkpoint.origin, Evidence.of(held_raw, raw, sizes, fetch))
            error.params["evidence"] = str(kept)
        raise
    memory.remember(checkpoint.origin, raw)
    told = _told(opened, policy) | {
        "entries": audited.entries,
        "tiles": audited.tiles,
        "continues": held.size if held else None,
        "keys": "given" if given else "stated by the log",
    }
    read = f"{audited.entries:,} entries, " if entries else "No entries were read; "
    lines = [
        *_lines(opened, policy),
        f"{read}{audited.tiles:,} tiles and the root agree.",
        f"It continues the {held.size:,} entries seen before." if held else "Never seen before.",
    ]
    if given is None:
        lines.append("The keys are those that the log itself states: compare them elsewhere.")
    return Verified(lines, told)


def _told(opened: OpenedCheckpoint, policy: Policy) -> dict[str, Any]:
    return {
        "origin": opened.checkpoint.origin,
        "size": opened.checkpoint.size,
        "root": opened.checkpoint.root.hex(),
        "key": opened.log.vkey,
        "cosigned_by": [key.name for key, _ in opened.cosignatures],
        "witnesses": len(policy.witnesses),
        "existed_before": opened.seen_at,
    }


def _lines(opened: OpenedCheckpoint, policy: Policy) -> list[str]:
    checkpoint = opened.checkpoint
    root = checkpoint.root.hex()[:16]
    lines = [
        f"Verified: {checkpoint.origin}, {checkpoint.size:,} entries, root {root}.",
        f"Signed by {opened.log.vkey}.",
    ]
    if policy.witnesses:
        seen = f"{len(opened.cosignatures)} of {len(policy.witnesses)} witnesses"
        when = f"; it existed before {_moment(opened.seen_at)}" if opened.seen_at else ""
        lines.append(f"Cosigned by {seen}{when}.")
    return lines


def _moment(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (OverflowError, ValueError, OSError):
        return f"second {seconds}"


# An open-data export


def _export(folder: Path, arguments: argparse.Namespace) -> Verified:
    """The log in it, every file by its hash, and every word by the commitment in its entry."""
    manifest, lines = manifest_of(folder), record_of(folder)
    for difference in changed_files(folder, manifest):
        raise difference
    fetch = in_folder(folder)
    log = _log(fetch, arguments, entries=True)
    for difference in (*told_apart(lines, log.told["size"], fetch), *wrong_lines(lines)):
        raise difference
    words = sum("text" in opening for line in lines for opening in line.openings.values())
    told = {"files": len(manifest["files"]), "words": words}
    said = f"{told['files']:,} files are those of the manifest; {words:,} texts are those logged."
    return Verified([*log.lines, said], {**log.told, **told})


# One file


def _proof(raw: bytes, arguments: argparse.Namespace) -> Verified:
    """A `.tlog-proof`. Its entry is given, or stands in `extra`, where the proof covers it too."""
    proof = ProofFile.parse(raw)
    entry = _bytes(arguments.entry) if arguments.entry else proof.extra
    if entry is None:
        raise InputError("proof_file.entry")
    policy = _given_policy(arguments)
    if policy is None:
        raise InputError("key.none")
    try:
        opened = proof.verify(leaf_hash(entry), policy)
    except ProofError as error:
        error.params.setdefault("index", proof.index)
        raise
    told = _told(opened, policy) | {"index": proof.index, "leaf": leaf_hash(entry).hex()}
    line = f"Entry {proof.index:,} is in it, with the hash {leaf_hash(entry).hex()[:16]}."
    return Verified([*_lines(opened, policy), line], told)


def _evidence(raw: bytes, arguments: argparse.Namespace) -> Verified:
    """Evidence that convicts does not verify: it is the log that failed."""
    evidence = Evidence.parse(raw)
    policy = _given_policy(arguments)
    if policy is None:
        raise InputError("key.none")
    if evidence.convicts(policy):
        raise ProofError("evidence.convicts")
    return Verified(
        ["Both checkpoints are signed, and they do not contradict each other by what is here."]
    )


# Keys


def _given_policy(arguments: argparse.Namespace) -> Policy | None:
    if arguments.policy:
        return Policy.parse(_bytes(arguments.policy))
    keys = [VerifierKey.parse(_vkey(each)) for each in arguments.vkey]
    return policy_of(keys) if keys else None


def _vkey(given: str) -> str:
    return given if "+" in given else _bytes(Path(given)).decode("utf-8", "replace")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("file.unreadable", file=str(path), why=error.strerror) from None


# Saying no


def _print_refusal(error: ProofError, arguments: argparse.Namespace) -> None:
    sentence = MESSAGES[error.code].format_map(error.params)
    index, evidence = error.params.get("index"), error.params.get("evidence")
    if arguments.json:
        told = {"verified": False, "index": index, "code": error.code, "reason": sentence}
        _print_json({**told, "evidence": evidence} if evidence else told)
        return
    where = f" at entry {index:,}" if isinstance(index, int) else ""
    sys.stdout.write(f"NOT VERIFIED{where}: {sentence}\n")
    if evidence:
        sys.stdout.write(f"Both checkpoints are kept in {evidence}\n")


def _print_json(told: dict[str, Any]) -> None:
    json.dump(told, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
