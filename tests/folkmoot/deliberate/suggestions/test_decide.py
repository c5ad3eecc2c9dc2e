"""From received to confirmed: each step an act with a reason, and two people for a decision."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.deliberate.suggestions import actions, queries, rules
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Draft, Status, Step, Suggestion
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.suggestions.conftest import DUE, Decide, again


def test_a_yes_says_who_by_when_and_what_will_prove_it(
    cast: Cast, decided: Callable[[str], Suggestion]
) -> None:
    suggestion = decided("adopted")
    fact = Fact.objects.get(kind="suggestion.decided")
    assert fact.published == {
        "outcome": "adopted",
        "reason_code": "solves",
        "owner_title": "产品副总裁",
        "due": DUE.isoformat(),
        "title": "副总裁",
    }
    assert set(fact.commitments) == {"name", "reason", "evidence_wanted"}
    clock = clock_of(cast.brand, rules.REPLY_CLOCK, suggestion.subject)
    assert clock is not None
    assert clock.met_by == fact
    decision = queries.decision_of(suggestion)
    assert decision is not None
    assert (decision.due, str(decision.evidence)) == (DUE, "量产机的拆装视频")
    assert decision.step.name == "Chen"


@pytest.mark.parametrize(
    "missing", [{"owner_title": " "}, {"due": None}, {"evidence": ""}], ids=str
)
def test_a_yes_without_one_of_them_is_none(
    cast: Cast, suggestion: Suggestion, missing: dict[str, object]
) -> None:
    actions.assess(suggestion, "in-scope", "看过了。", actor=cast.mei, now=NOW)
    yes = {"owner_title": "副总裁", "due": DUE, "evidence": "视频", **missing}
    with refused("yes-incomplete"):
        actions.draft_decision(
            suggestion,
            "adopted",
            "solves",
            "好。",
            **yes,  # type: ignore[arg-type]
            actor=cast.mei,
            now=NOW,
        )


def test_a_decline_has_a_reason_and_stays_on_the_default_list(
    cast: Cast, decided: Callable[[str], Suggestion]
) -> None:
    declined = decided("declined")
    assert [row.suggestion for row in queries.suggestion_page(cast.brand).rows] == [declined]
    with refused("reason-needed"):
        actions.draft_decision(declined, "declined", "", "不。", actor=cast.mei, now=NOW)


def test_the_writer_does_not_approve(cast: Cast, drafted: Decide, hua: Member) -> None:
    draft = drafted()
    with refused("not-approved"):
        actions.publish_decision(draft, actor=cast.chen, now=NOW)
    with refused("second-person-needed"):
        actions.approve_draft(draft, actor=cast.mei, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.update(approved_by=cast.mei, approved_at=NOW)
    actions.approve_draft(draft, actor=hua, now=NOW)
    step = actions.publish_decision(draft, actor=cast.mei, now=NOW)
    assert step.by == hua


def test_a_new_draft_has_to_be_approved_anew(cast: Cast, drafted: Decide) -> None:
    first = drafted("adopted")
    actions.approve_draft(first, actor=cast.chen, now=NOW)
    second = drafted("declined", again(cast, 1))
    with refused("draft-replaced"):
        actions.publish_decision(first, actor=cast.chen, now=NOW)
    with refused("not-approved"):
        actions.publish_decision(second, actor=cast.chen, now=NOW)
    assert list(queries.drafts(cast.brand)) == [second]


def test_many_are_published_at_once_or_none(cast: Cast, drafted: Decide, topic: str) -> None:
    drafts = [drafted()]
    for n in range(3):
        made = actions.suggest(Wording(text=f"另一条{n}"), actor=cast.zhou, now=NOW)
        drafts.append(drafted("declined", made))
    for draft in drafts[:-1]:
        actions.approve_draft(draft, actor=cast.chen, now=NOW)
    with refused("not-approved"):
        actions.publish_decisions(drafts, actor=cast.chen, now=NOW)
    assert not Fact.objects.filter(kind="suggestion.decided").exists()
    assert len(actions.publish_decisions(drafts[:-1], actor=cast.chen, now=NOW)) == 3


def test_delivered_then_confirmed_by_the_author(
    cast: Cast, decided: Callable[[str], Suggestion]
) -> None:
    suggestion = decided("partly")
    actions.deliver(suggestion, "shipped", "三月批次已经可拆。", actor=cast.mei, now=NOW)
    with refused("not-supporter"):
        actions.confirm_delivery(suggestion, "as-promised", "是", actor=cast.zhou, now=NOW)
    with refused("staff-cannot-vote"):
        actions.confirm_delivery(suggestion, "as-promised", "是", actor=cast.mei, now=NOW)
    actions.return_delivery(suggestion, "differs", "只有新机能拆", actor=cast.lin, now=NOW)
    assert again(cast, 1).status == "partly"
    actions.deliver(suggestion, "shipped", "旧机也可以了。", actor=cast.mei, now=NOW)
    actions.confirm_delivery(suggestion, "as-promised", "试过,能拆", actor=cast.lin, now=NOW)
    assert again(cast, 1).status == "accepted"
    assert [step.status for step in queries.steps_of(suggestion)] == [
        "assessing",
        "partly",
        "delivered",
        "partly",
        "delivered",
        "accepted",
    ]
    kinds = Fact.objects.filter(subject="suggestion:1", public=True).values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["suggestion.delivered", "suggestion.accepted"]


def test_supporters_may_look_when_the_author_is_silent(
    cast: Cast, suggestion: Suggestion, decided: Callable[[str], Suggestion]
) -> None:
    actions.support(suggestion, actor=cast.zhou, now=NOW)
    decided("adopted")
    actions.deliver(suggestion, "in-force", "见公告。", actor=cast.mei, now=NOW)
    with refused("author-first"):
        actions.confirm_delivery(suggestion, "enough", "行", actor=cast.zhou, now=NOW)
    later = NOW + rules.AUTHOR_FIRST
    step = actions.confirm_delivery(suggestion, "enough", "行", actor=cast.zhou, now=later)
    assert (step.name, step.title) == ("", "")  # a fan is not named


@pytest.mark.parametrize(("who", "code"), [("lin", "not-answerer"), ("rival", "other-brand")])
def test_who_may_not_answer(cast: Cast, suggestion: Suggestion, who: str, code: str) -> None:
    with refused(code):
        actions.assess(suggestion, "in-scope", "好", actor=getattr(cast, who), now=NOW)
    with refused(code):
        actions.write_note(suggestion, "记一笔", actor=getattr(cast, who), now=NOW)


def test_no_status_is_skipped(cast: Cast, suggestion: Suggestion) -> None:
    with refused("step-not-possible"):
        actions.draft_decision(suggestion, "declined", "cost", "不", actor=cast.mei, now=NOW)
    with refused("step-not-possible"):
        actions.deliver(suggestion, "shipped", "好了", actor=cast.mei, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(
            suggestion=suggestion,
            number=1,
            before=Status.RECEIVED,
            status=Status.DECLINED,
            reason="cost",
            words=suggestion.text,
            by=cast.mei,
            at=NOW,
            fact=suggestion.text.fact,
        )


def test_after_the_decision_nothing_is_changed_or_supported(
    cast: Cast, decided: Callable[[str], Suggestion]
) -> None:
    suggestion = decided("declined")
    with refused("already-decided"):
        actions.support(suggestion, actor=cast.zhou, now=NOW)
    with refused("already-decided"):
        actions.change(suggestion, Wording(text="换一句"), actor=cast.lin, now=NOW)


def test_notes_and_drafts_are_nobody_elses_business(cast: Cast, drafted: Decide) -> None:
    drafted()
    actions.write_note(again(cast, 1), "先别说出去", actor=cast.mei, now=NOW)
    for kind in ("note.written", "decision.drafted"):
        assert not Fact.objects.get(kind=kind).public
    assert [str(note.words) for note in queries.notes_of(again(cast, 1))] == ["先别说出去"]


def test_the_queue_is_in_the_order_of_deadlines(cast: Cast, suggestion: Suggestion) -> None:
    later = actions.suggest(Wording(text="晚一天的"), actor=cast.zhou, now=NOW + timedelta(days=1))
    assert queries.queue(cast.brand) == [suggestion, later]
    assert queries.overdue_count(cast.brand, NOW + timedelta(days=14, hours=1)) == 1
