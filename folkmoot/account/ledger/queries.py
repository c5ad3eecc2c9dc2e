"""Reading the log. What pages need:

`entry_of(fact)`, `entries_of(facts)` → `Place(state, index, leaf)`; `witness_counts(log)` → (n, m);
`existed_before(log, index)` → the earliest `Cosignature` (witness, at) or None; `lost_by(log,
index)` → the entry that says that words were lost. `brand`'s log is `log_of(brand)`.
"""

import base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from civics.transparency import (
    SALT_BYTES,
    TILE_WIDTH,
    Bundle,
    Checkpoint,
    Fetch,
    Frontier,
    Note,
    Policy,
    ProofFile,
    TileReader,
    VerifierKey,
    commitment,
    fetch_entries,
    leaf_hash,
    make_inclusion_proof,
)
from folkmoot.account.ledger import files
from folkmoot.account.ledger.facts import LogRecovered
from folkmoot.account.ledger.models import Cosignature, Entry, Log, Standing, Witness
from folkmoot.account.ledger.rules import Logged, entry_bytes, read_entry
from folkmoot.account.ledger.signer import Halted
from folkmoot.act.contests import queries as contests
from folkmoot.decide.petitions import queries as petitions
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.reviews import queries as reviews
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.foundation.record.facts import KINDS, PassageErased
from folkmoot.foundation.record.queries import facts_after, passages

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Fact, Passage

LONGEST_PAUSE = timedelta(minutes=10)
# As many facts on both sides as pages show in one row.
NEAR = 40


class State(StrEnum):
    WAITING = "waiting"  # recorded, and not in the log yet
    PLACED = "placed"  # it has its index, and no published checkpoint covers it yet
    SEALED = "sealed"  # covered by a published checkpoint


@dataclass(frozen=True)
class Place:
    """Where a fact stands in its brand's log."""

    state: State
    index: int | None = None
    leaf: bytes = b""

    @property
    def short(self) -> str:
        return self.leaf.hex()[:8]


def log_of(brand: "Brand") -> Log | None:
    return Log.objects.filter(brand=brand).select_related("brand").first()


def logs() -> QuerySet[Log]:
    return Log.objects.select_related("brand").order_by("pk")


def entry_of(fact: "Fact") -> Place:
    """Where a public fact stands; for many facts at once use `entries_of`."""
    return entries_of([fact])[fact.pk]


def entries_of(facts: "Iterable[Fact]") -> dict[int, Place]:
    """Where facts stand, by their keys."""
    places = {fact.pk: Place(State.WAITING) for fact in facts}
    for entry in Entry.objects.filter(fact__in=places).select_related("log"):
        sealed = entry.index < entry.log.published
        state = State.SEALED if sealed else State.PLACED
        places[entry.fact_id] = Place(state, entry.index, bytes(entry.leaf))
    return places


def places_near(brand: int, number: int) -> dict[int, Place]:
    """Where the facts around a number of the record stand, by their numbers; `brand` is its key."""
    around = range(max(number - NEAR, 0), number + NEAR + 1)
    places = dict.fromkeys(around, Place(State.WAITING))
    rows = Entry.objects.filter(
        fact__brand=brand, fact__number__range=(around[0], around[-1])
    ).values_list("fact__number", "index", "leaf", "log__published")
    for fact, index, leaf, published in rows:
        state = State.SEALED if index < published else State.PLACED
        places[fact] = Place(state, index, bytes(leaf))
    return places


def entry_at(log: Log, index: int) -> Entry | None:
    return log.entries.filter(index=index).select_related("fact").first()


# What the sequencer asks


def waiting(log: Log) -> "QuerySet[Fact]":
    """Public facts that have no entry yet, in the order of the record."""
    placed = Entry.objects.filter(fact=OuterRef("pk"))
    return facts_after(log.brand, log.settled).filter(~Exists(placed))


def numbers_meant(fact: "Fact") -> list[int]:
    """The facts that this one is about: an erasure names the one whose words it deleted."""
    erased = [fact.published["target"]] if fact.kind == PassageErased.kind else []
    return [*fact.refs, *erased]


def indexes_of(log: Log, numbers: Iterable[int]) -> dict[int, int]:
    """The indexes of entries, by the numbers of their facts."""
    found = log.entries.filter(fact__number__in=list(numbers))
    return dict(found.values_list("fact__number", "index"))


def frontier_of(log: Log) -> Frontier:
    return Frontier(log.size, tuple(bytes.fromhex(each) for each in log.frontier))


