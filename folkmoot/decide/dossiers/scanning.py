"""Reading an export of public posts and proposing excerpts from it. Nothing is filed anywhere.

Rows are read one by one, and only the newest excerpts are kept, so the size of the file does not
matter. What would lead to a private person is blacked out before anything is shown.
"""

import codecs
import csv
import heapq
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import count
from pathlib import Path
from typing import IO, Any

from civics.language import Excerpt, hostile_excerpts, personal_details

COLUMNS = {
    "url": ("url", "link", "链接", "网址"),
    "date": ("date", "published", "日期", "时间", "发布时间"),
    "text": ("text", "content", "正文", "内容", "文本"),
    "author": ("author", "作者", "博主", "昵称"),
}
NEEDED = ("url", "date", "text")
CONTEXT, LONGEST_LINE, LONGEST_TEXT = 60, 1 << 20, 1 << 17
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(.*)", re.DOTALL)
_HANDLE = re.compile(r"[@＠][\w\-·]{1,30}")


class Unreadable(Exception):
    """A row or a file that cannot be read: where, and what to do."""


@dataclass(frozen=True)
class Post:
    line: int
    url: str
    date: datetime
    text: str
    author: str


@dataclass(frozen=True)
class Proposal:
    """An excerpt in its surroundings, for somebody to judge."""

    post: Post
    excerpt: Excerpt
    before: str
    passage: str
    after: str

    def plain(self) -> dict[str, Any]:
        """For programs, and for the one who fills in a dossier."""
        found = self.excerpt
        return {
            "line": self.post.line,
            "date": self.post.date.isoformat(sep=" "),
            "url": self.post.url,
            "kind": found.kind,
            "excerpt": self.before + self.passage + self.after,
            "start": len(self.before),
            "end": len(self.before) + len(self.passage),
            "target": found.target,
            "words": list(found.words),
            "named": found.named,
            "stands": found.stands,
            "against": list(found.against),
        }


@dataclass(frozen=True)
class Scan:
    """The newest proposals in order of date, and what was counted on the way."""

    proposals: list[Proposal]
    posts: int
    left_out: int
    problems: list[str]


def scan(
    posts: Iterator[Post | Unreadable],
    *,
    community: Sequence[str],
    brand: Sequence[str] = (),
    author: str = "",
    most: int = 500,
) -> Scan:
    """Propose excerpts; a row that cannot be read is named, and the others are read anyway."""
    newest: list[tuple[datetime, int, Proposal]] = []
    problems: list[str] = []
    read = found = 0
    order = count()
    for post in posts:
        if isinstance(post, Unreadable):
            if len(problems) < most:
                problems.append(str(post))
            continue
        if author and post.author != author:
            continue
        read += 1
        for proposal in _proposals(post, community, brand):
            found += 1
            keep = heapq.heappush if len(newest) < most else heapq.heappushpop
            keep(newest, (post.date, -next(order), proposal))
    ordered = sorted(newest, key=lambda each: (each[0], -each[1]))
    return Scan([each[2] for each in ordered], read, found - len(ordered), problems)


def _proposals(post: Post, community: Sequence[str], brand: Sequence[str]) -> Iterator[Proposal]:
    text = blacked_out(post.text)
    excerpts = hostile_excerpts(text, community=community, brand=brand)
    if not excerpts:
        return
    lower = text.casefold()
    # "That lot" is this community only where the post speaks of it.
    about = any(name.casefold() in lower for name in (*community, *brand))
    for excerpt in excerpts:
        if excerpt.named or about:
            start = max(0, excerpt.start - CONTEXT)
            yield Proposal(
                post,
                excerpt,
                text[start : excerpt.start],
                text[excerpt.start : excerpt.end],
                text[excerpt.end :][:CONTEXT],
            )


def blacked_out(text: str) -> str:
    """The text without telephone numbers, addresses and the like, and without others' handles."""
    spans = [(d.start, d.end) for d in personal_details(text)]
    spans += [(m.start() + 1, m.end()) for m in _HANDLE.finditer(text)]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "█" * (end - start)
    return "".join(letters)


