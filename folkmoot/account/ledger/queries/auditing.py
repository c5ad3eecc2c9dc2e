"""Whether the record is still what the log says."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch

from civics.transparency import SALT_BYTES, commitment, leaf_hash
from folkmoot.account.ledger import files
from folkmoot.account.ledger.facts import LogRecovered
from folkmoot.account.ledger.models import Cosignature, Entry, Log
from folkmoot.account.ledger.queries.published import entries_between, fetch_from
from folkmoot.account.ledger.queries.sequence import indexes_of, numbers_meant
from folkmoot.account.ledger.rules import Logged, entry_bytes, read_entry
from folkmoot.foundation.record.facts import PassageErased
from folkmoot.foundation.record.queries import facts_after, passages

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact, Passage

BACKDATED = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """One difference between the record and its log; `index` is the entry, if it has one."""

    brand: str
    index: int | None
    number: int
    sentence: str

    def __str__(self) -> str:
        where = "not in the log" if self.index is None else f"entry {self.index}"
        return f"{self.brand}, {where}, fact {self.number}: {self.sentence}"


def audit(log: Log, *, at_once: int = 500) -> list[Finding]:
    """Compare every fact with its entry, and every text with its commitment.

    Edits, deletions and insertions that went past the acts are named with their index.
    """
    return [
        *_differences(log, at_once),
        *_slipped_in(log),
    ]


def _differences(log: Log, at_once: int) -> Iterator[Finding]:
    fetch = fetch_from(files.folder(log.brand.slug))
    times = _Times(log)
    for first in range(0, log.size, at_once):
        last = min(first + at_once, log.size)
        rows = log.entries.filter(index__gte=first, index__lt=last).select_related("fact")
        with_words = rows.prefetch_related(Prefetch("fact__passages", queryset=passages()))
        found = {row.index: row for row in with_words}
        entries = entries_between(fetch, first, last, size=log.size)
        for index, raw in enumerate(entries, start=first):
            said = read_entry(raw)
            sentences = [*_wrong(log, found.get(index), raw, said), *times.wrong(index, said.at)]
            for sentence in sentences:
                yield Finding(log.brand.slug, index, said.number, sentence)


def _wrong(log: Log, row: Entry | None, raw: bytes, said: Logged) -> Iterator[str]:
    if row is None:
        yield "its fact was deleted"
        return
    if bytes(row.leaf) != leaf_hash(raw):
        yield "the file does not hold the entry that was logged"
    renumbered = row.fact.number != row.number and lost_by(log, row.index) is None
    if renumbered or remade(log, row) != raw:
        yield "its fact was changed"
    words = {passage.field: passage for passage in row.fact.passages.all()}
    for field, committed in said.commitments.items():
        passage = words.get(field)
        if passage is None:
            if lost_by(log, row.index) is None:
                yield f"the words in {field!r} were deleted without an erasure"
        elif passage.text is None or passage.salt is None:
            if not _is_erasure_of(passage, row.fact):
                yield f"the words in {field!r} were deleted without an erasure"
        elif _committed(said.kind, field, passage.text, bytes(passage.salt)) != committed:
            yield f"the words in {field!r} were changed"


def _committed(kind: str, field: str, text: str, salt: bytes) -> str:
    if len(salt) != SALT_BYTES:
        return ""
    return base64.b64encode(commitment(kind, field, text, salt)).decode()


def _is_erasure_of(passage: "Passage", fact: "Fact") -> bool:
    by = passage.erased_by
    return (
        by is not None
        and by.kind == PassageErased.kind
        and (by.published["target"], by.published["passage"]) == (fact.number, passage.field)
    )


def _slipped_in(log: Log) -> Iterator[Finding]:
    latest = log.entries.order_by("-fact__number").values_list("fact__number", flat=True).first()
    placed = Entry.objects.filter(fact=OuterRef("pk"))
    strangers = facts_after(log.brand, 0).filter(~Exists(placed), number__lt=latest or 0)
    for number in strangers.values_list("number", flat=True):
        yield Finding(log.brand.slug, None, number, "it was slipped in before later ones")


class _Times:
    """What is known of the time when the log is read in order: no entry may claim to be older
    than what others, or entries before it, have said already."""

    def __init__(self, log: Log) -> None:
        signed = Cosignature.objects.filter(log=log).order_by("size", "at")
        self._signed = list(signed.values_list("size", "at"))[::-1]
        self._latest: datetime | None = None

    def wrong(self, index: int, at: datetime) -> Iterator[str]:
        while self._signed and self._signed[-1][0] <= index:  # signed without this entry
            self._latest = max(self._latest or at, self._signed.pop()[1])
        if self._latest is not None and at < self._latest - BACKDATED:
            yield f"it says {at:%Y-%m-%d %H:%M}, and came after {self._latest:%Y-%m-%d %H:%M}"
        self._latest = max(self._latest or at, at)


def lost_by(log: Log, index: int) -> int | None:
    """The entry that says that this one came back from the log without its words."""
    recoveries = log.entries.filter(fact__kind=LogRecovered.kind).select_related("fact")
    for row in recoveries.order_by("index"):
        if row.fact.published["first"] <= index <= row.fact.published["last"]:
            return row.index
    return None


def remade(log: Log, row: Entry) -> bytes:
    """The entry of a row, made again from its fact."""
    meant = numbers_meant(row.fact)
    index = indexes_of(log, meant) if meant else {}
    refs = sorted(index[number] for number in meant if number in index)
    return entry_bytes(row.fact, brand=log.brand.slug, refs=refs, number=row.number)
