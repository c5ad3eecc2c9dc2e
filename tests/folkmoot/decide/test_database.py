"""What the database itself refuses, whatever the code above it may do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.charter.queries import topic_by_slug
from folkmoot.charter.rules import in_force
from folkmoot.decide.decisions import facts
from folkmoot.decide.decisions.actions import suspend, uphold_decision
from folkmoot.decide.decisions.models import Decision, Matter, Outcome, Suspension
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.record.queries import passage_of
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.conftest import TODAY, again, asked, decided

pytestmark = pytest.mark.usefixtures("topics")

MAJORITY = {
    "eligible": 40,
    "quorum": 20,
    "consulted": 30,
    "in_favour": 16,
    "against": 14,
    "support_share": 50,
}


def written(cast: Cast, topic: str, *, actor: Member | None, **columns: Any) -> Decision:
    """A decision's row, past every act."""
    found = topic_by_slug(cast.brand, topic)
    assert found is not None
    rule = in_force(found, NOW)
    assert rule is not None
    number = Matter.objects.count() + 1
    matter = Matter.objects.create(brand=cast.brand, number=number, topic=found, opened_at=NOW)
    body = facts.DecisionUpheld(subject="decision:1", cause="", title="", reasons="a", name="b")
    with transaction.atomic():
        fact = append(cast.brand, body, actor=actor, now=NOW)
        words = passage_of(fact, "reasons")
        columns = {"rule": rule, "rung": rule.rung, "by": cast.chen} | columns
        return Decision.objects.create(
            matter=matter,
            words=words,
            reasons=words,
            name=words,
            title="",
            effective=TODAY,
            at=NOW,
            fact=fact,
            **columns,
        )


def test_at_l3_both_keys_or_no_row(cast: Cast) -> None:
    """I9, by a constraint on the columns of the evidence."""
    with pytest.raises(IntegrityError, match="both_keys"):
        written(cast, "soul", actor=cast.chen)
    poll = asked(cast, "soul").statements.get(number=1)
    with pytest.raises(IntegrityError, match="both_keys"):
        written(cast, "soul", actor=cast.chen, **MAJORITY)  # figures, and no poll behind them
    written(cast, "soul", actor=cast.chen, poll=poll, **MAJORITY)


@pytest.mark.parametrize(
    "worse",
    [
        {"in_favour": 15, "against": 15},  # a tie is no majority
        {"consulted": 19},  # no quorum
        {"eligible": 29},  # more were asked than there are
        {"support_share": 49},
        {"support_share": 60},
        {"in_favour": None},
        {"quorum": None},
    ],
)
def test_every_figure_of_the_evidence_counts(cast: Cast, worse: dict[str, Any]) -> None:
    poll = asked(cast, "soul").statements.get(number=1)
    with pytest.raises(IntegrityError, match="both_keys"):
        written(cast, "soul", actor=cast.chen, poll=poll, **(MAJORITY | worse))


def test_a_decision_has_the_rung_of_its_rule(cast: Cast) -> None:
    """So nobody gets around the two keys by writing another rung into the row."""
    with pytest.raises(IntegrityError, match="not in force"):
        written(cast, "soul", actor=cast.chen, rung=Rung.ADVISE)


def test_a_decision_has_the_rule_of_that_day(cast: Cast) -> None:
    found = topic_by_slug(cast.brand, "colour")
    assert found is not None
    old = in_force(found, NOW)
    terms = Terms(rung=Rung.ADVISE, decider="陈", open_to_change="a", not_open="b")
    then = NOW - timedelta(days=8)
    announce("colour", "颜色", terms, effective_from=NOW, actor=cast.chen, now=then)
    with pytest.raises(IntegrityError, match="not in force"):
        written(cast, "colour", actor=cast.chen, rule=old)


def test_a_decision_has_a_person_behind_it(cast: Cast) -> None:
    """I8: a fact that nobody made, or somebody else, carries no decision."""
    for actor in (None, cast.mei):
        with pytest.raises(IntegrityError, match="has to sign"):
            written(cast, "colour", actor=actor)


def test_what_was_decided_is_never_changed_or_deleted(cast: Cast, board: Member) -> None:
    matter = decided(cast)
    suspend(matter, cause="petition:1", now=NOW)
    uphold_decision(matter, "理由", actor=board, now=NOW)
    found = again(matter)
    rows: list[Model] = [
        found.decision,
        found.decision.weighings.get(),
        found.suspension,
        found.suspension.outcome,
    ]
    for row in rows:
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            row.save()
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")


def test_a_matter_is_suspended_once(cast: Cast) -> None:
    matter = decided(cast)
    first = suspend(matter, cause="petition:1", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(
            matter=matter,
            cause="petition:2",
            rung=2,
            decider=cast.chen,
            at=NOW,
            until=NOW + timedelta(days=1),
            fact=first.fact,
        )


@pytest.mark.parametrize(("rung", "days"), [(0, 1), (1, 1), (2, None), (2, -1), (3, 1)])
def test_only_a_right_suspends(cast: Cast, rung: int, days: int | None) -> None:
    matter = decided(cast)
    with pytest.raises(IntegrityError, match="is_a_right"), transaction.atomic():
        Suspension.objects.create(
            matter=matter,
            cause="petition:1",
            rung=rung,
            decider=cast.chen,
            at=NOW,
            until=None if days is None else NOW + timedelta(days=days),
            fact=matter.decision.fact,
        )


def test_nobody_reviews_their_own_decision(cast: Cast) -> None:
    matter = decided(cast)
    suspension = suspend(matter, cause="petition:1", now=NOW)
    decision = matter.decision
    with pytest.raises(IntegrityError, match="own_cause"), transaction.atomic():
        Outcome.objects.create(
            suspension=suspension,
            result="upheld",
            reasons=decision.reasons,
            decider=cast.chen,
            by=cast.chen,
            name=decision.name,
            title="",
            at=NOW,
            fact=decision.fact,
        )
