"""Two groups of waits: the published test, the slow one, and how often each errs."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from civics.errors import InputError
from civics.trust import log_rank, restricted_mean, restricted_mean_difference
from tests.civics.trust.waiting import PLACEBO, TREATED, Waits, area, drawn, handed_on

people = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0, 1])), min_size=2, max_size=15)


def slow_log_rank(one: Waits, other: Waits) -> tuple[Fraction, Fraction]:
    """Excess of ends in the first group and its variance, table by table."""
    pooled = [
        (t, e, g) for g, waits in enumerate((one, other)) for t, e in zip(*waits, strict=True)
    ]
    excess, variance = Fraction(0), Fraction(0)
    for time in sorted({t for t, e, _ in pooled if e}):
        n = sum(t >= time for t, _, _ in pooled)
        mine = sum(t >= time and g == 0 for t, _, g in pooled)
        ends = sum(t == time and e for t, e, _ in pooled)
        my_ends = sum(t == time and e and g == 0 for t, e, g in pooled)
        excess += my_ends - Fraction(ends * mine, n)
        if n > 1:
            variance += Fraction(ends * mine * (n - mine) * (n - ends), n * n * (n - 1))
    return excess, variance


def test_the_published_test() -> None:
    """R's survdiff prints 16.8 with 19.3 and 10.7 expected (see `waiting.py`); here to two digits,
    which the table-by-table test below gives as well."""
    found = log_rank({"treated": TREATED, "placebo": PLACEBO})
    assert round(found.statistic, 2) == 16.79
    assert found.freedom == 1
    assert found.observed == {"placebo": 21, "treated": 9}
    assert {name: round(e, 2) for name, e in found.expected.items()} == {
        "placebo": 10.75,
        "treated": 19.25,
    }
    assert found.p_value == pytest.approx(4.17e-5, rel=0.01)


@given(people, people)
def test_the_test_table_by_table(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    waits = [([float(t) for t, _ in rows], [e for _, e in rows]) for rows in (one, other)]
    excess, variance = slow_log_rank(*waits)
    if not variance:
        with pytest.raises(InputError):
            log_rank({"one": waits[0], "other": waits[1]})
        return
    found = log_rank({"one": waits[0], "other": waits[1]})
    assert found.statistic == pytest.approx(float(excess**2 / variance), abs=1e-8)
    assert sum(found.expected.values()) == pytest.approx(sum(found.observed.values()))


def test_three_groups_have_two_degrees() -> None:
    rng = np.random.default_rng(1)
    found = log_rank({name: drawn(40, 5.0, rng) for name in "abc"})
    assert found.freedom == 2
    assert 0.001 < found.p_value < 1


@given(people, st.fractions(Fraction(1, 2), 9))
def test_the_mean_is_the_area(rows: list[tuple[int, int]], horizon: Fraction) -> None:
    waits = ([float(t) for t, _ in rows], [e for _, e in rows])
    try:
        found = restricted_mean(*waits, float(horizon))
    except InputError:
        few = sum(e for t, e in rows if t <= horizon) < 2
        assert few or horizon > max(t for t, _ in rows)
        return
    assert found.mean.value == pytest.approx(float(area(handed_on(waits), horizon)))


def test_without_open_waits_the_mean_is_the_mean() -> None:
    """And its error is the textbook's: deviation over √n, each with n - 1."""
    waits = np.random.default_rng(3).exponential(size=40)
    cut = np.minimum(waits, 1.5)
    found = restricted_mean(waits, np.ones(40), 1.5)
    assert found.mean.value == pytest.approx(cut.mean())
    ends = int((waits <= 1.5).sum())
    assert found.error == pytest.approx(cut.std() / np.sqrt(40) * np.sqrt(ends / (ends - 1)))


def test_the_difference_changes_sides() -> None:
    one = restricted_mean_difference(TREATED, PLACEBO, 20)
    other = restricted_mean_difference(PLACEBO, TREATED, 20)
    assert one.mean.value == -other.mean.value > 0
    assert one.mean.low == pytest.approx(-other.mean.high)
    parts = [restricted_mean(*waits, 20).error for waits in (TREATED, PLACEBO)]
    assert one.error == pytest.approx(np.hypot(*parts))


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: log_rank({"one": TREATED}), "survival.groups"),
        (lambda: log_rank({"one": ([1, 2], [0, 0]), "two": ([1], [0])}), "survival.no_end"),
        (lambda: log_rank({"one": TREATED, "two": ([], [])}), "survival.none"),
        (lambda: restricted_mean(*TREATED, 36), "survival.horizon"),
        (lambda: restricted_mean(*TREATED, 0), "survival.horizon"),
        (lambda: restricted_mean(*TREATED, 5), "survival.few_ends"),
        (lambda: restricted_mean_difference(TREATED, PLACEBO, 40), "survival.horizon"),
    ],
)
def test_refusals(call: object, code: str) -> None:
    with pytest.raises(InputError) as refused:
        call()  # type: ignore[operator]
    assert refused.value.code == code


# How often each errs

HORIZON = 1.5


def true_mean() -> float:
    middles = (np.arange(20_000) + 0.5) / 20_000 * HORIZON
    return float((1 - ndtr(np.log(middles))).mean() * HORIZON)


@pytest.mark.parametrize("n", [30, 80])
def test_coverage_of_the_mean_and_of_differences(n: int) -> None:
    rng, truth, held, rejected = np.random.default_rng(n), true_mean(), np.zeros(2), 0
    times = 900
    for _ in range(times):
        one, other = drawn(n, 4.8, rng), drawn(n, 3.2, rng)
        mean = restricted_mean(*one, HORIZON).mean
        gap = restricted_mean_difference(one, other, HORIZON).mean
        held += [mean.low <= truth <= mean.high, gap.low <= 0 <= gap.high]
        rejected += log_rank({"one": one, "other": other}).p_value < 0.05
    assert np.all((held / times > 0.93) & (held / times < 0.97))
    assert 0.03 < rejected / times < 0.07
