"""L3: without evidence that most of them support it, nothing is recorded (I9)."""

import pytest

from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.actions import record_decision, reverse_decision, suspend
from folkmoot.decide.decisions.models import Decision
from folkmoot.decide.decisions.rules import State
from folkmoot.deliberate.conversations.models import Import
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.conftest import again, answered, asked, draft, intended, weighed

pytestmark = pytest.mark.usefixtures("topics")


def test_a_change_is_refused_and_then_made_with_a_majority(cast: Cast) -> None:
    conversation = asked(cast, "soul")
    source = conversation.subject
    advice = weighed(source)
    with refused("no-evidence"):
        record_decision("soul", draft(advice=advice), actor=cast.chen, now=NOW)
    with refused("no-majority"):
        said = draft(advice=advice, poll=f"{source}/1")
        record_decision("soul", said, actor=cast.chen, now=NOW)
    answered(conversation, agree=14, disagree=6, neither=4)
    decision = record_decision("soul", said, actor=cast.chen, now=NOW)
    assert (decision.consulted, decision.in_favour, decision.against) == (24, 14, 6)
    assert decision.poll_subject == Fact.objects.get(kind="decision.recorded").published["poll"]


@pytest.mark.parametrize(
    ("agree", "disagree", "neither"),
    [(10, 10, 5), (5, 9, 10), (9, 4, 6), (8, 0, 0)],
    ids=["tie", "against", "no quorum", "too few to show"],
)
def test_less_is_no_evidence(cast: Cast, agree: int, disagree: int, neither: int) -> None:
    conversation = asked(cast, "soul")
    answered(conversation, agree=agree, disagree=disagree, neither=neither)
    said = draft(advice=weighed(conversation.subject), poll=f"{conversation.subject}/1")
    with refused("no-majority"):
        record_decision("soul", said, actor=cast.chen, now=NOW)
    assert not Decision.objects.exists()


def test_only_a_closed_conversation_on_the_topic_at_l3_is_evidence(cast: Cast) -> None:
    own = asked(cast, "soul")
    elsewhere, still_open = asked(cast, "colour"), asked(cast, "soul", ended=False)
    for conversation in (elsewhere, still_open):
        answered(conversation, agree=30, disagree=0, name=conversation.subject.replace(":", "-"))
        said = draft(advice=weighed(own.subject), poll=f"{conversation.subject}/1")
        with refused("no-evidence"):
            record_decision("soul", said, actor=cast.chen, now=NOW)


def test_votes_that_were_brought_in_are_no_evidence(cast: Cast) -> None:
    """Nobody here can vouch for who cast them."""
    conversation = asked(cast, "soul")
    answered(conversation, agree=30, disagree=0)
    fact = Fact.objects.filter(subject=conversation.subject).first()
    assert fact is not None
    Import.objects.create(
        conversation=conversation,
        source="elsewhere",
        statements=1,
        voters=30,
        votes=30,
        source_digest="0" * 64,
        fact=fact,
    )
    said = draft(advice=weighed(conversation.subject), poll=f"{conversation.subject}/1")
    with refused("no-evidence"):
        record_decision("soul", said, actor=cast.chen, now=NOW)


def test_one_majority_carries_one_change(cast: Cast) -> None:
    conversation = asked(cast, "soul")
    answered(conversation, agree=30, disagree=2)
    said = draft(advice=weighed(conversation.subject), poll=f"{conversation.subject}/1")
    decision = record_decision("soul", said, actor=cast.chen, now=NOW)
    with refused("evidence-used"):
        record_decision("soul", said, actor=cast.chen, now=NOW)
    with refused("evidence-used"):
        reverse_decision(
            decision.matter,
            rule=1,
            reasons="a",
            told="b",
            cost=0,
            currency="CNY",
            poll=said.poll,
            actor=cast.chen,
            now=NOW,
        )


@pytest.mark.parametrize("poll", ["", "conversation:1", "conversation:1/99", "conversation:1/x"])
def test_what_is_no_statement_is_no_evidence(cast: Cast, poll: str) -> None:
    conversation = asked(cast, "soul")
    answered(conversation, agree=30, disagree=2)
    said = draft(advice=weighed(conversation.subject), poll=poll)
    with refused("no-majority" if poll.endswith("99") else "no-evidence"):
        record_decision("soul", said, actor=cast.chen, now=NOW)


def test_a_petition_at_l3_stops_an_intention_until_a_majority_is_shown(cast: Cast) -> None:
    matter = intended(cast, "soul")
    suspend(matter, cause="petition:1", now=NOW)
    assert rules.state(again(matter), NOW) is State.SUSPENDED
    conversation = asked(cast, "soul")
    answered(conversation, agree=30, disagree=2)
    said = draft(advice=weighed(conversation.subject), poll=f"{conversation.subject}/1")
    decision = record_decision(again(matter), said, actor=cast.chen, now=NOW)
    assert decision.contested
    assert rules.state(again(matter), NOW) is State.IN_FORCE
