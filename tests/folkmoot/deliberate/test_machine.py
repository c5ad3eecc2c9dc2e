"""Whatever is asked, voted and answered in whatever order: I7 and I15 hold for conversations."""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.jobs import refresh_map
from folkmoot.deliberate.conversations.models import Choice, Conversation, Vote
from folkmoot.deliberate.conversations.queries.open_data import open_data_of
from folkmoot.deliberate.conversations.rules import ANSWER_CLOCK
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.clocks.rules import State, state
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import Cast
from tests.folkmoot.deliberate.conftest import SEEDS, crowd
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database


class Asked(Machine):
    """Mei asks, fans and staff vote, Chen answers or does not, and time passes."""

    people: list[Member]
    topic: str

    @initialize()
    def begin(self) -> None:
        self.held: list[Conversation] = []
        self.voted: dict[tuple[int, int, int], Choice] = {}
        self.answered: set[int] = set()
        self.somebody_asks(who="mei", known=True)

    @rule(hours=st.sampled_from([1, 30, 400]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=st.sampled_from(["mei", "lin", "rival"]), known=st.booleans())
    def somebody_asks(self, who: str, known: bool) -> None:
        count = Conversation.objects.count()
        done = self.attempt(
            actions.open_conversation,
            topic=self.topic if known else "no-such-topic",
            question="先改什么?",
            seeds=SEEDS,
            closes_at=self.now + timedelta(days=10),
            actor=getattr(self.cast, who),
        )
        assert done == (who == "mei" and known)
        assert Conversation.objects.count() == count + done
        if done:
            self.held.append(Conversation.objects.latest("pk"))

    @rule(place=st.integers(0, 40), which=st.integers(0, 3), choice=st.sampled_from(Choice))
    def somebody_votes(self, place: int, which: int, choice: Choice) -> None:
        conversation = self.held[which % len(self.held)]
        statement = conversation.statements.order_by("number")[place % len(SEEDS)]
        fan = self.people[place % len(self.people)]
        if self.attempt(actions.cast_vote, statement, choice, actor=fan):
            self.voted[conversation.pk, fan.pk, statement.pk] = choice
        for staff in (
            self.cast.mei,
            self.cast.chen,
        ):  # whoever works for the brand has no voice here
            assert not self.attempt(actions.cast_vote, statement, choice, actor=staff)

    @rule(which=st.integers(0, 3), size=st.sampled_from([8, 12]))
    def many_vote(self, which: int, size: int) -> None:
        """On every statement: from ten people on there is a map."""
        conversation = self.held[which % len(self.held)]
        for place, fan in enumerate(self.people[:size]):
            for statement in conversation.statements.order_by("number"):
                choice = Choice.AGREE if (place + statement.number) % 3 else Choice.DISAGREE
                if self.attempt(actions.cast_vote, statement, choice, actor=fan):
                    self.voted[conversation.pk, fan.pk, statement.pk] = choice

    @rule(which=st.integers(0, 3), who=st.sampled_from(["chen", "lin"]))
    def somebody_answers(self, which: int, who: str) -> None:
        conversation = self.held[which % len(self.held)]
        done = self.attempt(
            actions.publish_answer, conversation, "我们这样改。", actor=getattr(self.cast, who)
        )
        assert done == (who == "chen")
        if done:
            self.answered.add(conversation.pk)

    @invariant()
    def nothing_is_asked_without_somebody_who_owes_an_answer(self) -> None:
        """I7: a rule in force, a decider, a day; and unanswered past it is overdue for all."""
        for conversation in self.held:
            clock = clock_of(self.cast.brand, ANSWER_CLOCK, conversation.subject)
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
        assert stored == {key: int(choice) for key, choice in self.voted.items()}

    @invariant()
    def no_cell_under_ten_is_published(self) -> None:
        for conversation in self.held:
            refresh_map(conversation, self.now)
            try:
                data = open_data_of(conversation, now=self.now)
            except Refusal:
                continue
            assert data.map.voters >= 10
            assert all(
                sum(row["tally"].values()) >= 10 for row in data.statements() if row["tally"]
            )


def test_conversations_under_any_order_of_acts(cast: Cast, topic: str) -> None:
    walk(Asked, 20, 20, cast=cast, people=crowd(cast.brand, 16), topic=topic)