def read_posts(path: Path, *, zone: tzinfo) -> Iterator[Post | Unreadable]:
    """The posts of a CSV file or of JSON lines, one by one."""
    with path.open("rb") as raw:
        encoding = _encoding(raw, path.name)
    with path.open(encoding=encoding, newline="") as lines:
        if path.suffix.lower() in {".jsonl", ".ndjson", ".json"}:
            rows = _json_rows(lines, path.name)
        else:
            rows = _csv_rows(lines, path.name)
        try:
            for line, row in rows:
                yield row if isinstance(row, Unreadable) else _post(path.name, line, row, zone)
        except UnicodeDecodeError as broken:
            raise Unreadable(
                f"{path.name}: is not {encoding} throughout; save it as UTF-8."
            ) from broken


def _encoding(raw: IO[bytes], name: str) -> str:
    """UTF-8 with or without its mark, or GB18030, which spreadsheets in China write."""
    first = raw.read(1 << 16)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(first)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable(f"{name}: is neither UTF-8 nor GB18030; save it as UTF-8.")


def _csv_rows(lines: IO[str], name: str) -> Iterator[tuple[int, Mapping[str, Any] | Unreadable]]:
    rows = csv.reader(_short_lines(lines, name))
    begun = 0
    try:
        header = _header([cell.strip().casefold() for cell in next(rows, [])], name)
        begun = rows.line_num
        for row in rows:
            line, begun = begun + 1, rows.line_num
            if row:
                yield line, {column: row[at] if at < len(row) else "" for column, at in header}
    except csv.Error as broken:
        raise Unreadable(
            f"{name}, line {begun + 1}: is no CSV ({broken}); "
            "perhaps a quotation mark is not closed."
        ) from broken


def _header(cells: list[str], name: str) -> list[tuple[str, int]]:
    at = {
        column: next((cells.index(alias) for alias in aliases if alias in cells), None)
        for column, aliases in COLUMNS.items()
    }
    missing = [column for column in NEEDED if at[column] is None]
    if missing:
        raise Unreadable(
            f"{name}, line 1: there is no column {' and no column '.join(missing)}; "
            f"name the columns url, date, text and, if there is one, author."
        )
    return [(column, place) for column, place in at.items() if place is not None]


def _json_rows(lines: IO[str], name: str) -> Iterator[tuple[int, Mapping[str, Any] | Unreadable]]:
    for line, said in enumerate(_short_lines(lines, name), 1):
        if not said.strip():
            continue
        try:
            row = json.loads(said)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            yield (
                line,
                Unreadable(f"{name}, line {line}: is no JSON object; write one on each line."),
            )
            continue
        lower = {str(key).casefold(): value for key, value in row.items()}
        yield (
            line,
            {
                column: next((lower[alias] for alias in aliases if alias in lower), "")
                for column, aliases in COLUMNS.items()
            },
        )


def _short_lines(lines: IO[str], name: str) -> Iterator[str]:
    for line in count(1):
        said = lines.readline(LONGEST_LINE)
        if not said:
            return
        if len(said) >= LONGEST_LINE:
            raise Unreadable(
                f"{name}, line {line}: has more than {LONGEST_LINE:,} characters; "
                "write one post on each line."
            )
        yield said


def _post(name: str, line: int, row: Mapping[str, Any], zone: tzinfo) -> Post | Unreadable:
    at = f"{name}, line {line}, column"
    said = {column: row.get(column, "") for column in COLUMNS}
    for column, value in said.items():
        if not isinstance(value, str):
            return Unreadable(f"{at} {column}: is no text; put it between quotation marks.")
    url = said["url"].strip()
    if not re.match(r"https?://\S+$", url):
        return Unreadable(f"{at} url: “{url[:60]}” is no address; it begins with https://.")
    date = _date(said["date"].strip(), zone)
    if date is None:
        return Unreadable(
            f"{at} date: “{said['date'][:40]}” is no date; write it as 2025-08-28 or "
            "2025-08-28 20:15."
        )
    if len(said["text"]) > LONGEST_TEXT:
        return Unreadable(f"{at} text: has more than {LONGEST_TEXT:,} characters; shorten it.")
    return Post(line, url, date, said["text"], said["author"].strip())


def _date(said: str, zone: tzinfo) -> datetime | None:
    match = _DAY.fullmatch(said)
    if match is None:
        return None
    year, month, day, rest = match.groups()
    try:
        found = datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}{rest.rstrip()}")
        return found.astimezone(zone).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None