def entries_between(fetch: Fetch, begin: int, end: int, *, size: int) -> list[bytes]:
    """The entries with these indexes, from the bundles that a log of this size has."""
    first = begin // TILE_WIDTH
    entries: list[bytes] = []
    for number in range(first, -(-end // TILE_WIDTH)):
        width = min(size - number * TILE_WIDTH, TILE_WIDTH)
        entries += fetch_entries(Bundle(number, width), fetch)
    return entries[begin - first * TILE_WIDTH : end - first * TILE_WIDTH]


def fetch_from(folder: Path) -> Fetch:
    return lambda path: files.read(folder / path)


# Checkpoints and proofs, from the files alone: they are there while the sequencer is not.


def published_note(brand: str) -> Note | None:
    content = files.read(files.folder(brand) / "checkpoint")
    return None if content is None else Note.parse(content)


def published_checkpoint(brand: str) -> Checkpoint | None:
    note = published_note(brand)
    return None if note is None else Checkpoint.parse(note.text)


def own_key(brand: str) -> VerifierKey:
    """The public half of the log's key, as it lies in the folder for everyone."""
    content = files.read(files.folder(brand) / "vkey")
    if content is None:
        raise Halted(f"{files.folder(brand)} holds no vkey: bring the folder back first")
    return VerifierKey.parse(content.decode())


def proof_file(brand: str, index: int) -> bytes | None:
    """The `.tlog-proof` of an entry, or None if no published checkpoint covers it."""
    folder = files.folder(brand)
    checkpoint = files.read(folder / "checkpoint")
    size = 0 if checkpoint is None else Checkpoint.parse(Note.parse(checkpoint).text).size
    if checkpoint is None or index >= size:
        return None
    hashes = make_inclusion_proof(index, size, TileReader(size, fetch_from(folder)))
    return ProofFile(index, tuple(hashes), checkpoint).to_bytes()


def entry_file(brand: str, index: int) -> bytes | None:
    """The bytes of one published entry."""
    published = published_checkpoint(brand)
    if published is None or index >= published.size:
        return None
    number, place = divmod(index, TILE_WIDTH)
    bundle = Bundle(number, min(published.size - number * TILE_WIDTH, TILE_WIDTH))
    return fetch_entries(bundle, fetch_from(files.folder(brand)))[place]


# Witnesses


def witness_policy() -> Policy:
    """The installation's own file: witnesses, groups and a quorum, in the words of tlog-policy."""
    content = files.read(files.witness_file())
    return Policy() if content is None else Policy.parse(content)


def policy_file(brand: str) -> bytes | None:
    """What a verifier needs to know: the log's key, its witnesses and their quorum."""
    vkey = files.read(files.folder(brand) / "vkey")
    if vkey is None:
        return None
    return b"log " + vkey + (files.read(files.witness_file()) or b"quorum none\n")


def witnesses() -> QuerySet[Witness]:
    return Witness.objects.filter(removed_at=None).order_by("name")


def witnesses_due(log: Log, now: datetime) -> QuerySet[Standing]:
    """Witnesses that have not signed the present size and may be asked (again)."""
    rested = Q(retry_at=None) | Q(retry_at__lte=now)
    # After a clock was set back, a pause may seem to last for days.
    rested |= Q(retry_at__gt=now + LONGEST_PAUSE)
    return (
        Standing.objects.filter(rested, log=log, witness__removed_at=None, size__lt=log.size)
        .select_related("witness")
        .order_by("witness__name")
    )


def witness_counts(log: Log) -> tuple[int, int]:
    """How many of how many witnesses have signed the published checkpoint."""
    signed = Cosignature.objects.filter(
        log=log, size=log.published, witness__removed_at=None
    ).count()
    return signed, witnesses().count()


def standings(log: Log) -> QuerySet[Standing]:
    return (
        Standing.objects.filter(log=log, witness__removed_at=None)
        .select_related("witness")
        .order_by("witness__name")
    )


def existed_before(log: Log, index: int) -> Cosignature | None:
    """The first time a witness signed a log that held this entry; its own clock says when."""
    return (
        Cosignature.objects.filter(log=log, size__gt=index)
        .select_related("witness")
        .order_by("at", "pk")
        .first()
    )


# Which words everybody may read

# What fans wrote is shown once it has been let in: the kind of fact → the room that knows.
LET_IN: dict[str, Callable[[list[int]], set[int]]] = {
    "contest.entered": contests.shown_words,
    "petition.started": petitions.admitted_words,
    "review.replied": reviews.unsealed_words,
    "statement.made": conversations.accepted_words,
    "suggestion.changed": suggestions.shown_words,
    "suggestion.made": suggestions.shown_words,
}
# What fans say in these is open to read from the moment it is said.
OPEN_AT_ONCE = frozenset(
    ["ballot.appealed", "suggestion.accepted", "suggestion.returned", "merge.proposed"]
)


def open_words(facts: "Iterable[Fact]") -> set[int]:
    """Keys of the passages that everybody may read: the brand's own, and what was let in."""
    facts, found = list(facts), set[int]()
    for fact in facts:
        own = KINDS[fact.kind].official or fact.published.get("seed") is True
        if own or fact.kind in OPEN_AT_ONCE:
            found.update(passage.pk for passage in fact.passages.all())
    for kind, those_let_in in LET_IN.items():
        made = [fact for fact in facts if fact.kind == kind]
        found |= those_let_in([p.pk for fact in made for p in fact.passages.all()])
    return found


# Whether the record is still what the log says


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


BACKDATED = timedelta(minutes=10)


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
