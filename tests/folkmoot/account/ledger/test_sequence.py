"""Facts get their place in the log in order, durably, and once."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from civics.transparency import Frontier, RightEdge, read_bundle
from civics.transparency.tiles import Bundle
from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.account.ledger.queries import State
from folkmoot.account.ledger.rules import read_entry
from folkmoot.account.ledger.signer import Halted
from folkmoot.foundation.record.actions import erase_passage
from tests.folkmoot.account.ledger.conftest import Say, advance, many, read_as_stranger
from tests.folkmoot.conftest import NOW, Cast


def test_every_public_fact_is_in_the_log_and_no_other(log: Log, say: Say, cast: Cast) -> None:
    fact = say()
    advance(log)
    checkpoint, entries = read_as_stranger("lumen")
    kinds = [read_entry(entry).kind for entry in entries]
    assert kinds == ["brand.founded", "answer.published"]  # who joined is nobody's business
    assert checkpoint.size == 2
    assert read_entry(entries[1]).id == fact.entry


def test_a_fact_is_waiting_then_placed_then_sealed(log: Log, say: Say) -> None:
    fact = say()
    assert queries.entry_of(fact).state is State.WAITING
    actions.sequence(log)
    assert queries.entry_of(fact).state is State.PLACED
    actions.publish(log, now=NOW)
    place = queries.entry_of(fact)
    assert (place.state, place.index) == (State.SEALED, 1)
    assert place.short == Entry.objects.get(fact=fact).short


def test_a_second_look_finds_nothing_to_do(log: Log, say: Say) -> None:
    advance(log)
    assert actions.sequence(log) == 0
    assert actions.publish(log, now=NOW) is False


@pytest.mark.parametrize("sizes", [(1, 1), (255, 1), (256, 1), (300, 300), (7, 505)])
def test_tiles_grow_over_many_batches(log: Log, cast: Cast, sizes: tuple[int, ...]) -> None:
    for count in sizes:
        many(cast.brand, count)
        advance(log)
    checkpoint, entries = read_as_stranger("lumen")
    assert checkpoint.size == len(entries) == 1 + sum(sizes)
    numbers = [read_entry(entry).number for entry in entries]
    assert numbers == sorted(numbers)


def test_a_batch_has_its_limit(log: Log, cast: Cast) -> None:
    many(cast.brand, 10)
    assert [actions.sequence(log, batch=4) for _ in range(4)] == [4, 4, 3, 0]
    actions.publish(log, now=NOW)
    assert read_as_stranger("lumen")[0].size == 11


def test_partial_tiles_go_when_the_full_one_is_there(log: Log, cast: Cast) -> None:
    advance(log)
    many(cast.brand, 300)
    advance(log)
    here = files.folder("lumen") / "tile"
    assert not (here / "0" / "000.p").exists()
    assert not (here / "entries" / "000.p").exists()
    assert (here / "0" / "000").exists()
    assert (here / "0" / "001.p" / "45").exists()
    read_as_stranger("lumen")


def test_an_erasure_refers_to_the_entry_it_is_about(log: Log, say: Say, cast: Cast) -> None:
    fact = say()
    erase_passage(fact.passages.get(field="text"), basis="pipl-47", actor=cast.mei, now=NOW)
    advance(log)
    said = read_entry(read_as_stranger("lumen")[1][2])
    assert said.kind == "passage.erased"
    assert said.refs == [1]
    assert said.published == {"target": fact.number, "passage": "text", "basis": "pipl-47"}


def test_an_erasure_refers_to_an_older_batch_too(log: Log, say: Say, cast: Cast) -> None:
    fact = say()
    advance(log)
    erase_passage(fact.passages.get(field="text"), basis="pipl-47", actor=cast.mei, now=NOW)
    advance(log)
    assert read_entry(read_as_stranger("lumen")[1][2]).refs == [1]


def test_two_brands_have_two_logs(log: Log, say: Say, cast: Cast) -> None:
    say()
    advance(log)
    advance(actions.open_log(cast.other_brand))
    assert read_as_stranger("lumen")[0].size == 2
    assert read_as_stranger("fathom")[0].size == 1
    assert read_as_stranger("fathom")[0].origin != read_as_stranger("lumen")[0].origin


def test_the_key_is_for_its_owner_alone(log: Log) -> None:
    mode = files.key_file("lumen").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert stat.S_IMODE(files.key_file("lumen").parent.stat().st_mode) == 0o700


def test_the_origin_stays_when_the_address_changes(log: Log, cast: Cast, settings: object) -> None:
    settings.LEDGER_ORIGIN = "elsewhere.example/ledger"  # type: ignore[attr-defined]
    assert actions.open_log(cast.brand).origin == log.origin


def test_whoever_is_overtaken_stops(log: Log, say: Say) -> None:
    say()
    slow = Log.objects.select_related("brand").get(pk=log.pk)
    actions.sequence(log)
    say("once more")
    with pytest.raises(actions.Overtaken, match="by another process"):
        actions.sequence(slow)
    assert Entry.objects.count() == 2


def test_a_clock_set_back_does_not_set_the_log_back(log: Log, say: Say) -> None:
    advance(log, minutes=60)
    say()
    advance(log, minutes=-1440)
    assert log.published_at == NOW + timedelta(minutes=60)


def test_a_flipped_bit_on_the_way_to_the_disk_is_never_signed(
    log: Log, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One flipped bit in one stored leaf made a log of 65 million entries unrecoverable."""
    say()
    kept = files.keep_all

    def flipping(contents: dict[Path, bytes], *, mode: int = 0o644) -> None:
        kept(contents, mode=mode)
        for path, content in contents.items():
            if "/tile/0/" in str(path):
                path.write_bytes(bytes([content[0] ^ 1]) + content[1:])

    monkeypatch.setattr(files, "keep_all", flipping)
    with pytest.raises(Halted, match="check the disk"):
        actions.sequence(log)
    log.refresh_from_db()
    assert log.size == 0
    monkeypatch.setattr(files, "keep_all", kept)
    advance(log)
    read_as_stranger("lumen")


