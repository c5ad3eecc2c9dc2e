"""A review from its papers to its end, and what is refused on the way."""

import statistics
from datetime import timedelta

import pytest
import rfc8785

from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Choice
from folkmoot.deliberate.reviews import actions, queries, rules
from folkmoot.deliberate.reviews.models import Heed, Response, Review, Side
from folkmoot.deliberate.reviews.rules import State
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.actions import end_role, grant_role
from folkmoot.foundation.people.models import Member, Role
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.reviews.conftest import (
    LATER,
    PACK,
    answered,
    answers,
    concluded,
    promise,
    seats,
)

AFTER = LATER + timedelta(days=4, hours=1)


def test_nobody_opens_it_without_replying_in_their_own_name(cast: Cast, drafted: Review) -> None:
    with refused("not-executive"):
        actions.open_review(drafted, prior=True, actor=cast.mei, now=NOW)
    with refused("hours-out-of-range"):
        actions.open_review(drafted, prior=True, reply_hours=73, actor=cast.chen, now=NOW)
    opening = actions.open_review(drafted, prior=True, actor=cast.chen, now=NOW)
    assert opening.owner == cast.chen
    assert opening.reply_due > NOW
    with refused("review-state"):
        actions.open_review(drafted, prior=True, actor=cast.chen, now=NOW)


def test_whoever_wrote_the_papers_does_not_reply(cast: Cast, drafted: Review) -> None:
    own = actions.draft(
        "partnership:2", title="别家", pack=PACK, window_hours=24, actor=cast.chen, now=NOW
    )
    with refused("own-review"):
        actions.open_review(own, prior=True, actor=cast.chen, now=NOW)


@pytest.mark.parametrize("hours", [23, 73])
def test_the_window_is_one_to_three_days(cast: Cast, hours: int) -> None:
    with refused("hours-out-of-range"):
        actions.draft(
            "partnership:1", title="甲", pack=PACK, window_hours=hours, actor=cast.mei, now=NOW
        )


def test_one_review_of_a_subject_at_a_time(cast: Cast, drafted: Review) -> None:
    with refused("review-running"):
        actions.draft(
            drafted.about, title="甲", pack=PACK, window_hours=24, actor=cast.mei, now=NOW
        )


def test_ten_who_come_often_and_five_others_are_drawn(running: Review) -> None:
    strata = [seat.lot.stratum for seat in seats(running)]
    assert (strata.count("core"), strata.count("mass")) == (10, 5)
    assert rules.state_of(running) == State.RUNNING


def test_an_interest_gives_the_seat_to_the_next(running: Review) -> None:
    first = seats(running)[0]
    actions.undertake(running, interest=True, said={}, actor=first.lot.member, now=LATER)
    held = [seat for seat in seats(running) if seat.seat == first.seat]
    assert [seat.standing for seat in held] == ["recused", "invited"]
    with refused("not-your-seat"):
        actions.undertake(
            running, interest=False, said=rules.RIGHT, actor=first.lot.member, now=LATER
        )


def test_whoever_has_not_understood_reads_it_again(running: Review) -> None:
    first = seats(running)[0]
    wrong = rules.RIGHT | {"stops": "yes"}
    assert not actions.undertake(
        running, interest=False, said=wrong, actor=first.lot.member, now=LATER
    )
    with refused("no-undertaking"):
        actions.respond(running, answers(), free=Choice.YES, actor=first.lot.member, now=LATER)
    promise(running, first)
    actions.respond(running, answers(), free=Choice.YES, actor=first.lot.member, now=LATER)
    with refused("seat-done"):
        actions.respond(running, answers(), free=Choice.YES, actor=first.lot.member, now=LATER)
    assert Response.objects.count() == 1


def test_the_panels_own_form_is_no_way_around_the_questions(running: Review) -> None:
    first = seats(running)[0]
    with refused("asks-elsewhere"):
        panels.answer(first, Choice.YES, actor=first.lot.member, now=LATER)


def test_reasons_are_wanted_and_lead_to_nobody(running: Review) -> None:
    first = seats(running)[0]
    promise(running, first)
    for given, code in (
        (answers(11), "unanswered"),
        (answers(reason="好"), "text-out-of-range"),
        (answers(reason="他的电话是 13800138000,打给他。"), "personal-details"),
    ):
        with refused(code):
            actions.respond(running, given, free=Choice.YES, actor=first.lot.member, now=LATER)
    assert not Response.objects.exists()


def test_the_report_says_what_they_said(reported: Review) -> None:
    body = reported.report.body
    marks = [*range(1, 11), 9, 9]
    low, middle, high = statistics.quantiles(marks, n=4, method="inclusive")
    assert body["harm"] == {"low": low, "median": middle, "high": high}
    assert body["sides"]["advice"] == {"agree": 0, "unsure": 0, "disagree": 12}
    assert {"question": "advice", "side": "disagree"} in body["agreement"]
    assert body["division"] == []
    assert body["understood_first"] == {"right": 12, "of": 12}
    assert body["likeness"]["pool"] == {"core": 12, "mass": 28}
    assert len(body["reasons"]["advice"]) == 12
    assert reported.report.digest == rules.report_digest(rfc8785.dumps(body))


def test_sixty_per_cent_are_a_disagreement(running: Review) -> None:
    """The charter says: more than 60 % are advice."""
    split = [answers(5, advice=Side.AGREE)] * 6 + [answers(5)] * 4
    body = answered(running, split).report.body
    assert "advice" in body["division"]


