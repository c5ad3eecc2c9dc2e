import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from civics.bridging import Ratings, strata_scores, wilson
from civics.errors import InputError


def obvious_wilson(successes: int, trials: int) -> tuple[float, float]:
    """Search for the two p at which the normal test just does not reject."""
    share = successes / trials

    def test(p: float) -> float:
        return trials * (share - p) ** 2 - 1.959963984540054**2 * p * (1 - p)

    # At a share of 0 or 1 the test has a second root there; a hair inside it is negative.
    low = 0.0 if successes == 0 else brentq(test, 0, share - 1e-9, xtol=1e-14)
    high = 1.0 if successes == trials else brentq(test, share + 1e-9, 1, xtol=1e-14)
    return low, high


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_equals_the_inverted_test(counts: tuple[int, int]) -> None:
    low, high = wilson([counts[0]], [counts[1]])
    assert (low[0], high[0]) == pytest.approx(obvious_wilson(*counts), abs=1e-9)


def test_wilson_without_trials_knows_nothing() -> None:
    low, high = wilson([0], [0])
    assert (low[0], high[0]) == (0, 1)


@pytest.mark.parametrize("trials", [10, 20, 50, 200, 1000])
def test_wilson_covers(trials: int) -> None:
    rng = np.random.default_rng(trials)
    share = rng.uniform(0.05, 0.95, 40_000)
    low, high = wilson(rng.binomial(trials, share), np.full(share.size, trials))
    assert 0.93 <= ((low <= share) & (share <= high)).mean() <= 0.97


@pytest.mark.parametrize("seen", [(20, 20), (15, 60, 300), (30, 30, 30, 30)])
def test_the_score_is_below_the_weakest_support(seen: tuple[int, ...]) -> None:
    rng = np.random.default_rng(len(seen))
    share = rng.uniform(0.1, 0.95, (len(seen), 20_000))
    trials = np.broadcast_to(np.array(seen)[:, None], share.shape)
    low, _ = wilson(rng.binomial(trials, share), trials)
    assert (low.min(axis=0) <= share.min(axis=0)).mean() >= 0.97


PEOPLE = ["ann", "bo", "cai", "dan", "eve", "fay"]
TABLES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from([0.0, 0.5, 1.0])), min_size=8
)


@settings(max_examples=30)
@given(TABLES, st.lists(st.sampled_from(["core", "public", "lapsed"]), min_size=6, max_size=6))
def test_equals_counting_by_hand(rows: list[tuple[int, int, float]], strata: list[str]) -> None:
    rater, item, value = zip(*rows, strict=True)
    ratings = Ratings.of(rater, item, value, raters=PEOPLE, items="wxyz")
    stratum_of = dict(zip(PEOPLE, strata, strict=True))
    present = {stratum_of[name] for name in ratings.raters}
    if len(present) < 2:
        with pytest.raises(InputError, match=r"bridging\.strata"):
            strata_scores(ratings, stratum_of)
        return
    scores = strata_scores(ratings, stratum_of)
    last = {(r, i): v for r, i, v in rows}
    for place, name in enumerate(ratings.items):
        lows = []
        for stratum in sorted(present):
            votes = [
                v
                for (r, i), v in last.items()
                if "wxyz"[i] == name and stratum_of[PEOPLE[r]] == stratum
            ]
            supporters = sum(v > 0.5 for v in votes)
            lows.append(obvious_wilson(supporters, len(votes))[0] if votes else 0.0)
        assert scores.score[place] == pytest.approx(min(lows), abs=1e-9)


def test_people_without_a_stratum_are_left_out() -> None:
    ratings = Ratings.of([0, 1, 2], [0, 0, 0], [1, 1, 0], raters=PEOPLE[:3], items="w")
    scores = strata_scores(ratings, {"ann": "core", "bo": "public"})
    assert scores.seen.tolist() == [[1], [1]]
    assert scores.supporters.tolist() == [[1], [1]]
