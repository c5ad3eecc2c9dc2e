"""Whoever goes past the acts, with the rights of the database's owner, is found by the index."""

from datetime import timedelta

import pytest
from django.db import connection

from folkmoot.account.ledger import files, jobs, queries
from folkmoot.account.ledger.models import Cosignature, Log, Witness
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.models import Fact, Passage
from tests.folkmoot.account.ledger.conftest import Say, advance, many
from tests.folkmoot.conftest import NOW, Cast


@pytest.fixture
def full(log: Log, say: Say, cast: Cast) -> Log:
    """Entries 0 to 4: founded, three answers, an erasure."""
    facts = [say(f"{n}", minutes=n) for n in range(3)]
    erase_passage(
        facts[2].passages.get(field="text"),
        basis="pipl-47",
        actor=cast.mei,
        now=NOW + timedelta(minutes=3),
    )
    return advance(log)


def fact_at(log: Log, index: int) -> Fact:
    return log.entries.get(index=index).fact


def sql(statement: str, *params: object) -> None:
    """Raw SQL of somebody who owns the database: the triggers do not stop them."""
    on = " ON record_fact" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS fact_never_{verb}{on}")
        cursor.execute(statement, params)


def found(log: Log) -> list[tuple[int | None, str]]:
    return [(finding.index, finding.sentence) for finding in queries.audit(log)]


def test_an_honest_record_has_no_findings(full: Log) -> None:
    assert found(full) == []


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'statement.made'",
        "subject = 'conversation:2'",
        "at = '2026-01-01 00:00:00+00:00'",
        "entry = '00000000000000000000000000000000'",
        "number = 4000",
        "published = '{\"version\": 2}'",
        "commitments = '{}'",
    ],
)
def test_an_edit_is_found(full: Log, change: str) -> None:
    sql(f"UPDATE record_fact SET {change} WHERE id = {fact_at(full, 2).pk}")  # noqa: S608
    assert (2, "its fact was changed") in found(full)


def test_a_deletion_is_found(full: Log) -> None:
    sql(
        "DELETE FROM ledger_entry WHERE log_id = %s AND index = 1".replace(" index", ' "index"'),
        full.pk,
    )
    assert (1, "its fact was deleted") in found(full)


def test_words_that_were_changed_are_found(full: Log) -> None:
    Passage.objects.filter(fact=fact_at(full, 1), field="text").update(text="something nicer")
    assert found(full) == [(1, "the words in 'text' were changed")]


def test_a_salt_that_was_changed_is_found(full: Log) -> None:
    Passage.objects.filter(fact=fact_at(full, 1), field="text").update(salt=b"short")
    assert found(full) == [(1, "the words in 'text' were changed")]


def test_words_that_were_deleted_without_an_erasure_are_found(full: Log) -> None:
    Passage.objects.filter(fact=fact_at(full, 1), field="text").delete()
    assert found(full) == [(1, "the words in 'text' were deleted without an erasure")]


def test_an_erasure_of_something_else_is_no_excuse(full: Log) -> None:
    other = fact_at(full, 4)
    Passage.objects.filter(fact=fact_at(full, 1), field="text").update(
        text=None, salt=None, erased_by=other
    )
    assert found(full) == [(1, "the words in 'text' were deleted without an erasure")]


def test_a_fact_slipped_in_between_is_found(full: Log, cast: Cast) -> None:
    sql("UPDATE record_fact SET number = 4000 WHERE id = %s", fact_at(full, 4).pk)
    Fact.objects.create(
        brand=cast.brand,
        number=3999,
        kind="answer.published",
        subject="conversation:1",
        public=True,
        at=NOW,
        published={},
    )
    assert (None, "it was slipped in before later ones") in found(full)


def test_a_fact_dated_back_is_found(full: Log, say: Say) -> None:
    say("we said so all along", minutes=-60 * 24 * 30)
    advance(full)
    assert found(full) == [(5, "it says 2026-01-31 09:00, and came after 2026-03-02 09:03")]


def test_a_witness_dates_better_than_we_do(full: Log, say: Say) -> None:
    club = Witness.objects.create(name="club", vkey="", url="", removed_at=NOW)
    Cosignature.objects.create(witness=club, log=full, size=5, at=NOW + timedelta(hours=2))
    say("dated back by an hour", minutes=60)
    advance(full)
    assert found(full) == [(5, "it says 2026-03-02 10:00, and came after 2026-03-02 11:00")]


def test_a_file_that_was_changed_is_found(full: Log) -> None:
    bundle = files.folder("lumen") / "tile" / "entries" / "000.p" / "5"
    bundle.write_bytes(bundle.read_bytes().replace(b'"version":1', b'"version":2', 1))
    sentences = ["the file does not hold the entry that was logged", "its fact was changed"]
    assert found(full) == [(1, sentence) for sentence in sentences]


def test_every_day_somebody_looks(full: Log, caplog: pytest.LogCaptureFixture) -> None:
    Passage.objects.filter(fact=fact_at(full, 1), field="text").update(text="nicer")
    assert len(jobs.audit(NOW)) == 1
    assert "lumen, entry 1, fact" in caplog.text
    assert "the words in 'text' were changed" in caplog.text


def test_it_goes_through_long_logs_in_parts(log: Log, cast: Cast) -> None:
    many(cast.brand, 600)
    advance(log)
    assert queries.audit(log, at_once=250) == []
    number = fact_at(log, 511).number
    sql(
        "UPDATE record_fact SET kind = 'x' WHERE number = %s AND brand_id = %s",
        number,
        log.brand_id,
    )
    assert [finding.index for finding in queries.audit(log, at_once=250)] == [511]
