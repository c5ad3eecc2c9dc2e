"""A vote is stored once, by who may, while it is open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions, queries
from folkmoot.deliberate.conversations.models import (
    Choice,
    Conversation,
    Participant,
    Ruling,
    Statement,
    Vote,
)
from folkmoot.foundation.people.models import ActiveDay, Member
from folkmoot.foundation.record.queries import latest_number
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import SEEDS

pytestmark = pytest.mark.database


def statement(conversation: Conversation, number: int = 1) -> Statement:
    found = queries.statement_by_number(conversation.brand, conversation.number, number)
    assert found is not None
    return found


def test_a_vote_is_stored_and_voting_again_replaces_it(
    cast: Cast, conversation: Conversation
) -> None:
    for choice in (Choice.AGREE, Choice.AGREE, Choice.DISAGREE):
        actions.cast_vote(statement(conversation), choice, actor=cast.lin, now=NOW)
    vote = Vote.objects.get()
    assert (vote.choice, vote.participant.member, vote.conversation) == (
        Choice.DISAGREE,
        cast.lin,
        conversation,
    )
    assert ActiveDay.objects.filter(member=cast.lin).count() == 1


def test_a_vote_is_no_entry_of_the_record(cast: Cast, conversation: Conversation) -> None:
    before = latest_number(cast.brand)
    actions.cast_vote(statement(conversation), Choice.AGREE, actor=cast.lin, now=NOW)
    assert latest_number(cast.brand) == before


@pytest.mark.parametrize(
    ("who", "code"),
    [("mei", "staff-cannot-vote"), ("chen", "staff-cannot-vote"), ("stranger", "other-brand")],
)
def test_who_is_not_a_fan_of_this_brand_cannot_vote(
    cast: Cast, conversation: Conversation, who: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.cast_vote(statement(conversation), Choice.AGREE, actor=getattr(cast, who), now=NOW)
    assert refused.value.code == code
    assert not Vote.objects.exists()


def test_nobody_is_refused(conversation: Conversation) -> None:
    with pytest.raises(Refusal) as refused:
        actions.cast_vote(statement(conversation), Choice.AGREE, actor=None, now=NOW)
    assert refused.value.code == "not-member"


@pytest.mark.parametrize("how", ["window", "closed"])
def test_after_the_end_no_vote_counts(cast: Cast, conversation: Conversation, how: str) -> None:
    held, now = statement(conversation), NOW + timedelta(days=1)
    if how == "closed":
        actions.close(conversation, actor=cast.mei, now=NOW)
    else:
        now = conversation.closes_at
    with pytest.raises(Refusal) as refused:
        actions.cast_vote(held, Choice.AGREE, actor=cast.lin, now=now)
    assert refused.value.code == "conversation-closed"
    assert not Vote.objects.exists()
    assert not Participant.objects.exists()


def test_a_statement_that_was_kept_out_takes_no_vote(
    cast: Cast, conversation: Conversation
) -> None:
    actions.reject_statement(
        statement(conversation), Ruling.Reason.DUPLICATE, actor=cast.mei, now=NOW
    )
    with pytest.raises(Refusal) as refused:
        actions.cast_vote(statement(conversation), Choice.AGREE, actor=cast.lin, now=NOW)
    assert refused.value.code == "statement-not-accepted"


def test_a_vote_asks_the_database_little(
    cast: Cast,
    conversation: Conversation,
    sign_in: Callable[[Member], Client],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    """Eight rows by their keys: session, person, brand, member, conversation, statement, rule,
    voice. Then one transaction: its begin and end, the vote, and the day.
    """
    client = sign_in(cast.lin)
    address = f"/lumen/conversations/{conversation.number}/statements/1/vote"
    client.post(address, {"choice": "agree"})
    with django_assert_num_queries(12):
        client.post(address, {"choice": "disagree"})
    assert Vote.objects.get().choice == Choice.DISAGREE


def test_the_next_card_costs_four_more(
    cast: Cast,
    conversation: Conversation,
    sign_in: Callable[[Member], Client],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    """What is left, the map's priorities, the next statement and its words."""
    client = sign_in(cast.lin)
    address = f"/lumen/conversations/{conversation.number}/statements/1/vote"
    client.post(address, {"choice": "agree"})
    with django_assert_num_queries(16):
        client.post(address, {"choice": "disagree"}, headers={"hx-request": "true"})


def test_a_tally_under_ten_is_not_told(cast: Cast, conversation: Conversation) -> None:
    actions.cast_vote(statement(conversation), Choice.AGREE, actor=cast.lin, now=NOW)
    assert queries.tallies(conversation) == dict.fromkeys(range(1, len(SEEDS) + 1))


def test_a_tally_from_ten_on_is_exact(divided: Conversation) -> None:
    tally = queries.tallies(divided)[8]
    assert tally is not None
    assert (tally.agree, tally.disagree, tally.passed) == (40, 0, 0)
