"""The record keeps order, keeps quiet about people, and cannot be rewritten."""

import base64

import pytest
from django.db import DatabaseError, transaction

from civics.transparency import commitment
from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.people.facts import BrandFounded
from folkmoot.foundation.record.actions import append, erase_passage
from folkmoot.foundation.record.models import Fact, Passage
from folkmoot.foundation.record.queries import facts_after, latest_number
from tests.folkmoot.conftest import NOW, Cast, refused


def say(cast: Cast, text: str) -> Fact:
    body = StatementMade(subject="conversation:1", number=1, seed=False, text=text)
    with transaction.atomic():
        return append(cast.brand, body, actor=cast.lin, now=NOW)


def test_numbers_have_no_gaps_and_brands_count_apart(cast: Cast) -> None:
    before, other = latest_number(cast.brand), latest_number(cast.other_brand)
    assert [say(cast, f"{n}").number - before for n in range(3)] == [1, 2, 3]
    assert latest_number(cast.other_brand) == other


def test_a_fact_that_fits_no_entry_of_the_log_is_refused(cast: Cast) -> None:
    """1,500 emoji are 6,000 bytes: the log of the brand would stand still."""
    body = BrandFounded(subject="brand:lumen", name="🙂" * 1_500)
    with refused("entry-too-long"), transaction.atomic():
        append(cast.brand, body, actor=cast.mei, now=NOW)


def test_an_act_that_fails_leaves_no_fact(cast: Cast) -> None:
    before = latest_number(cast.brand)
    with transaction.atomic():
        say(cast, "gone")
        transaction.set_rollback(True)
    assert latest_number(cast.brand) == before
    assert say(cast, "stays").number == before + 1


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_recorded(cast: Cast) -> None:
    body = StatementMade(subject="conversation:1", number=1, seed=False, text="x")
    with pytest.raises(RuntimeError, match="outside of the act's transaction"):
        append(cast.brand, body, actor=cast.lin, now=NOW)


def test_a_fact_holds_a_commitment_and_not_the_words(cast: Cast) -> None:
    fact = say(cast, "只换颜色,不换尺寸")
    passage = fact.passages.get(field="text")
    assert "text" not in fact.published
    salt = bytes(passage.salt or b"")
    kept = base64.b64decode(fact.commitments["text"])
    assert kept == commitment("statement.made", "text", "只换颜色,不换尺寸", salt)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_rewrite_a_fact(cast: Cast, change: str) -> None:
    fact = say(cast, "x")
    facts = Fact.objects.filter(pk=fact.pk)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        facts.update(kind="nothing") if change == "update" else facts._raw_delete(facts.db)


def test_erasing_removes_words_and_salt_and_says_so(cast: Cast) -> None:
    passage = say(cast, "my address").passages.get(field="text")
    erasure = erase_passage(passage, basis="pipl-47", actor=cast.mei, now=NOW)
    passage = Passage.objects.get(pk=passage.pk)
    assert (passage.text, passage.salt, passage.erased_by) == (None, None, erasure)
    assert erase_passage(passage, basis="pipl-47", actor=cast.mei, now=NOW) is None


def test_internal_facts_are_not_public(cast: Cast) -> None:
    say(cast, "x")
    kinds = set(facts_after(cast.brand, 0).values_list("kind", flat=True))
    assert kinds == {"brand.founded", "statement.made"}
