"""A decision says under which rule it was made, what it made of the advice, and why."""

from datetime import timedelta

import pytest

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.decide.decisions import queries
from folkmoot.decide.decisions.actions import Weighed, record_decision
from folkmoot.decide.decisions.models import Decision, Matter, Weighing
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Purpose
from folkmoot.deliberate.suggestions.actions import Wording, suggest
from folkmoot.foundation.people.actions import grant_role
from folkmoot.foundation.people.models import Role
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
from tests.folkmoot.deliberate.panels.conftest import BEACON, willing

pytestmark = pytest.mark.usefixtures("topics")


def test_it_is_recorded_with_everything_that_was_said(cast: Cast) -> None:
    source = asked(cast, "colour").subject
    said = draft(advice=weighed(source, standing="partly"), due=TODAY + timedelta(days=30))
    decision = record_decision("colour", said, actor=cast.chen, now=NOW)
    fact = Fact.objects.get(kind="decision.recorded")
    assert fact.subject == decision.matter.subject == "decision:1"
    assert fact.actor == cast.chen
    published = fact.published
    assert (published["topic"], published["rule"], published["rung"]) == ("colour", 1, 1)
    assert published["effective"] == TODAY.isoformat()
    assert published["due"] == (TODAY + timedelta(days=30)).isoformat()
    assert set(fact.commitments) == {"text", "reasons", "name"}
    assert str(decision.name) == "Chen"
    assert decision.title == "副总裁"


def test_advice_and_decision_are_two_objects(cast: Cast) -> None:
    source = asked(cast, "colour").subject
    decided(cast, "colour", advice=weighed(source, standing="rejected"))
    weighing = Weighing.objects.get()
    assert (weighing.source, weighing.standing) == (source, "rejected")
    assert weighing.fact.published == {"about": source, "standing": "rejected"}
    assert str(weighing.why)


def test_from_l1_on_a_decision_names_its_advice(cast: Cast) -> None:
    for topic in ("colour", "repair"):
        with refused("advice-needed"):
            record_decision(topic, draft(), actor=cast.chen, now=NOW)
    record_decision("price", draft(), actor=cast.chen, now=NOW)


def test_why_is_obligatory(cast: Cast) -> None:
    source = asked(cast, "colour").subject
    silent = [Weighed(subject=source, standing="adopted", why="  ")]
    with refused("text-empty"):
        record_decision("colour", draft(advice=silent), actor=cast.chen, now=NOW)
    assert not Decision.objects.exists()
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    "subject", ["conversation:9", "conversation:01", "conversation:x", "petition", "topic:soul", ""]
)
def test_advice_that_was_never_given_is_refused(cast: Cast, subject: str) -> None:
    with refused("advice-unknown"):
        record_decision("colour", draft(advice=weighed(subject)), actor=cast.chen, now=NOW)


def test_advice_is_named_once_and_known_how(cast: Cast) -> None:
    source = asked(cast, "colour").subject
    for advice in (weighed(source, source), weighed(source, standing="passed")):
        with refused("advice-unknown"):
            record_decision("colour", draft(advice=advice), actor=cast.chen, now=NOW)


def test_a_suggestion_is_advice_too(cast: Cast) -> None:
    made = suggest(Wording(text="请保留一色,哪怕贵一点。"), topic="colour", actor=cast.lin, now=NOW)
    decided(cast, "colour", advice=weighed(made.subject, standing="partly"))
    (advice,) = queries.advice_of(Decision.objects.get())
    assert str(advice.words) == str(made.title)
    assert made.subject in [
        subject for subject, _words in queries.citable(cast.brand, "colour", NOW)
    ]


def test_nobody_decides_while_people_still_speak(cast: Cast) -> None:
    source = asked(cast, "colour", ended=False).subject
    with refused("advice-still-open"):
        record_decision("colour", draft(advice=weighed(source)), actor=cast.chen, now=NOW)


def test_a_decision_under_a_right_not_in_force_is_refused(cast: Cast) -> None:
    """R06: the rung went up a minute ago, and the decider still reads the old rule."""
    announced = NOW - timedelta(days=8)
    terms = Terms(
        rung=Rung.SUSPEND, decider="陈", open_to_change="a", not_open="b", higher_decider="c"
    )
    announce("colour", "颜色", terms, effective_from=NOW, actor=cast.chen, now=announced)
    source = asked(cast, "colour").subject
    with refused("rule-not-in-force"):
        record_decision("colour", draft(1, advice=weighed(source)), actor=cast.chen, now=NOW)
    decision = record_decision("colour", draft(2, advice=weighed(source)), actor=cast.chen, now=NOW)
    assert decision.rung == decision.rule.rung == Rung.SUSPEND


def test_without_a_rule_nothing_is_decided(cast: Cast) -> None:
    with refused("no-rule-in-force"):
        record_decision("unknown", draft(), actor=cast.chen, now=NOW)


def test_a_decision_does_not_hold_for_the_past(cast: Cast) -> None:
    with refused("decision-retroactive"):
        decided(cast, "price", effective=TODAY - timedelta(days=1))
    with refused("due-before-effective"):
        decided(cast, "price", effective=TODAY, due=TODAY - timedelta(days=1))


@pytest.mark.parametrize("who", ["lin", "mei", "wu"])
def test_only_an_executive_decides(cast: Cast, who: str) -> None:
    with refused("not-executive"):
        record_decision("price", draft(), actor=getattr(cast, who), now=NOW)


def test_an_intention_is_carried_out_once(cast: Cast) -> None:
    matter = intended(cast)
    advice = weighed(asked(cast, "repair").subject)
    said = draft(advice=advice, effective=TODAY + timedelta(days=20))
    record_decision(matter, said, actor=cast.chen, now=NOW + timedelta(days=20))
    with refused("already-decided"):
        record_decision(again(matter), said, actor=cast.chen, now=NOW + timedelta(days=20))


def test_a_matter_of_another_brand_is_not_found(cast: Cast) -> None:
    matter = intended(cast)
    grant_role(cast.stranger, Role.EXECUTIVE, actor=None, now=NOW)
    with refused("other-brand"):
        record_decision(matter, draft(), actor=cast.stranger, now=NOW)


def test_what_a_panel_said_can_be_weighed_once_it_has_answered(cast: Cast) -> None:
    willing(cast.brand, 12)
    panel = panels.convene(
        cast.brand,
        Purpose.REVIEW,
        "topic:colour",
        question="要不要换回旧的蓝色?",
        seats=3,
        quorum=1,
        percent=50,
        beacon=BEACON,
        actor=cast.mei,
        now=NOW,
    )
    citable = [subject for subject, _words in queries.citable(cast.brand, "colour", NOW)]
    assert panel.subject not in citable
    drawn = panels.draw(panel, "5e" * 32, actor=cast.mei, now=NOW + timedelta(hours=1))
    panels.conclude(drawn, now=NOW + timedelta(days=30))
    told = dict(queries.citable(cast.brand, "colour", NOW))
    assert str(told[panel.subject]) == "要不要换回旧的蓝色?"
    later = NOW + timedelta(days=30)
    said = draft(advice=weighed(panel.subject), effective=later.date())
    decision = record_decision("colour", said, actor=cast.chen, now=later)
    assert len(queries.told_of(again(decision.matter))) == 3