def test_under_ten_answers_there_are_words_and_no_figures(running: Review) -> None:
    body = answered(running, [answers(10)] * 9).report.body
    assert body["answered"] is body["harm"] is body["sides"] is body["understood_first"] is None
    assert body["agreement"] == body["division"] == []
    assert len(body["reasons"]["harm"]) == 9


def test_the_reply_is_the_owners_and_it_is_said_once(cast: Cast, reported: Review) -> None:
    clock = clock_of(cast.brand, rules.REPLY_CLOCK, reported.subject)
    assert clock is not None
    assert clock.due_at - reported.report.at == timedelta(hours=72)
    with refused("not-owner"):
        actions.reply(reported, Heed.WHOLLY, "不做了。", actor=cast.mei, now=AFTER)
    with refused("review-state"):
        actions.archive(reported, actor=cast.mei, now=AFTER)
    actions.reply(reported, Heed.WHOLLY, "我们不推进这次合作。", actor=cast.chen, now=AFTER)
    with refused("review-state"):
        actions.reply(reported, Heed.NOT, "改主意了。", actor=cast.chen, now=AFTER)
    clock.refresh_from_db()
    assert clock.met_at == AFTER
    actions.archive(reported, actor=cast.mei, now=AFTER)
    assert rules.state_of(queries.fresh(reported)) == State.ARCHIVED


def test_when_the_owner_has_left_another_executive_replies(cast: Cast, reported: Review) -> None:
    grant_role(cast.zhou, Role.EXECUTIVE, title="总裁", actor=None, now=NOW)
    heir = Member.objects.get(pk=cast.zhou.pk)
    with refused("not-owner"):
        actions.reply(reported, Heed.WHOLLY, "接任。", actor=heir, now=AFTER)
    end_role(cast.chen, Role.EXECUTIVE, actor=heir, now=AFTER)
    memo = actions.reply(queries.fresh(reported), Heed.WHOLLY, "接任。", actor=heir, now=AFTER)
    assert (memo.name, memo.title) == ("Zhou", "总裁")


def test_no_reply_in_time_is_seen(reported: Review) -> None:
    due = reported.report.at + timedelta(hours=72)
    assert not rules.is_overdue(reported, due)
    assert rules.is_overdue(reported, due + timedelta(seconds=1))


def test_without_a_report_the_promised_day_counts(opened: Review) -> None:
    assert not rules.is_overdue(opened, opened.opening.reply_due)
    assert rules.is_overdue(opened, opened.opening.reply_due + timedelta(seconds=1))


def test_whether_they_were_heard_is_counted_from_ten_on(cast: Cast, reported: Review) -> None:
    marks = dict.fromkeys(rules.HEARD, 6)
    first = seats(reported)[0]
    with refused("review-state"):
        actions.mark_heard(reported, marks, actor=first.lot.member, now=AFTER)
    actions.reply(reported, Heed.WHOLLY, "不推进。", actor=cast.chen, now=AFTER)
    for place, seat in enumerate(seats(reported)[:10]):
        assert queries.heard_of(reported) == []
        given = marks | {"traced": 2 if place < 3 else 6}
        actions.mark_heard(reported, given, actor=seat.lot.member, now=AFTER)
    with refused("heard-done"):
        actions.mark_heard(reported, marks, actor=first.lot.member, now=AFTER)
    with refused("heard-done"):  # has not answered the five questions
        actions.mark_heard(reported, marks, actor=seats(reported)[14].lot.member, now=AFTER)
    by_item = queries.heard_of(reported)
    assert [(each.seats, each.median, each.agree) for each in by_item] == [
        (10, 6, 10),
        (10, 6, 10),
        (10, 6, 7),
    ]


def test_until_it_is_unsealed_nothing_public_names_it(cast: Cast, reported: Review) -> None:
    actions.reply(reported, Heed.NOT, "远帆影业的合作照旧。", actor=cast.chen, now=AFTER)
    public = Fact.objects.filter(subject=reported.subject, public=True)
    words = [str(passage) for fact in public for passage in fact.passages.all()]
    memo = queries.fresh(reported).memo
    assert queries.unsealed_words([memo.words_id]) == set()
    assert not any("远帆" in each for each in words if each != str(memo.words))
    actions.unseal(reported, actor=cast.chen, now=AFTER)
    assert queries.unsealed_words([memo.words_id]) == {memo.words_id}
    assert actions.unseal(reported, actor=cast.chen, now=AFTER) is None


def test_a_leaked_copy_leads_to_a_seat_and_says_so(cast: Cast, running: Review) -> None:
    first = seats(running)[0]
    mark = rules.mark_of(running.opening, first.pk)
    with refused("not-tracer"):
        actions.trace(running, mark, "照片外流。", actor=cast.mei, now=LATER)
    found = actions.trace(running, mark.upper(), "照片外流。", actor=cast.wu, now=LATER)
    assert found == first.lot.pseudonym
    assert actions.trace(running, "0000-0000-0000", "照片外流。", actor=cast.wu, now=LATER) is None
    assert len({rules.mark_of(running.opening, seat.pk) for seat in seats(running)}) == 15


def test_the_report_waits_for_the_panel(running: Review) -> None:
    assert actions.report(running, now=LATER) is None
    concluded(running)
    assert actions.report(running, now=AFTER) is None  # it was written when the panel ended
    assert Fact.objects.filter(kind="review.reported").count() == 1
