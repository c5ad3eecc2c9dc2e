"""Making, changing and keeping promises."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from folkmoot.account.promises import actions, queries
from folkmoot.account.promises.models import Promise, Rating
from folkmoot.account.promises.rules import PROMISE_CLOCK, State, end_of
from folkmoot.foundation.clocks import rules as clocks
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.queries import history
from tests.folkmoot.account.promises.conftest import DUE, TERMS, again
from tests.folkmoot.conftest import NOW, Cast, refused

AFTER = end_of(DUE) + timedelta(hours=1)


def state(promise: Promise, now: object = NOW) -> State:
    return queries.line_of(again(promise), now).state  # type: ignore[arg-type]


def test_a_promise_is_signed_and_a_clock_runs(promise: Promise, cast: Cast) -> None:
    assert (promise.number, promise.title, promise.owner) == (1, "副总裁", cast.chen)
    clock = clock_of(cast.brand, PROMISE_CLOCK, "promise:1")
    assert clock is not None
    assert clock.due_at == end_of(DUE)
    assert [fact.kind for fact in history(cast.brand, "promise:1")] == ["promise.made"]


@pytest.mark.parametrize("who", ["lin", "zhou", "wu", "rival"])
def test_nobody_else_promises_for_the_brand(cast: Cast, who: str) -> None:
    actor: Member = getattr(cast, who)
    if who == "rival":  # an operator, of the other brand: the promise would be that brand's
        assert actions.make_promise(**TERMS, actor=actor, now=NOW).brand == cast.other_brand
        return
    with refused("not-promiser"):
        actions.make_promise(**TERMS, actor=actor, now=NOW)


@pytest.mark.parametrize("empty", ["text", "scope", "proof"])
def test_a_promise_without_substance_is_refused(cast: Cast, empty: str) -> None:
    with refused("promise-incomplete"):
        actions.make_promise(**{**TERMS, empty: "  "}, actor=cast.chen, now=NOW)
    assert not Promise.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2040, 1, 1)])
def test_the_day_lies_ahead_and_not_too_far(cast: Cast, day: date) -> None:
    with refused("due-out-of-range"):
        actions.make_promise(**{**TERMS, "due_on": day}, actor=cast.chen, now=NOW)


def test_a_promise_is_overdue_when_its_day_is_over(promise: Promise) -> None:
    assert state(promise, end_of(DUE) - timedelta(seconds=1)) is State.DUE
    assert state(promise, AFTER) is State.OVERDUE


def test_kept_needs_evidence(promise: Promise, cast: Cast) -> None:
    with refused("no-evidence"):
        actions.rate_promise(promise, Rating.Outcome.KEPT, "做到了", actor=cast.chen, now=NOW)
    actions.give_evidence(promise, "左手手柄已上架。", actor=cast.mei, now=NOW)
    actions.rate_promise(promise, Rating.Outcome.KEPT, "做到了", actor=cast.chen, now=NOW)
    assert state(promise, AFTER) is State.KEPT
    clock = clock_of(cast.brand, PROMISE_CLOCK, promise.subject)
    assert clock is not None
    assert clocks.state(clock, AFTER) is clocks.State.MET


def test_kept_after_the_day_is_kept_late(promise: Promise, cast: Cast) -> None:
    actions.give_evidence(promise, "左手手柄已上架。", actor=cast.chen, now=AFTER)
    actions.rate_promise(promise, Rating.Outcome.KEPT, "晚了", actor=cast.chen, now=AFTER)
    assert state(promise, AFTER) is State.KEPT_LATE


def test_a_broken_promise_stays_owed(promise: Promise, cast: Cast) -> None:
    actions.rate_promise(promise, Rating.Outcome.BROKEN, "没有做到", actor=cast.chen, now=NOW)
    lines, _page = queries.page_of(cast.brand, show="owed", number=1, now=NOW)
    assert [line.state for line in lines] == [State.BROKEN]
    clock = clock_of(cast.brand, PROMISE_CLOCK, promise.subject)
    assert clock is not None
    assert clocks.state(clock, AFTER) is clocks.State.OVERDUE


def test_the_latest_rating_holds_and_the_earlier_ones_stay(promise: Promise, cast: Cast) -> None:
    actions.rate_promise(promise, Rating.Outcome.BROKEN, "没有做到", actor=cast.chen, now=NOW)
    actions.give_evidence(promise, "补上了。", actor=cast.chen, now=NOW)
    actions.rate_promise(promise, Rating.Outcome.PARTLY, "一部分", actor=cast.chen, now=NOW)
    assert state(promise) is State.PARTLY
    assert promise.ratings.count() == 2


def test_a_changed_promise_takes_the_place_of_the_old_one(promise: Promise, cast: Cast) -> None:
    later = actions.replace_promise(
        promise,
        **{**TERMS, "due_on": DUE + timedelta(days=30)},
        reason="供应商停产",
        actor=cast.chen,
        now=NOW,
    )
    assert state(promise) is State.REPLACED
    assert state(later) is State.DUE
    assert str(later.reason) == "供应商停产"
    for act in (
        lambda: actions.give_evidence(promise, "……", actor=cast.chen, now=NOW),
        lambda: actions.replace_promise(promise, **TERMS, reason="又", actor=cast.chen, now=NOW),
    ):
        with refused("promise-replaced"):
            act()


def test_a_change_needs_a_reason(promise: Promise, cast: Cast) -> None:
    with refused("promise-incomplete"):
        actions.replace_promise(promise, **TERMS, reason=" ", actor=cast.chen, now=NOW)
    assert Promise.objects.count() == 1


def test_another_brands_people_cannot_touch_it(promise: Promise, cast: Cast) -> None:
    with refused("other-brand"):
        actions.rate_promise(promise, Rating.Outcome.BROKEN, "……", actor=cast.rival, now=NOW)


def test_the_database_refuses_to_delete_a_promise_or_move_its_day(promise: Promise) -> None:
    """I13."""
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        promise.delete()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        Promise.objects.update(due_at=AFTER)
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        Promise.objects.update(replaces=promise)
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        Promise.objects.update(verifier="brand")
