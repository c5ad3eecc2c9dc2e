"""An export, checked from the ground up: files, log, words, figures, and what the log says too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from civics.transparency.auditing import audit
from civics.transparency.errors import InputError, ProofError
from civics.transparency.exports import changed_files, told_apart, wrong_lines
from civics.transparency.messages import MESSAGES
from civics.transparency.places import in_folder
from civics.transparency.policies import Policy, own_policy
from folkmoot.account.ledger.recomputing import anchors, counting  # noqa: F401 (its formulas)
from folkmoot.account.ledger.recomputing.formulas import FORMULAS
from folkmoot.account.ledger.recomputing.reading import Export


@dataclass(frozen=True, slots=True)
class Finding:
    """One published number beside the same number computed again."""

    id: str
    page: str
    formula: str
    published: Any
    recomputed: Any

    @property
    def same(self) -> bool:
        return bool(self.published == self.recomputed)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold, and where."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    brand: str
    origin: str
    size: int
    waiting: int
    figures: list[Finding]
    problems: list[Problem]

    @property
    def same(self) -> bool:
        return not self.problems and all(figure.same for figure in self.figures)


def recompute(folder: Path, *, policy: Policy | None = None) -> Report:
    """Check an export and compute each of its figures again.

    Parameters
    ----------
    folder
        What `folkmoot export` wrote, alone.
    policy
        The keys to trust; without it those that the log states itself.

    Raises `InputError` for what cannot be read, with file, row and column.
    """
    export = Export(folder)
    problems = list(_proved(export, policy or own_policy(in_folder(folder))))
    figures = list(_figures(export))
    try:
        problems += [Problem(where, said) for where, said in anchors.differences(export)]
    except (AttributeError, KeyError, TypeError) as error:
        raise InputError("export.document", file=str(folder), part=repr(error)) from None
    log = export.manifest.get("log", {})
    return Report(
        brand=str(export.manifest.get("brand")),
        origin=str(log.get("origin")),
        size=int(log.get("size", 0)),
        waiting=int(export.manifest.get("waiting", 0)),
        figures=figures,
        problems=problems,
    )


def _proved(export: Export, policy: Policy) -> Iterator[Problem]:
    """Hashes of files, signature and root of the log, the record beside it, every text."""
    yield from _problems(changed_files(export.folder, export.manifest))
    fetch = in_folder(export.folder)
    raw = fetch("checkpoint")
    if raw is None:
        raise InputError("log.no_checkpoint", target=export.folder.name)
    try:
        checkpoint = policy.open(raw).checkpoint
        audit(checkpoint, fetch)
    except ProofError as error:
        yield _problem(error)
        return
    stated = {"origin": checkpoint.origin, "size": checkpoint.size}
    if {name: export.manifest.get("log", {}).get(name) for name in stated} != stated:
        yield Problem("manifest.json", "it names another log, or another size, than the checkpoint")
    yield from _problems(told_apart(export.lines, checkpoint.size, fetch))
    yield from _problems(wrong_lines(export.lines))


def _problems(errors: Iterable[ProofError]) -> Iterator[Problem]:
    return (_problem(error) for error in errors)


def _problem(error: ProofError) -> Problem:
    index, file = error.params.get("index"), error.params.get("file", "log")
    where = f"entry {index}" if isinstance(index, int) else str(file)
    return Problem(where, MESSAGES[error.code].format_map(error.params))


def _figures(export: Export) -> Iterator[Finding]:
    document = export.json("figures.json")
    if not isinstance(document, list):
        raise InputError("export.document", file="figures.json", part="no list")
    for place, figure in enumerate(document):
        try:
            identity, page = str(figure["id"]), str(figure["page"])
            name, given, published = figure["formula"], figure["with"], figure["value"]
        except (KeyError, TypeError):
            raise InputError("export.figure", file="figures.json", number=place + 1) from None
        if name not in FORMULAS or not isinstance(given, Mapping):
            raise InputError("export.formula", file="figures.json", id=identity, formula=str(name))
        try:
            again = FORMULAS[name](export, given)
        except KeyError as error:
            raise InputError(
                "export.document", file="figures.json", part=f"{identity}: {error}"
            ) from None
        yield Finding(identity, page, name, published, again)
