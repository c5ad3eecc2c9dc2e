"""Maps are drawn from what is stored, whenever the job runs, and as often as it likes."""

from datetime import timedelta

import pytest

from folkmoot.deliberate.conversations import actions, jobs, queries
from folkmoot.deliberate.conversations.jobs import refresh_maps
from folkmoot.deliberate.conversations.models import Choice, Conversation, Map, Ruling, Vote
from folkmoot.deliberate.conversations.queries.ballots import packed, unpacked, votes_of
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd, two_camps, voted

pytestmark = pytest.mark.database

LATER = NOW + timedelta(seconds=100)


def vote(cast: Cast, conversation: Conversation, statement: int = 1, **when: float) -> None:
    held = queries.statement_by_number(cast.brand, conversation.number, statement)
    assert held is not None
    actions.cast_vote(held, Choice.AGREE, actor=cast.lin, now=NOW + timedelta(**when))


def test_a_map_and_its_fact_belong_together(divided: Conversation) -> None:
    assert refresh_maps(NOW) == 1
    drawn, fact = Map.objects.get(), Fact.objects.get(kind="map.published")
    assert drawn.fact == fact
    assert (drawn.votes, drawn.voters) == (320, 40)
    assert fact.published["input_digest"] == drawn.input_digest
    assert [group["size"] for group in drawn.result["groups"]] == [20, 20]


def test_running_again_changes_nothing(divided: Conversation) -> None:
    refresh_maps(NOW)
    for minutes in range(1, 5):
        assert refresh_maps(NOW + timedelta(minutes=minutes)) == 0
    assert Fact.objects.filter(kind="map.published").count() == 1


def test_new_votes_are_counted_after_a_minute(cast: Cast, divided: Conversation) -> None:
    refresh_maps(NOW)
    vote(cast, divided, seconds=5)
    latest = queries.latest_map(divided)
    assert queries.votes_since(latest, divided) == 1
    assert refresh_maps(NOW + timedelta(seconds=40)) == 0
    assert refresh_maps(LATER) == 1
    latest = queries.latest_map(divided)
    assert latest is not None
    assert (latest.votes, queries.votes_since(latest, divided)) == (321, 0)


def test_a_vote_written_while_the_map_was_drawn_is_not_forgotten(
    cast: Cast, divided: Conversation
) -> None:
    """It took its time before the map, and was there only after."""
    refresh_maps(NOW)
    vote(cast, divided, seconds=-1)
    assert refresh_maps(LATER) == 1
    assert Map.objects.latest("pk").votes == 321


def test_groups_keep_their_names(cast: Cast, divided: Conversation) -> None:
    refresh_maps(NOW)
    first = Map.objects.latest("pk")
    people = dict(zip(first.people["participants"], first.people["group_of"], strict=True))
    vote(cast, divided, seconds=5)
    refresh_maps(LATER)
    second = Map.objects.latest("pk").people
    again = dict(zip(second["participants"], second["group_of"], strict=True))
    assert {who: again[who] for who in people} == people
    first.refresh_from_db()
    assert (first.people is None, first.ballots) == (False, None)
    vote(cast, divided, statement=2, seconds=101)
    refresh_maps(LATER + timedelta(minutes=5))
    first.refresh_from_db()
    assert (Map.objects.count(), first.people) == (3, None)


def test_the_last_map_does_not_wait(cast: Cast, divided: Conversation) -> None:
    refresh_maps(NOW)
    vote(cast, divided, seconds=5)
    actions.close(divided, actor=cast.mei, now=NOW + timedelta(seconds=6))
    assert refresh_maps(NOW + timedelta(seconds=7)) == 1


def test_a_statement_kept_out_later_leaves_the_map(cast: Cast, divided: Conversation) -> None:
    refresh_maps(NOW)
    held = queries.statement_by_number(cast.brand, divided.number, 8)
    assert held is not None
    at = NOW + timedelta(seconds=5)
    actions.reject_statement(held, Ruling.Reason.SEVERAL, actor=cast.mei, now=at)
    assert refresh_maps(LATER) == 1
    assert Map.objects.latest("pk").result["statements"] == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize(("people", "missing"), [(0, 10), (3, 7), (9, 1)])
def test_under_ten_voices_there_is_no_map(
    cast: Cast, conversation: Conversation, people: int, missing: int
) -> None:
    voted(conversation, crowd(cast.brand, people), two_camps)
    voted(conversation, crowd(cast.brand, 20, "shy"), lambda _, s: 1 if s < 3 else None)
    assert refresh_maps(NOW) == 0
    assert not Map.objects.exists()
    assert queries.voices_missing(conversation) == missing
    assert Vote.objects.count() == people * 8 + 60


def test_a_statement_of_nine_answers_stays_out(cast: Cast, conversation: Conversation) -> None:
    voted(
        conversation,
        crowd(cast.brand, 30),
        lambda i, s: two_camps(i, s) if s or i < 9 else None,
    )
    refresh_maps(NOW)
    assert "1" not in Map.objects.get().result["statements"]


def test_one_that_fails_does_not_stop_the_others(
    cast: Cast, divided: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(jobs, "opinion_map", fail)
    assert refresh_maps(NOW) == 0
    monkeypatch.undo()
    assert refresh_maps(NOW) == 1


def test_of_two_workers_one_publishes(
    divided: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = jobs.opinion_map

    def meanwhile(*args: object, **kwargs: object) -> object:
        monkeypatch.undo()
        assert refresh_maps(NOW) == 1
        return drawn(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "opinion_map", meanwhile)
    assert refresh_maps(NOW) == 0
    assert Fact.objects.filter(kind="map.published").count() == 1


def test_ballots_come_back_as_they_were(divided: Conversation) -> None:
    votes = votes_of(divided)
    assert unpacked(packed(votes)).digest() == votes.digest()
