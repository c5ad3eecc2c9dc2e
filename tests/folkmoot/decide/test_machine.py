"""Whatever happens in whatever order: I8, I9, once for each matter, and one state at a time."""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from folkmoot.decide.decisions import actions as deciding
from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.models import Decision, Matter, Outcome, Reversal, Suspension
from folkmoot.decide.decisions.rules import COOL_OFF, State
from folkmoot.decide.petitions import actions as petitioning
from folkmoot.decide.petitions import queries as petitions
from folkmoot.decide.petitions.models import Establishment, Petition, Signature
from folkmoot.decide.petitions.rules import State as Progress
from folkmoot.decide.petitions.rules import state as progress
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.conftest import (
    active,
    admitted,
    again,
    answered,
    asked,
    decided,
    draft,
    intended,
    started,
    weighed,
)
from tests.folkmoot.machines import Machine, walk

HOURS = st.sampled_from([1, 20, 80, 200])


class Petitioned(Machine):
    """A matter at L1, L2 or L3, a petition on it, and everybody who can do something."""

    board: Member
    people: list[Member]
    matter: Matter
    petition: Petition

    @initialize(topic=st.sampled_from(["colour", "repair", "soul"]), first=st.booleans())
    def begin(self, topic: str, first: bool) -> None:
        self.topic, self.polled = topic, 0
        self.conversation = asked(self.cast, topic)
        if first and topic != "soul":
            self.matter = decided(self.cast, topic, advice=weighed(self.conversation.subject))
        else:
            self.matter = intended(self.cast, topic)
        self.petition = started(self.cast, self.matter)

    @rule(hours=HOURS)
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        petitioning.close_ended(now=self.now)

    @rule()
    def five_second(self) -> None:
        for member in self.people[:5]:
            self.attempt(petitioning.second, self.petition, actor=member)

    @rule(admits=st.booleans())
    def mei_checks(self, admits: bool) -> None:
        if admits:
            self.attempt(petitioning.admit, self.petition, actor=self.cast.mei)
        else:
            self.attempt(petitioning.reject, self.petition, "price", "价格", actor=self.cast.mei)

    @rule(first=st.integers(0, 25), size=st.integers(1, 8))
    def some_sign(self, first: int, size: int) -> None:
        for member in self.people[first : first + size]:
            self.attempt(petitioning.sign, self.petition, actor=member)

    @rule(who=st.integers(0, 29))
    def one_withdraws(self, who: int) -> None:
        self.attempt(petitioning.withdraw, self.petition, actor=self.people[who])

    @rule(by=st.sampled_from(["board", "chen", "mei", "lin"]), changes=st.booleans())
    def somebody_looks_again(self, by: str, changes: bool) -> None:
        actor = self.board if by == "board" else getattr(self.cast, by)
        if changes:
            self.attempt(deciding.change_decision, self.matter, "别的", "理由", actor=actor)
        else:
            self.attempt(deciding.uphold_decision, self.matter, "理由", actor=actor)

    @rule(by=st.sampled_from(["board", "chen"]))
    def an_override_is_announced(self, by: str) -> None:
        actor = self.board if by == "board" else self.cast.chen
        self.attempt(deciding.announce_override, self.matter, "理由", actor=actor)

    @rule(by=st.sampled_from(["board", "chen"]))
    def an_override_is_done(self, by: str) -> None:
        actor = self.board if by == "board" else self.cast.chen
        self.attempt(deciding.carry_out_override, self.matter, actor=actor)

    @rule(agree=st.integers(0, 12), disagree=st.integers(0, 12))
    @precondition(lambda self: self.topic == "soul" and self.polled < 3)
    def people_are_asked(self, agree: int, disagree: int) -> None:
        self.polled += 1
        answered(self.conversation, agree=agree, disagree=disagree, name=f"v{self.polled}-")

    @rule()
    def chen_decides(self) -> None:
        poll = f"{self.conversation.subject}/1" if self.topic == "soul" else ""
        said = draft(
            advice=weighed(self.conversation.subject),
            poll=poll,
            effective=rules.today(self.now),
        )
        self.attempt(deciding.record_decision, again(self.matter), said, actor=self.cast.chen)

    @rule()
    def chen_reverses(self) -> None:
        self.attempt(
            deciding.reverse_decision,
            self.matter,
            rule=1,
            reasons="a",
            told="b",
            cost=1,
            currency="CNY",
            actor=self.cast.chen,
        )

    @rule()
    def the_brand_replies(self) -> None:
        self.attempt(petitioning.reply, self.petition, "答复", actor=self.cast.chen)

    @invariant()
    def a_person_signed_whatever_holds(self) -> None:
        """I8: no fact that says what holds was made by a count."""
        for row in (*Decision.objects.all(), *Outcome.objects.all(), *Reversal.objects.all()):
            assert row.fact.actor_id == row.by_id

    @invariant()
    def below_l2_nothing_was_stopped(self) -> None:
        if self.topic == "colour":
            assert not Suspension.objects.exists()

    @invariant()
    def at_l3_both_keys(self) -> None:
        """I9, on every row that there is."""
        for row in (*Decision.objects.filter(rung=3), *Reversal.objects.filter(rung=3)):
            assert row.poll is not None
            assert row.consulted is not None
            assert row.in_favour is not None
            assert row.quorum is not None
            assert row.consulted >= row.quorum == 20
            assert 2 * row.in_favour > row.in_favour + (row.against or 0)

    @invariant()
    def thresholds_are_reached_once_and_stop_once(self) -> None:
        reached = Fact.objects.filter(kind="petition.established")
        stopped = Fact.objects.filter(kind="decision.suspended")
        assert reached.count() == Establishment.objects.count() <= 1
        assert stopped.count() == Suspension.objects.count() <= 1
        assert stopped.count() <= reached.count()

    @invariant()
    def every_signature_is_one_persons(self) -> None:
        standing = Signature.objects.filter(withdrawn_at=None)
        assert standing.count() == standing.values("member").distinct().count()

    @invariant()
    def nobody_overrides_early(self) -> None:
        for suspension in Suspension.objects.all():
            override = getattr(suspension, "override", None)
            if override and override.done_at:
                assert override.done_at >= override.at + COOL_OFF

    @invariant()
    def the_states_agree_with_the_rows(self) -> None:
        found = again(self.matter)
        standing = rules.state(found, self.now)
        assert (standing is State.REVERSED) == Reversal.objects.exists()
        if standing is State.INTENDED:
            assert not Decision.objects.exists()
        shown = progress(petitions.fresh(self.petition), self.now)
        if shown in (Progress.ESTABLISHED, Progress.ANSWERED):
            assert Establishment.objects.exists()
        assert decisions.chain_of(found, self.now).headline


@pytest.mark.usefixtures("topics")
def test_whatever_happens_in_whatever_order(cast: Cast, board: Member) -> None:
    people = active(cast.brand, {"core": 10, "active": 10, "ordinary": 10})
    walk(Petitioned, 6, 12, cast=cast, board=board, people=people)


@pytest.mark.usefixtures("topics")
def test_the_machine_gets_somewhere(cast: Cast, board: Member) -> None:
    """The steps of the machine in an order that reaches a review: it is no machine of refusals."""
    matter = decided(cast)
    petition = admitted(cast, matter)
    petitioning.sign(petition, actor=cast.zhou, now=NOW)
    deciding.uphold_decision(again(matter), "理由", actor=board, now=NOW)
    assert Outcome.objects.exists()
