"""The rule of turns, whatever is asked for in whatever order."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.act.creators.rules import (
    Period,
    first_day,
    fits,
    last_day,
    next_day,
    part_of,
    quarter_named,
    quarter_of,
    title,
    touched,
)

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
LENGTHS = st.integers(0, 365)
LIMITS = st.integers(1, 6).flatmap(lambda held: st.tuples(st.just(held), st.integers(held + 1, 9)))
ASKED = st.lists(st.tuples(DAYS, LENGTHS), max_size=12)


def window_counts(used: set[int], of: int) -> list[int]:
    """The slow way: every stretch of so many quarters, counted."""
    return [sum(q in used for q in range(at, at + of)) for at in range(8050, 8170)]


@given(ASKED, LIMITS)
def test_no_stretch_ever_has_more(asked: list[tuple[date, int]], limits: tuple[int, int]) -> None:
    held, of = limits
    used: set[int] = set()
    for begins, length in asked:
        last = begins + timedelta(days=length)
        would_be = max(window_counts({*used, *touched(begins, last)}, of))
        assert fits(used, begins, last, held=held, of=of) == (would_be <= held)
        if would_be <= held:
            used |= set(touched(begins, last))
    assert max(window_counts(used, of)) <= held


@given(ASKED, DAYS, LENGTHS, LIMITS)
def test_the_day_that_is_named_is_the_first_that_fits(
    asked: list[tuple[date, int]], begins: date, length: int, limits: tuple[int, int]
) -> None:
    held, of = limits
    used = {q for day, days in asked for q in touched(day, day + timedelta(days=days))}
    again = next_day(used, begins, begins + timedelta(days=length), held=held, of=of)
    later = [first_day(q) for q in range(quarter_of(begins) + 1, 8200)]
    can = [day for day in later if fits(used, day, day + timedelta(days=length), held=held, of=of)]
    assert again == (can[0] if can else None)


@given(st.integers(1, 10**12), DAYS, LENGTHS, LENGTHS)
def test_the_parts_of_a_quantity_are_all_of_it(
    quantity: int, begins: date, length: int, cut: int
) -> None:
    planned = begins + timedelta(days=length)
    whole = Period(begins, planned, planned)
    parts = [part_of(quantity, whole, q) for q in touched(begins, planned)]
    assert sum(parts) == quantity
    assert all(part > 0 for part in parts)
    revoked = Period(begins, planned - timedelta(days=cut), planned)
    assert sum(part_of(quantity, revoked, q) for q in touched(begins, planned)) <= quantity


@given(DAYS)
def test_a_day_is_in_its_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert first_day(quarter) <= day <= last_day(quarter)
    assert quarter_named(title(quarter)) == quarter
    assert quarter_of(last_day(quarter) + timedelta(days=1)) == quarter + 1


def test_names_of_quarters() -> None:
    assert title(quarter_of(date(2026, 3, 31))) == "2026Q1"
    assert title(quarter_of(date(2026, 4, 1))) == "2026Q2"
    for wrong in ("2026Q5", "2026q1", "26Q1", "2026Q1 ", "２０２６Q1", ""):
        assert quarter_named(wrong) is None
