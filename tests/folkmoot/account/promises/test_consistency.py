"""言行一致率: what counts, when, and for whom."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.account.promises import actions, queries
from folkmoot.account.promises.models import Promise, Rating
from folkmoot.account.promises.queries.consistency import _Row, _tally, quarter_of
from folkmoot.account.promises.rules import end_of
from tests.folkmoot.account.promises.conftest import TERMS
from tests.folkmoot.conftest import NOW, Cast

LATER = end_of(date(2026, 12, 31))


def make(cast: Cast, day: date) -> Promise:
    return actions.make_promise(**{**TERMS, "due_on": day}, actor=cast.chen, now=NOW)


def keep(promise: Promise, cast: Cast, *, days: int) -> None:
    now = NOW + timedelta(days=days)
    actions.give_evidence(promise, "做了", actor=cast.chen, now=now)
    actions.rate_promise(promise, Rating.Outcome.KEPT, "做到了", actor=cast.chen, now=now)


def test_every_promise_that_was_due_is_counted_once(cast: Cast) -> None:
    on_time, late, never = (make(cast, date(2026, 3, 10)) for _ in range(3))
    keep(on_time, cast, days=3)
    keep(late, cast, days=30)
    moved = make(cast, date(2026, 5, 1))
    for promise, days in ((moved, 1), (never, 60)):
        actions.replace_promise(
            promise,
            **{**TERMS, "due_on": date(2026, 8, 1)},
            reason="改期",
            actor=cast.chen,
            now=NOW + timedelta(days=days),
        )
    whole = queries.consistency(cast.brand, LATER).whole
    assert whole == queries.Tally(due=5, kept=1, late=1, overdue=3, moved=1)
    assert whole.share == 20


def test_nothing_counts_before_its_day(cast: Cast) -> None:
    make(cast, date(2026, 6, 1))
    assert queries.consistency(cast.brand, NOW).whole == queries.Tally()
    assert queries.consistency(cast.brand, NOW).whole.share is None


def test_by_person_and_by_the_quarter_of_the_day(cast: Cast) -> None:
    make(cast, date(2026, 3, 31))
    make(cast, date(2026, 4, 1))
    found = queries.consistency(cast.brand, LATER)
    assert [quarter for quarter, _ in found.by_quarter] == ["2026 Q2", "2026 Q1"]
    assert [(who, tally.due) for who, tally in found.by_owner] == [("Chen 副总裁", 2)]


def test_the_last_day_of_a_quarter_belongs_to_it() -> None:
    assert quarter_of(end_of(date(2026, 3, 31))) == "2026 Q1"
    assert quarter_of(end_of(date(2026, 12, 31))) == "2026 Q4"


TIMES = st.integers(-50, 50).map(lambda days: NOW + timedelta(days=days))


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            _Row,
            name=st.just(""),
            title=st.just(""),
            due_at=TIMES,
            outcome=st.none(),
            rated_at=st.none(),
            confirmed=st.none(),
            replaced_at=st.one_of(st.none(), TIMES),
        )
    ),
    st.sampled_from(["kept", "partly", "broken"]),
)
def test_the_parts_make_up_the_whole(rows: list[_Row], outcome: str) -> None:
    rated = [
        _Row(**{**row.__dict__, "outcome": outcome, "rated_at": NOW, "confirmed": True})
        for row in rows[::2]
    ]
    tally = _tally(rated + rows[1::2], NOW)
    assert tally.due == tally.kept + tally.late + tally.partly + tally.broken + tally.overdue
    assert tally.confirmed <= tally.kept
    assert tally.due + tally.moved <= len(rows)
