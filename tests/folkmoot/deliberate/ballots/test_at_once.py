"""One voter in several windows, and a vote in the moment of the count."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from folkmoot.deliberate.ballots import actions, queries
from folkmoot.deliberate.ballots.models import Ballot, Closing, Mark, Paper
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import Cast
from tests.folkmoot.deliberate.ballots.conftest import CLOSES, fresh, vote
from tests.folkmoot.deliberate.test_cast_vote_at_once import at_once


def voting(ballot: Ballot, member: Member, seed: int) -> Callable[[], object]:
    def act() -> object:
        own = Member.objects.get(pk=member.pk)
        vote(fresh(ballot), own, chance=Random(seed))
        return "taken"

    return act


@pytest.mark.usefixtures("parallel")
def test_one_voter_many_times_at_once_is_one_paper(cast: Cast, ballot: Ballot) -> None:
    ended = at_once([voting(ballot, cast.lin, seed) for seed in range(1000, 1008)])
    assert sorted(map(str, ended)) == ["taken", *["voted-already"] * 7]
    assert Mark.objects.count() == len(slips_of(ballot)) == 1


@pytest.mark.usefixtures("parallel")
def test_everybody_at_once_is_a_paper_each(cast: Cast, ballot: Ballot, jury: list[Member]) -> None:
    ended = at_once([voting(ballot, each, each.pk) for each in jury])
    assert ended == ["taken"] * len(jury)
    assert Mark.objects.count() == len(slips_of(ballot)) == len(jury)


@pytest.mark.usefixtures("parallel")
def test_a_paper_replaced_twice_at_once_is_replaced_once(cast: Cast, ballot: Ballot) -> None:
    held = vote(ballot, cast.lin)

    def replacing(seed: int) -> Callable[[], object]:
        def act() -> object:
            own = Member.objects.get(pk=cast.lin.pk)
            chance = Random(seed)
            vote(fresh(ballot), own, ["blue"], again=held, chance=chance)
            return "taken"

        return act

    ended = at_once([replacing(seed) for seed in range(1000, 1006)])
    assert sorted(map(str, ended)) == [*["no-such-paper"] * 5, "taken"]
    assert Mark.objects.count() == len(slips_of(ballot)) == 1


@pytest.mark.usefixtures("parallel")
def test_votes_meet_the_count(cast: Cast, ballot: Ballot, jury: list[Member]) -> None:
    """Whichever comes first: what was taken is counted, and nothing is counted twice."""

    def late(member: Member) -> Callable[[], object]:
        def act() -> object:
            own, last = Member.objects.get(pk=member.pk), CLOSES - timedelta(seconds=1)
            vote(fresh(ballot), own, now=last)
            return "taken"

        return act

    def counting() -> object:
        actions.close(fresh(ballot), actor=None, now=CLOSES)
        return "closed"

    ended = at_once([*map(late, jury), counting, counting, counting])
    assert ended.count("closed") == 1
    assert ended.count("counted") == 2
    assert Closing.objects.get().papers == Paper.objects.count() == ended.count("taken")


def slips_of(ballot: Ballot) -> list[object]:
    return list(queries.contents_of(ballot).slips)
