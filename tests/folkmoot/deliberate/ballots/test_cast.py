"""Casting a paper, and replacing it."""

from datetime import timedelta

import pytest
from django.apps import apps

from civics.ballots import hash_of
from folkmoot.deliberate.ballots import actions, queries, rules
from folkmoot.deliberate.ballots.models import Ballot, Box, Mark, Paper
from folkmoot.foundation.people.actions import leave
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.ballots.conftest import CLOSES, Open, close, vote


def choices(ballot: Ballot) -> list[list[str]]:
    return sorted(list(slip.choice) for slip in queries.contents_of(ballot).slips)


def test_a_vote_is_a_mark_and_a_paper_in_the_box(ballot: Ballot, cast: Cast) -> None:
    held = vote(ballot, cast.lin, ["blue"])
    assert Mark.objects.filter(ballot=ballot).count() == 1
    assert [slip.tracker for slip in queries.contents_of(ballot).slips] == [held.tracker]
    assert choices(ballot) == [["blue"]]
    voter = queries.voter_of(ballot, cast.lin)
    assert voter is not None
    assert queries.has_voted(voter)


def test_nothing_else_is_written(ballot: Ballot, cast: Cast) -> None:
    """No fact, no day of activity, no notice: one mark, and the box sealed anew."""

    def rows() -> dict[str, int]:
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    before, sealed = rows(), bytes(Box.objects.get().sealed)
    vote(ballot, cast.lin)
    assert {label: n for label, n in rows().items() if n != before[label]} == {"ballots.Mark": 1}
    assert bytes(Box.objects.get().sealed) != sealed


def test_a_second_vote_needs_tracker_and_key(ballot: Ballot, cast: Cast) -> None:
    held = vote(ballot, cast.lin, ["blue"])
    with refused("voted-already"):
        vote(ballot, cast.lin, ["red"])
    again = vote(ballot, cast.lin, ["red"], again=held)
    assert choices(ballot) == [["red"]]
    assert again.tracker != held.tracker
    with refused("no-such-paper"):
        vote(ballot, cast.lin, ["green"], again=held)


def test_a_key_opens_its_own_paper_only(ballot: Ballot, cast: Cast) -> None:
    held, other = vote(ballot, cast.lin), vote(ballot, cast.zhou)
    mixed = type(held)(held.tracker, other.key, "")
    with refused("no-such-paper"):
        vote(ballot, cast.lin, ["blue"], again=mixed)


def test_a_receipt_is_no_second_vote_for_somebody_else(ballot: Ballot, cast: Cast) -> None:
    held = vote(ballot, cast.lin)
    with refused("not-voted"):
        vote(ballot, cast.zhou, ["blue"], again=held)
    assert choices(ballot) == [["red"]]


def test_only_who_is_on_the_list_votes(ballot: Ballot, cast: Cast) -> None:
    for nobody in (cast.mei, cast.stranger):
        assert not queries.may_vote(ballot, nobody)
        with refused("not-on-the-list"):
            vote(ballot, nobody)
    assert queries.may_vote(ballot, cast.lin)
    leave(actor=cast.lin, now=NOW)
    left = Member.objects.get(pk=cast.lin.pk)
    assert not queries.may_vote(ballot, left)
    with refused("not-member"):
        vote(ballot, left)


def test_a_closed_ballot_takes_no_paper(ballot: Ballot, cast: Cast) -> None:
    vote(ballot, cast.lin, now=CLOSES - timedelta(seconds=1))
    with refused("ballot-closed"):
        vote(ballot, cast.zhou, now=CLOSES)
    close(ballot)
    with refused("ballot-closed"):
        vote(ballot, cast.zhou, now=NOW)
    assert Paper.objects.count() == 1


@pytest.mark.parametrize("choice", [[], ["red", "blue"], ["mauve"], ["red", "red"]])
def test_a_paper_is_filled_in_as_it_asks(choice: list[str], ballot: Ballot, cast: Cast) -> None:
    with refused("choice"):
        vote(ballot, cast.lin, choice)


def test_approvals_and_orders(open_ballot: Open, cast: Cast) -> None:
    several = open_ballot(about="a", method="approval")
    vote(several, cast.lin, ["green", "red"])
    vote(several, cast.zhou, [])
    assert choices(several) == [[], ["red", "green"]]
    order = open_ballot(about="b", method="ranking", rule="schulze")
    vote(order, cast.lin, ["green", "red"])
    assert choices(order) == [["green", "red"]]


def test_the_servers_number_belongs_to_the_hash_of_the_voters(ballot: Ballot, cast: Cast) -> None:
    nonce, other = bytes(16), bytes([1] * 16)
    told = {"nonce": nonce.hex(), "lock": "0" * 64, "choice": ["red"], "now": NOW}
    foreign = rules.salt_for(ballot, hash_of(other)).hex()
    with refused("salt"):
        actions.cast(ballot, actor=cast.lin, salt=foreign, **told)
    for unread in ("00", "0" * 31 + "g", "A" * 32):
        with refused("number"):
            actions.cast(ballot, actor=cast.lin, salt=unread, **told)
    own = rules.salt_for(ballot, hash_of(nonce)).hex()
    actions.cast(ballot, actor=cast.lin, salt=own, **told)
    with refused("numbers-used"):
        actions.cast(ballot, actor=cast.zhou, salt=own, **told)


def test_a_box_that_was_changed_is_not_opened(ballot: Ballot, cast: Cast) -> None:
    vote(ballot, cast.lin)
    sealed = bytearray(Box.objects.get().sealed)
    sealed[20] ^= 1
    Box.objects.update(sealed=bytes(sealed))
    with refused("box-broken"):
        vote(ballot, cast.zhou)