def test_tiles_and_database_must_lead_to_one_root(log: Log, say: Say) -> None:
    """A bit flips later, in what was written long ago."""
    advance(log)
    tile = files.folder("lumen") / "tile" / "0" / "000.p" / "1"
    tile.write_bytes(bytes(32))
    say()
    with pytest.raises(Halted, match="disagree about the root at 2"):
        actions.sequence(log)


def test_the_bundle_is_what_the_specification_says(log: Log, say: Say) -> None:
    say()
    advance(log)
    raw = (files.folder("lumen") / "tile" / "entries" / "000.p" / "2").read_bytes()
    assert len(read_bundle(raw, Bundle(0, 2))) == 2


def test_the_edge_is_the_frontier(log: Log, cast: Cast) -> None:
    many(cast.brand, 600)
    advance(log)
    edge = RightEdge.read(log.size, queries.fetch_from(files.folder("lumen")))
    assert edge.frontier() == queries.frontier_of(log) != Frontier()


def test_every_file_is_brought_to_disk_before_it_gets_its_name(
    log: Log, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    say()
    synced: set[int] = set()
    order: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noting(handle: int) -> None:
        synced.add(os.fstat(handle).st_ino)
        fsync(handle)

    def checking(old: Path, new: Path) -> None:
        assert os.stat(old).st_ino in synced, f"{new} is not on disk yet"
        order.append(str(new))
        replace(old, new)
        synced.discard(os.stat(Path(new).parent).st_ino)

    monkeypatch.setattr(os, "fsync", noting)
    monkeypatch.setattr(os, "replace", checking)
    advance(log)
    assert order[-1].endswith("lumen/checkpoint")
    assert all(os.stat(Path(name).parent).st_ino in synced for name in order)
