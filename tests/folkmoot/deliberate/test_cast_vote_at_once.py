"""Many votes in the same moment: each person counts once, and none is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from folkmoot.deliberate.conversations import actions, queries
from folkmoot.deliberate.conversations.models import Choice, Conversation, Participant, Vote
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd

THREADS = 50


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    def act(one: Callable[[], object]) -> object:
        try:
            return one()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(act, acts))


def voting(conversation: Conversation, member: Member, choice: Choice) -> Callable[[], object]:
    def vote() -> object:
        statement = queries.statement_by_number(conversation.brand, conversation.number, 1)
        assert statement is not None
        return actions.cast_vote(statement, choice, actor=member, now=NOW)

    return vote


@pytest.mark.usefixtures("parallel")
def test_fifty_times_the_same_vote_is_one_vote(cast: Cast, conversation: Conversation) -> None:
    at_once([voting(conversation, cast.lin, Choice.AGREE)] * THREADS)
    assert Participant.objects.count() == 1
    assert Vote.objects.get().choice == Choice.AGREE


@pytest.mark.usefixtures("parallel")
def test_votes_of_many_are_counted_exactly(cast: Cast, conversation: Conversation) -> None:
    people = crowd(cast.brand, THREADS)
    acts = [voting(conversation, each, Choice(i % 3 - 1)) for i, each in enumerate(people)]
    at_once(acts + acts[:10])
    tally = queries.tallies(conversation)[1]
    assert tally is not None
    assert (tally.disagree, tally.passed, tally.agree) == (17, 17, 16)


@pytest.mark.usefixtures("parallel")
def test_a_closing_counts_every_vote_that_got_in(cast: Cast, conversation: Conversation) -> None:
    """Votes race with the closing: what the record says is what is stored."""
    people = crowd(cast.brand, THREADS - 1)
    acts = [voting(conversation, each, Choice.AGREE) for each in people]
    acts.insert(20, lambda: actions.close(conversation, actor=cast.mei, now=NOW))
    ended = at_once(acts)
    stored = Vote.objects.count()
    assert Fact.objects.get(kind="conversation.closed").published["votes"] == stored
    assert stored + ended.count("conversation-closed") == len(people)


@pytest.mark.usefixtures("parallel")
def test_statements_made_at_once_get_numbers_of_their_own(
    cast: Cast, conversation: Conversation
) -> None:
    people = crowd(cast.brand, 20)
    at_once(
        [
            lambda member=member: actions.make_statement(  # type: ignore[misc]
                conversation, f"{member.pk} 号的话", actor=member, now=NOW
            )
            for member in people
        ]
    )
    numbers = conversation.statements.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 29))
