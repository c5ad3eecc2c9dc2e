"""What was erased is written down where no backup of the database can undo it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.record import journal
from folkmoot.foundation.record.actions import append, erase_passage, replay_erasures
from folkmoot.foundation.record.journal import Erased
from folkmoot.foundation.record.models import Fact, Passage
from tests.folkmoot.conftest import NOW, Cast

LINE = Erased("0" * 32, "text", "pipl-47", "2026-03-02T09:00:00+00:00")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def say(cast: Cast) -> Passage:
    body = StatementMade(subject="conversation:1", number=1, seed=False, text="my address")
    with transaction.atomic():
        return append(cast.brand, body, actor=cast.lin, now=NOW).passages.get()


def test_without_a_journal_nothing_was_erased() -> None:
    assert list(journal.lines()) == []


def test_lines_come_back_in_order() -> None:
    other = Erased("1" * 32, "name", "account-erased", LINE.at)
    journal.write(LINE)
    journal.write(other)
    assert list(journal.lines()) == [LINE, other]


def test_a_line_that_a_crash_cut_off_spoils_no_other() -> None:
    journal.write(LINE)
    with open(journal.path(), "ab") as file:
        file.write(b'{"entry": "00')
    journal.write(LINE)
    with open(journal.path(), "ab") as file:
        file.write(b'{"another": 1}\n')
    assert list(journal.lines()) == [LINE, LINE]


def test_it_holds_no_word_and_no_person(cast: Cast) -> None:
    passage = say(cast)
    erase_passage(passage, basis="pipl-47", actor=cast.mei, now=NOW)
    content = journal.path().read_text()
    assert passage.fact.entry in content
    assert "address" not in content
    assert cast.lin.pseudonym not in content


def test_the_line_is_there_before_the_database_forgets(cast: Cast) -> None:
    passage = say(cast)
    with transaction.atomic():
        erase_passage(passage, basis="pipl-47", actor=cast.mei, now=NOW)
        transaction.set_rollback(True)
    passage.refresh_from_db()
    assert passage.text == "my address"
    assert [line.entry for line in journal.lines()] == [passage.fact.entry]
    assert replay_erasures(cast.brand, now=NOW) == 1
    passage.refresh_from_db()
    assert (passage.text, passage.salt) == (None, None)
    assert replay_erasures(cast.brand, now=NOW) == 0


def test_an_erasure_that_is_on_record_gets_no_second_fact(cast: Cast) -> None:
    passage = say(cast)
    erasure = erase_passage(passage, basis="pipl-47", actor=cast.mei, now=NOW)
    Passage.objects.filter(pk=passage.pk).update(text="back", salt=b"x" * 32, erased_by=None)
    assert replay_erasures(cast.brand, now=NOW) == 1
    passage.refresh_from_db()
    assert passage.erased_by == erasure
    assert Fact.objects.filter(kind="passage.erased").count() == 1


def test_each_brand_by_itself(cast: Cast) -> None:
    passage = say(cast)
    journal.write(Erased(passage.fact.entry, "text", "pipl-47", LINE.at))
    assert replay_erasures(cast.other_brand, now=NOW) == 0
