"""Opening a ballot: what is fixed, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest

from civics.ballots import lines_root
from folkmoot.deliberate.ballots import jobs, queries
from folkmoot.deliberate.ballots.models import Ballot, Voter
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import READERS, catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.ballots.conftest import CHOICES, CLOSES, Open, close, fresh, vote


def test_the_record_fixes_everything(ballot: Ballot, jury: list[Member], cast: Cast) -> None:
    fact = Fact.objects.get(kind="ballot.opened")
    told = fact.published
    assert (told["about"], told["method"], told["eligible"]) == ("contests:poster", "one", 12)
    assert told["choices"] == ["red", "blue", "green"]
    tokens = Voter.objects.values_list("token", flat=True)
    assert told["eligible_root"] == lines_root(tokens)
    assert told["title"] == "社群运营"
    words = dict(fact.passages.values_list("field", "text"))
    assert words == {"owner": "Mei", "question": "哪张海报印出来?", "names": "红\n蓝\n绿"}
    assert not [each for each in jury if each.pseudonym in str(told)]


def test_tokens_say_nothing_of_members(ballot: Ballot, jury: list[Member]) -> None:
    """They are random, and lie in their own order, not in that of the members."""
    listed = list(Voter.objects.order_by("pk").values_list("token", flat=True))
    assert listed == sorted(listed)
    assert {each.member for each in Voter.objects.all()} == set(jury)


def test_after_an_erasure_the_keys_stand_for_themselves(ballot: Ballot) -> None:
    assert fresh(ballot).choices == CHOICES
    ballot.names.text = None
    assert ballot.choices == [(key, key) for key, _name in CHOICES]


@pytest.mark.parametrize(
    ("code", "terms"),
    [
        ("definition", {"choices": CHOICES[:1]}),
        ("definition", {"rule": "schulze"}),
        ("definition", {"method": "ranking"}),
        ("definition", {"method": "lot"}),
        ("definition", {"seats": 2}),
        ("text-out-of-range", {"question": " "}),
        ("text-out-of-range", {"choices": [("red", ""), ("blue", "蓝")]}),
        ("text-out-of-range", {"about": "x" * 81}),
        ("keys-too-long", {"choices": [(f"{n:040}", "x") for n in range(100)]}),
        ("closing-time", {"closes": NOW}),
        ("closing-time", {"closes": NOW + timedelta(days=91)}),
    ],
)
def test_what_cannot_be_a_ballot(code: str, terms: dict[str, Any], open_ballot: Open) -> None:
    with refused(code):
        open_ballot(**terms)
    assert not Ballot.objects.exists()


def test_who_opens_and_who_may_vote(open_ballot: Open, cast: Cast) -> None:
    with refused("not-staff"):
        open_ballot(actor=cast.lin)
    with refused("other-brand"):
        open_ballot(actor=cast.rival)
    with refused("voters-out-of-range"):
        open_ballot(voters=[cast.lin, cast.zhou, cast.lin])
    with refused("voter-elsewhere"):
        open_ballot(voters=[cast.lin, cast.zhou, cast.stranger])


def test_one_ballot_on_a_subject_at_a_time(ballot: Ballot, open_ballot: Open, cast: Cast) -> None:
    with refused("ballot-open"):
        open_ballot()
    assert queries.ballot_about(cast.brand, "contests:poster") == ballot
    close(ballot)
    again = open_ballot(now=CLOSES, closes=CLOSES + timedelta(days=1))
    assert queries.ballot_about(cast.brand, "contests:poster") == again
    assert queries.ballot_about(cast.other_brand, "contests:poster") is None


def test_whoever_may_vote_is_told_at_the_opening_and_at_the_count(
    ballot: Ballot, jury: list[Member], cast: Cast
) -> None:
    assert jobs.tell_voters in READERS.values()
    catch_up()
    assert {notice.member for notice in Notice.objects.all()} == set(jury)
    assert queries.waiting(cast.lin, NOW) == [ballot]
    assert queries.waiting(cast.lin, CLOSES) == []
    assert queries.waiting(cast.mei, NOW) == []
    vote(ballot, cast.zhou)
    assert queries.waiting(cast.zhou, NOW) == []
    assert queries.waiting(cast.lin, NOW) == [ballot]
    close(ballot)
    catch_up()
    assert Notice.objects.filter(member=cast.lin).count() == 2
    assert jobs.count(CLOSES) == 0
