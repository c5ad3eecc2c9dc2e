"""Reading what Polis exports: a folder, or the same files in one .zip.

Everything is read and checked before anything is written, so bad input leaves nothing behind and
one sentence that names file, row and column.
"""

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from civics.errors import InputError
from civics.opinion import Votes, read_votes
from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import Statement
from folkmoot.foundation.refusal import Refusal

COMMENTS, HISTORY, MATRIX, SUMMARY = (
    "comments.csv",
    "votes.csv",
    "participants-votes.csv",
    "summary.csv",
)
WANTED = {COMMENTS, HISTORY, MATRIX, SUMMARY}
MOST_BYTES = 200 * 1024 * 1024
LONGEST_STATEMENT = 2_000
HIGHEST_NUMBER = 2**31 - 1
STANDINGS = {
    "1": Statement.Standing.ACCEPTED,
    "0": Statement.Standing.WAITING,
    "-1": Statement.Standing.REJECTED,
}

# What `civics` finds wrong with the votes, as a sentence. Each has the parameters it needs.
SENTENCES = {
    "votes.unreadable": _("%(file)s cannot be read."),
    "votes.empty": _("%(file)s is empty."),
    "votes.none": _("%(file)s holds no vote."),
    "votes.encoding": _(
        "%(file)s, row %(row)s is not UTF-8; the file looks like %(looks_like)s. "
        "Save it as UTF-8 and try again."
    ),
    "votes.not_csv": _("%(file)s, row %(row)s cannot be read as CSV: the file may be cut short."),
    "votes.header": _("%(file)s, row 1: these columns are missing: %(missing)s."),
    "votes.row_length": _(
        "%(file)s, row %(row)s has %(found)s columns instead of %(expected)s: "
        "the file may be cut short."
    ),
    "votes.value": _(
        "%(file)s, row %(row)s, column %(column)s: a vote is 1, 0 or -1, and not “%(value)s”."
    ),
    "votes.timestamp": _("%(file)s, row %(row)s, column %(column)s: “%(value)s” is no time."),
    "votes.blank_id": _("%(file)s, row %(row)s, column %(column)s is empty."),
    "votes.duplicate_statement": _(
        "%(file)s, row %(row)s: there are two columns for statement %(column)s."
    ),
    "votes.duplicate_participant": _(
        "%(file)s, row %(row)s: participant %(participant)s stands there twice."
    ),
    "comments.number": _(
        "%(file)s, row %(row)s, column %(column)s: “%(value)s” is no number of a statement."
    ),
    "comments.duplicate": _("%(file)s, row %(row)s: statement %(value)s stands there twice."),
    "comments.moderated": _(
        "%(file)s, row %(row)s, column %(column)s: expected 1, 0 or -1, and not “%(value)s”."
    ),
    "comments.text": _(
        "%(file)s, row %(row)s, column %(column)s: the text has %(value)s characters, "
        "or one that cannot be stored; the limit is %(longest)s."
    ),
}
UNREADABLE = _("%(file)s cannot be read.")


@dataclass(frozen=True)
class ImportedStatement:
    number: int
    text: str
    standing: Statement.Standing


@dataclass(frozen=True)
class Export:
    """A conversation as another place exported it; no id of a voter leaves this record."""

    source: str
    question: str
    background: str
    statements: tuple[ImportedStatement, ...]
    votes: Votes
    digest: str


