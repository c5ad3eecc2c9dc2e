"""A suspended matter stands still, somebody higher speaks, and an override waits."""

from datetime import timedelta

import pytest

from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.actions import (
    announce_override,
    carry_out_override,
    change_decision,
    record_decision,
    suspend,
    uphold_decision,
)
from folkmoot.decide.decisions.models import Matter, Outcome
from folkmoot.decide.decisions.rules import COOL_OFF, State
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.conftest import (
    TODAY,
    again,
    asked,
    decided,
    draft,
    intended,
    weighed,
)

pytestmark = pytest.mark.usefixtures("topics")
HOUR = timedelta(hours=1)


def stopped(matter: Matter) -> Matter:
    suspend(matter, cause="petition:1", now=NOW)
    return again(matter)


def test_a_suspension_stops_the_decision_and_starts_the_clock(cast: Cast) -> None:
    matter = stopped(decided(cast))
    assert rules.state(matter, NOW) is State.SUSPENDED
    clock = clock_of(cast.brand, rules.REVIEW_CLOCK, matter.subject)
    assert clock is not None
    assert clock.due_at == matter.suspension.until == NOW + timedelta(days=7)
    assert not Outcome.objects.exists()
    assert Fact.objects.get(kind="decision.suspended").actor is None


def test_it_ends_with_its_window_even_if_nobody_spoke(cast: Cast) -> None:
    matter = stopped(decided(cast))
    assert rules.state(matter, NOW + timedelta(days=7)) is State.IN_FORCE


@pytest.mark.parametrize("topic", ["price", "colour"])
def test_below_l2_nothing_can_be_suspended(cast: Cast, topic: str) -> None:
    matter = decided(cast, topic)
    with refused("no-right-to-suspend"):
        suspend(matter, cause="petition:1", now=NOW)


def test_once_for_each_matter(cast: Cast, board: Member) -> None:
    """Whether it stopped the intention or the decision."""
    matter = stopped(intended(cast))
    uphold_decision(matter, "理由", actor=board, now=NOW)
    advice = weighed(asked(cast, "repair").subject)
    record_decision(matter, draft(advice=advice), actor=cast.chen, now=NOW)
    with refused("suspended-before"):
        suspend(again(matter), cause="petition:2", now=NOW)


def test_a_suspended_intention_is_not_carried_out(cast: Cast) -> None:
    matter = stopped(intended(cast))
    said = draft(advice=weighed(asked(cast, "repair").subject), effective=TODAY + timedelta(9))
    with refused("suspended"):
        record_decision(matter, said, actor=cast.chen, now=NOW + HOUR)
    record_decision(matter, said, actor=cast.chen, now=NOW + timedelta(days=7))


def test_upheld_with_reasons_by_somebody_else(cast: Cast, board: Member) -> None:
    matter = stopped(decided(cast))
    with refused("own-decision"):
        uphold_decision(matter, "理由", actor=cast.chen, now=NOW)
    with refused("not-executive"):
        uphold_decision(matter, "理由", actor=cast.mei, now=NOW)
    with refused("text-empty"):
        uphold_decision(matter, " ", actor=board, now=NOW)
    uphold_decision(matter, "我们看了签名的人说的三点。", actor=board, now=NOW + HOUR)
    assert rules.state(again(matter), NOW + HOUR) is State.IN_FORCE
    clock = clock_of(cast.brand, rules.REVIEW_CLOCK, matter.subject)
    assert clock is not None
    assert clock.met_by == Fact.objects.get(kind="decision.upheld")
    with refused("already-reviewed"):
        uphold_decision(again(matter), "理由", actor=board, now=NOW + 2 * HOUR)


def test_changed_says_what_holds_instead(cast: Cast, board: Member) -> None:
    matter = stopped(decided(cast))
    change_decision(matter, "三色款保留一色。", "签名的人说得对。", actor=board, now=NOW + HOUR)
    found = again(matter)
    assert rules.state(found, NOW + HOUR) is State.CHANGED
    assert str(found.suspension.outcome.words) == "三色款保留一色。"
    assert str(found.decision.words).startswith("下一代")


def test_a_late_review_still_counts_and_is_late(cast: Cast, board: Member) -> None:
    matter = stopped(decided(cast))
    late = NOW + timedelta(days=8)
    uphold_decision(matter, "迟了,理由如下。", actor=board, now=late)
    clock = clock_of(cast.brand, rules.REVIEW_CLOCK, matter.subject)
    assert clock is not None
    assert clock.met_at is not None
    assert clock.met_at > clock.due_at


def test_without_a_suspension_there_is_nothing_to_uphold(cast: Cast, board: Member) -> None:
    with refused("not-suspended"):
        uphold_decision(decided(cast), "理由", actor=board, now=NOW)


def test_an_override_waits_for_its_cool_off(cast: Cast) -> None:
    matter = stopped(decided(cast))
    with refused("no-override"):
        carry_out_override(matter, actor=cast.chen, now=NOW)
    announce_override(matter, "供货周五断线,等不到复核。", actor=cast.chen, now=NOW)
    matter = again(matter)
    assert rules.state(matter, NOW + HOUR) is State.SUSPENDED
    with refused("cool-off"):
        carry_out_override(matter, actor=cast.chen, now=NOW + COOL_OFF - HOUR)
    carry_out_override(matter, actor=cast.chen, now=NOW + COOL_OFF)
    assert rules.state(again(matter), NOW + COOL_OFF) is State.IN_FORCE
    assert [f.kind for f in Fact.objects.filter(kind__contains="overrid").order_by("number")] == [
        "override.announced",
        "decision.overridden",
    ]


def test_an_override_is_one_persons_in_their_name(cast: Cast, board: Member) -> None:
    matter = stopped(decided(cast))
    with refused("not-executive"):
        announce_override(matter, "理由", actor=cast.mei, now=NOW)
    with refused("text-empty"):
        announce_override(matter, "", actor=cast.chen, now=NOW)
    announce_override(matter, "理由", actor=cast.chen, now=NOW)
    with refused("already-announced"):
        announce_override(matter, "理由", actor=board, now=NOW)
    with refused("not-your-override"):
        carry_out_override(matter, actor=board, now=NOW + COOL_OFF)


def test_a_review_makes_the_override_needless(cast: Cast, board: Member) -> None:
    matter = stopped(decided(cast))
    announce_override(matter, "理由", actor=cast.chen, now=NOW)
    uphold_decision(matter, "理由", actor=board, now=NOW + HOUR)
    with refused("not-suspended"):
        carry_out_override(matter, actor=cast.chen, now=NOW + COOL_OFF)


def test_after_the_window_there_is_nothing_to_override(cast: Cast) -> None:
    matter = stopped(decided(cast))
    with refused("not-suspended"):
        announce_override(matter, "理由", actor=cast.chen, now=NOW + timedelta(days=7))
