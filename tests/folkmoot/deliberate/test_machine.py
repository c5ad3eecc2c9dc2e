"""Whatever is asked, voted and answered in whatever order: I7 and I15 hold for conversations."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.jobs import refresh_map
from folkmoot.deliberate.conversations.models import Choice, Conversation, Vote
from folkmoot.deliberate.conversations.queries.open_data import open_data_of
from folkmoot.deliberate.conversations.rules import ANSWER_CLOCK
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.clocks.rules import State, state
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import SEEDS, crowd

pytestmark = pytest.mark.database

FEW = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
CAST: Cast
PEOPLE: list[Member]
TOPIC: str


class Asked(RuleBasedStateMachine):
    """Mei asks, fans and staff vote, Chen answers or does not, and time passes."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        self.now = NOW
        self.held: list[Conversation] = []
        self.cast: dict[tuple[int, int, int], Choice] = {}
        self.answered: set[int] = set()
        self.somebody_asks(who="mei", known=True)

    def attempt(self, act: Any, *arguments: Any, **more: Any) -> bool:
        before = Fact.objects.count()
        try:
            with transaction.atomic():
                act(*arguments, **more, now=self.now)
        except Refusal:
            assert Fact.objects.count() == before
            return False
        return True

    @rule(hours=st.sampled_from([1, 30, 400]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=st.sampled_from(["mei", "lin", "rival"]), known=st.booleans())
    def somebody_asks(self, who: str, known: bool) -> None:
        count = Conversation.objects.count()
        done = self.attempt(
            actions.open_conversation,
            topic=TOPIC if known else "no-such-topic",
            question="先改什么?",
            seeds=SEEDS,
            closes_at=self.now + timedelta(days=10),
            actor=getattr(CAST, who),
        )
        assert done == (who == "mei" and known)
        assert Conversation.objects.count() == count + done
        if done:
            self.held.append(Conversation.objects.latest("pk"))

    @rule(place=st.integers(0, 40), which=st.integers(0, 3), choice=st.sampled_from(Choice))
    def somebody_votes(self, place: int, which: int, choice: Choice) -> None:
        conversation = self.held[which % len(self.held)]
        statement = conversation.statements.order_by("number")[place % len(SEEDS)]
        fan = PEOPLE[place % len(PEOPLE)]
        if self.attempt(actions.cast_vote, statement, choice, actor=fan):
            self.cast[conversation.pk, fan.pk, statement.pk] = choice
        for staff in (CAST.mei, CAST.chen):  # whoever works for the brand has no voice here
            assert not self.attempt(actions.cast_vote, statement, choice, actor=staff)

    @rule(which=st.integers(0, 3), size=st.sampled_from([8, 12]))
    def many_vote(self, which: int, size: int) -> None:
        """On every statement: from ten people on there is a map."""
        conversation = self.held[which % len(self.held)]
        for place, fan in enumerate(PEOPLE[:size]):
            for statement in conversation.statements.order_by("number"):
                choice = Choice.AGREE if (place + statement.number) % 3 else Choice.DISAGREE
                if self.attempt(actions.cast_vote, statement, choice, actor=fan):
                    self.cast[conversation.pk, fan.pk, statement.pk] = choice

    @rule(which=st.integers(0, 3), who=st.sampled_from(["chen", "lin"]))
    def somebody_answers(self, which: int, who: str) -> None:
        conversation = self.held[which % len(self.held)]
        done = self.attempt(
            actions.publish_answer, conversation, "我们这样改。", actor=getattr(CAST, who)
        )
        assert done == (who == "chen")
        if done:
            self.answered.add(conversation.pk)

    @invariant()
    def nothing_is_asked_without_somebody_who_owes_an_answer(self) -> None:
        """I7: a rule in force, a decider, a day; and unanswered past it is overdue for all."""
        for conversation in getattr(self, "held", ()):
            clock = clock_of(CAST.brand, ANSWER_CLOCK, conversation.subject)
            assert clock is not None
            assert conversation.rule.decider
            if conversation.pk in self.answered:
                assert clock.met_at is not None
            else:
                late = self.now > clock.due_at
                assert (state(clock, self.now) is State.OVERDUE) == late

    @invariant()
    def one_person_has_one_voice_whatever_they_spend(self) -> None:
        """I15: a vote is a person's, counts one, and the latest of theirs."""
        rows = Vote.objects.values_list(
            "conversation", "participant__member", "statement", "choice"
        )
        stored = {(c, m, s): choice for c, m, s, choice in rows}
        assert stored == {key: int(choice) for key, choice in getattr(self, "cast", {}).items()}

    @invariant()
    def no_cell_under_ten_is_published(self) -> None:
        for conversation in getattr(self, "held", ()):
            refresh_map(conversation, self.now)
            try:
                data = open_data_of(conversation, now=self.now)
            except Refusal:
                continue
            assert data.map.voters >= 10
            assert all(
                sum(row["tally"].values()) >= 10 for row in data.statements() if row["tally"]
            )

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)


def test_conversations_under_any_order_of_acts(cast: Cast, topic: str) -> None:
    global CAST, PEOPLE, TOPIC
    CAST, PEOPLE, TOPIC = cast, crowd(cast.brand, 16), topic
    run_state_machine_as_test(Asked, settings=FEW)