def read_folder(folder: Path) -> Export:
    found = {name: folder / name for name in WANTED if (folder / name).is_file()}
    size = sum(path.stat().st_size for path in found.values())
    return _read(folder.name, {name: _opener(path) for name, path in found.items()}, size)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def read_archive(file: Any) -> Export:
    """The same from a .zip: an uploaded file, or any binary file with a name."""
    name = PurePosixPath(str(getattr(file, "name", "") or "export.zip").replace("\\", "/")).name
    try:
        with zipfile.ZipFile(file) as archive:
            found = _entries(archive, name)
            openers = {entry: _entry_opener(archive, info) for entry, info in found.items()}
            size = sum(info.file_size for info in found.values())
            return _read(PurePosixPath(name).stem, openers, size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _refusal("archive", _("%(file)s is no whole .zip file."), file=name) from error


def _entries(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """The files wanted, in whatever folder they lie, but of one conversation only."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        path = PurePosixPath(info.filename)
        if path.name not in WANTED or "__MACOSX" in path.parts:
            continue
        if path.name in found:
            sentence = _("%(file)s holds two files called %(twice)s: bring in one at a time.")
            raise _refusal("several", sentence, file=name, twice=path.name)
        found[path.name] = info
    return found


def _entry_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


class _Counted(io.RawIOBase):
    """Reads no more than was declared, and keeps the digest of what was read."""

    def __init__(self, file: IO[bytes], name: str, most: int) -> None:
        self.file, self.name, self.left = file, name, most
        self.hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(self.left + 1 if size is None or size < 0 else size)
        self.left -= len(block)
        if self.left < 0:
            raise _too_large(self.name)
        self.hash.update(block)
        return block


def _read(source: str, files: dict[str, Callable[[], IO[bytes]]], size: int) -> Export:
    if size > MOST_BYTES:
        raise _too_large(source)
    votes_file = HISTORY if HISTORY in files else MATRIX
    for name in (COMMENTS, votes_file):
        if name not in files:
            sentence = _(
                "%(source)s lacks %(file)s. A votes.csv or participants-votes.csv is needed."
            )
            raise _refusal("missing", sentence, source=source, file=name)
    comments, comments_digest = _checked(files[COMMENTS], COMMENTS, _comments)
    votes, votes_digest = _checked(files[votes_file], votes_file, _votes)
    summary: dict[str, str] = {}
    if SUMMARY in files:
        summary, _digest = _checked(files[SUMMARY], SUMMARY, _summary)
    return Export(
        source=source[:200],
        question=summary.get("topic", "").strip()[: rules.QUESTION_LENGTH],
        background=summary.get("conversation-description", "").strip()[: rules.BACKGROUND_LENGTH],
        statements=_with_the_wordless(comments, votes, votes_file),
        votes=votes,
        digest=hashlib.sha256(f"{comments_digest}{votes_digest}".encode()).hexdigest(),
    )


def _checked(opener: Callable[[], IO[bytes]], name: str, read: Callable[[Any], Any]) -> Any:
    """What `read` makes of the file, and the digest of the file."""
    with opener() as file:
        counted = _Counted(file, name, MOST_BYTES)
        try:
            return read(counted), counted.hash.hexdigest()
        except InputError as error:
            sentence = SENTENCES.get(error.code, UNREADABLE)
            raise _refusal(error.code, sentence, **{"file": name, **error.params}) from error


def _votes(file: BinaryIO) -> Votes:
    return read_votes(file)


def _comments(file: _Counted) -> list[ImportedStatement]:
    seen: dict[int, ImportedStatement] = {}
    needed = ("comment-id", "moderated", "comment-body")
    for row, cells in _table(file, needed):
        number = _number(cells["comment-id"], file.name, row, "comment-id")
        if number in seen:
            raise InputError("comments.duplicate", row=row, value=number)
        standing = STANDINGS.get(cells["moderated"].strip())
        if standing is None:
            value = cells["moderated"][:40]
            raise InputError("comments.moderated", row=row, column="moderated", value=value)
        text = cells["comment-body"].strip()
        if len(text) > LONGEST_STATEMENT or "\0" in text:
            limits = {"value": len(text), "longest": LONGEST_STATEMENT}
            raise InputError("comments.text", row=row, column="comment-body", **limits)
        seen[number] = ImportedStatement(number, text, standing)
    return list(seen.values())


def _summary(file: _Counted) -> dict[str, str]:
    return {cells[0].strip(): cells[1] for _, cells in _rows(file) if len(cells) > 1}


def _with_the_wordless(
    comments: list[ImportedStatement], votes: Votes, votes_file: str
) -> tuple[ImportedStatement, ...]:
    """Statements that were voted on but have no words are kept, and are not open to votes."""
    known = {statement.number for statement in comments}
    voted = {_column_number(name, votes_file) for name in votes.statements}
    wordless = [
        ImportedStatement(number, "", Statement.Standing.REJECTED) for number in voted - known
    ]
    return tuple(sorted([*comments, *wordless], key=lambda statement: statement.number))


def _column_number(name: str, votes_file: str) -> int:
    try:
        return _number(name, votes_file, 1, "comment-id")
    except InputError as error:
        raise _refusal(error.code, SENTENCES[error.code], **error.params) from error


def _number(cell: str, file: str, row: int, column: str) -> int:
    digits = cell.strip()
    if not (digits.isascii() and digits.isdigit() and int(digits[:12]) <= HIGHEST_NUMBER):
        raise InputError("comments.number", file=file, row=row, column=column, value=cell[:40])
    return int(digits)


def _table(file: _Counted, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with a header; the line number is where the row ends."""
    rows = _rows(file)
    first = next(rows, None)
    if first is None:
        raise InputError("votes.empty", file=file.name)
    header = [cell.strip() for cell in first[1]]
    if missing := [column for column in needed if column not in header]:
        raise InputError("votes.header", row=1, missing=", ".join(missing))
    for row, cells in rows:
        if len(cells) != len(header):
            raise InputError("votes.row_length", row=row, found=len(cells), expected=len(header))
        yield row, dict(zip(header, cells, strict=True))


def _rows(file: _Counted) -> Iterator[tuple[int, list[str]]]:
    raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise InputError("votes.encoding", row=row, looks_like=_encoding_of(raw)) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise InputError("votes.not_csv", row=reader.line_num) from error


def _encoding_of(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK"


def _too_large(name: str) -> Refusal:
    sentence = _("%(file)s is too large: unpacked it may have %(most)s MB.")
    return _refusal("too-large", sentence, file=name, most=MOST_BYTES // 2**20)


def _refusal(code: str, sentence: Any, **params: Any) -> Refusal:
    return Refusal(
        f"import-{code.replace('.', '-').replace('_', '-')}",
        sentence,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        **params,
    )
