"""Counting: two boxes, one root, and what is shown of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from folkmoot.deliberate.ballots import actions, queries
from folkmoot.deliberate.ballots.models import Ballot, Closing, Mark, Paper, Voter
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.ballots.conftest import CLOSES, Open, close, fresh, vote

pytestmark = pytest.mark.database


def test_the_count_is_in_the_record(ballot: Ballot, jury: list[Member], cast: Cast) -> None:
    held = [vote(ballot, each, ["red" if n % 3 else "blue"]) for n, each in enumerate(jury)]
    vote(ballot, jury[1], ["green"], again=held[1])
    closed = close(ballot)
    told = Fact.objects.get(kind="ballot.closed").published
    assert (told["voted"], told["papers"], told["replaced"]) == (12, 12, 1)
    assert told["counts"] == {"red": 7, "blue": 4, "green": 1}
    assert told["root"] == closed.closing.root == queries.tally_of(closed).root
    assert sorted(queries.papers_of(closed)) == [["blue"]] * 4 + [["green"]] + [["red"]] * 7


def test_nothing_is_counted_before_its_time(ballot: Ballot, cast: Cast) -> None:
    vote(ballot, cast.lin)
    for actor in (None, cast.mei, cast.chen):
        with refused("still-open"):
            actions.close(ballot, actor=actor, now=CLOSES - timedelta(seconds=1))
    for ask in (queries.papers_of, queries.tally_of):
        with refused("not-counted"):
            ask(fresh(ballot))
    with refused("not-counted"):
        queries.standing_of(fresh(ballot), "0" * 20)


def test_whoever_counts_has_the_papers_in_hand(ballot: Ballot, jury: list[Member]) -> None:
    held = fresh(ballot)
    vote(held, jury[0], ["blue"])
    actions.close(held, actor=None, now=CLOSES)
    assert queries.papers_of(held) == [["blue"]]


def test_the_clock_counts_once(ballot: Ballot, cast: Cast) -> None:
    vote(ballot, cast.lin)
    assert actions.close_due(now=CLOSES - timedelta(seconds=1)) == 0
    assert [actions.close_due(now=CLOSES) for _again in range(2)] == [1, 0]
    with refused("counted"):
        actions.close(fresh(ballot), actor=cast.mei, now=CLOSES)


def test_only_the_brands_people_count(ballot: Ballot, cast: Cast) -> None:
    with refused("not-staff"):
        actions.close(ballot, actor=cast.lin, now=CLOSES)
    with refused("other-brand"):
        actions.close(ballot, actor=cast.rival, now=CLOSES)


def test_boxes_that_differ_are_not_counted(
    ballot: Ballot, jury: list[Member], caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody marks a voter who never came; the database lets them, the count does not."""
    vote(ballot, jury[0])
    token = Voter.objects.get(ballot=ballot, member=jury[1]).token
    Mark.objects.create(ballot=ballot, token=token)
    with refused("boxes-differ"):
        actions.close(ballot, actor=None, now=CLOSES)
    assert actions.close_due(now=CLOSES) == 0
    assert "was not counted" in caplog.text
    assert not Closing.objects.exists()
    assert not Fact.objects.filter(kind="ballot.closed").exists()


def test_two_voters_get_no_totals(ballot: Ballot, jury: list[Member]) -> None:
    for each in jury[:2]:
        vote(ballot, each, ["blue"])
    closing = close(ballot).closing
    assert (closing.papers, closing.counts, closing.elected) == (2, {}, [])
    assert Fact.objects.get(kind="ballot.closed").published["counts"] == {}


def test_a_rule_elects(open_ballot: Open, jury: list[Member]) -> None:
    ballot = open_ballot(method="ranking", rule="schulze")
    orders = [["red", "blue"]] * 4 + [["green", "blue"]] * 3 + [["blue", "red"]] * 2
    for each, order in zip(jury, orders, strict=False):
        vote(ballot, each, order)
    closing = close(ballot).closing
    assert closing.counts == {"red": 4, "blue": 2, "green": 3}
    assert closing.elected == ["blue"]


def test_a_hundred_choices_fit_into_the_record(open_ballot: Open, jury: list[Member]) -> None:
    many = [(f"entry-number-{n}"[:15], f"{n}") for n in range(100)]
    ballot = open_ballot(method="approval", rule="approval", seats=100, choices=many)
    for each in jury:
        vote(ballot, each, [key for key, _name in many])
    assert len(close(ballot).closing.elected) == 100


def tampering(ballot: Ballot) -> dict[str, object]:
    papers, marks = Paper.objects.filter(ballot=ballot), Mark.objects.filter(ballot=ballot)
    voters, other = Voter.objects.filter(ballot=ballot), Ballot.objects.filter(pk=ballot.pk)
    return {
        "question": lambda: other.update(method="approval"),
        "time": lambda: other.update(closes_at=CLOSES + timedelta(days=1)),
        "ballot": lambda: other.delete(),
        "list": lambda: voters.update(token="0" * 20),
        "voter": lambda: Voter.objects.create(
            ballot=ballot, member=Member.objects.get(person__name="Mei"), token="1" * 20
        ),
        "box": lambda: type(ballot.box).objects.update(sealed=b""),
        "mark": lambda: Mark.objects.create(
            ballot=ballot, token=voters.exclude(token__in=marks.values("token"))[0].token
        ),
        "unmark": lambda: marks.delete(),
        "paper": lambda: Paper.objects.create(ballot=ballot, tracker="2" * 20, choice=["red"]),
        "change": lambda: papers.update(choice=["green"]),
        "burn": lambda: papers.delete(),
        "count": lambda: Closing.objects.update(counts={"red": 9}),
        "uncount": lambda: Closing.objects.all().delete(),
    }


@pytest.mark.parametrize(
    "what",
    [
        *("question", "time", "ballot", "list", "voter", "box", "mark", "unmark"),
        *("paper", "change", "burn", "count", "uncount"),
    ],
)
def test_after_the_close_the_database_refuses(
    what: str, ballot: Ballot, jury: list[Member]
) -> None:
    for each in jury[:10]:
        vote(ballot, each)
    closed = close(ballot)
    with pytest.raises(DatabaseError), transaction.atomic():
        tampering(closed)[what]()  # type: ignore[operator]


def test_the_database_takes_no_mark_of_a_stranger_and_no_early_count(
    ballot: Ballot, cast: Cast
) -> None:
    vote(ballot, cast.lin)
    with pytest.raises(DatabaseError), transaction.atomic():
        Mark.objects.create(ballot=ballot, token="3" * 20)
    fact = Fact.objects.latest("pk")
    row = {"ballot": ballot, "root": "", "counts": {}, "elected": [], "replaced": [], "fact": fact}
    for at, voted, papers in ((NOW, 1, 0), (CLOSES, 1, 0), (CLOSES, 0, 0), (CLOSES, 1, 1)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Closing.objects.create(**row, at=at, voted=voted, papers=papers)
