"""The shared instances: known optima, and proofs that need no oracle."""

import json
from fractions import Fraction

import numpy as np
import pytest

from civics.sortition import Lottery, make_lottery
from civics.sortition.leximin import leximin
from civics.sortition.polytope import polytope
from civics.sortition.proof import Level, gaps
from civics.sortition.types import Types, types_of
from tests.civics.sortition.towns import SHARED, shared


def sorted_chances(lottery: Lottery) -> np.ndarray:
    return np.sort([float(chance) for chance in lottery.chances().values()])


def geometric_mean(chances: np.ndarray) -> float:
    return float(np.exp(np.log(chances).mean()))


def keeps_every_quota(lottery: Lottery) -> bool:
    sums = lottery.panels @ lottery.types.matrix.T
    return bool(((sums >= lottery.types.lower) & (sums <= lottery.types.upper)).all())


def gini(chances: np.ndarray) -> float:
    places = np.arange(1, len(chances) + 1)
    return float((2 * places - len(chances) - 1) @ chances / (len(chances) * chances.sum()))


def test_everybody_has_a_tenth_in_the_small_example() -> None:
    lottery = make_lottery(*shared("example_small_20"))
    assert set(lottery.chances().values()) == {Fraction(1, 10)}


def test_leximin_of_150_people() -> None:
    lottery = make_lottery(*shared("sortition_algorithms_150"))
    chances = sorted_chances(lottery)
    assert chances[0] == pytest.approx(1 / 11, abs=1e-6)
    assert gini(chances) == pytest.approx(0.14035, abs=1e-5)
    assert geometric_mean(chances) == pytest.approx(0.141206, abs=1e-6)
    assert keeps_every_quota(lottery)
    assert lottery.gap() < 1e-7


@pytest.mark.parametrize("name", ["hd_like_30", "cca_like_75"])
def test_leximin_equals_the_expected_chances(name: str) -> None:
    lottery = make_lottery(*shared(name))
    expected = json.loads((SHARED / name / "expected.json").read_text())
    assert np.abs(sorted_chances(lottery) - expected["sorted_probabilities"]).max() < 1e-6
    assert sum(lottery.chances().values()) == lottery.size
    assert keeps_every_quota(lottery)
    assert lottery.gap() < 1e-7


def exact_bound(types: Types, level: Level) -> Fraction:
    """`proof.bound` in rational numbers: no rounding, so the inequality is beyond doubt."""
    weights, multipliers = (
        [Fraction(x) for x in v.tolist()] for v in (level.weights, level.multipliers)
    )
    total = Fraction(0)
    for u, low, high in zip(multipliers, types.lower.tolist(), types.upper.tolist(), strict=True):
        total += u * Fraction(high if u >= 0 else low)
    for j, (weight, cap) in enumerate(zip(weights, types.caps.tolist(), strict=True)):
        rows = np.flatnonzero(types.matrix[:, j])
        rest = weight - sum((multipliers[r] * int(types.matrix[r, j]) for r in rows), Fraction(0))
        total += Fraction(cap) * max(rest, Fraction(0))
    return total


def test_leximin_of_1727_people_is_proved_and_nearly_as_expected() -> None:
    """1,723 of 1,727 chances equal the expected ones to 1e-6; four differ by up to 1.4e-6.

    Who is right at the first of these, three people with 0.0760547 here and 0.0760558 there?
    In exact arithmetic: nobody's smallest chance can be above ours, and as long as the 1,648 people
    below keep theirs, the three cannot have more than ours. Each 1e-11 that those below lose buys
    the three 3e-7: the expected figures gave up 3.5e-11, which is within their solver's tolerance.
    """
    pool, quotas, size = shared("sfe_like_110")
    types = types_of(pool, quotas, size)
    target = leximin(polytope(types), types.counts)
    assert target is not None
    assert gaps(types, target.proof, target.expected).max() < 1e-9
    chances = np.sort(np.repeat(target.expected / types.counts, types.counts.astype(int)))
    expected = json.loads((SHARED / "sfe_like_110" / "expected.json").read_text())
    for name, ours in (("min", chances[0]), ("geo", geometric_mean(chances))):
        assert ours == pytest.approx(expected["leximin"][name], abs=1e-6)
    apart = np.abs(chances - expected["sorted_probabilities"])
    assert np.count_nonzero(apart > 1e-6) <= 4
    assert apart.max() < 1.4e-6
    assert chances.sum() == pytest.approx(size, abs=1e-8)

    below, three = target.proof.levels[:2]
    low = list(below.settled)
    counts = [Fraction(int(c)) for c in types.counts]
    everybody = sum(Fraction(w) * c for w, c in zip(below.weights.tolist(), counts, strict=True))
    least = exact_bound(types, below) / everybody
    assert least - Fraction(chances[0]) < Fraction(1, 10**15)
    held, others = Fraction(0), Fraction(0)
    for j, (weight, count) in enumerate(zip(three.weights.tolist(), counts, strict=True)):
        if j in low:
            held += Fraction(weight) * count
        else:
            others += Fraction(weight) * count
    most = (exact_bound(types, three) - held * Fraction(chances[0])) / others
    assert most - Fraction(chances[1648]) < Fraction(1, 10**11)
    theirs = Fraction(expected["sorted_probabilities"][1648])
    assert theirs > most + Fraction(1, 10**6)
    given_up = (theirs - most) * others / held
    assert Fraction(3, 10**11) < given_up < Fraction(4, 10**11)


@pytest.mark.parametrize(
    ("name", "mean"), [("sortition_algorithms_150", 0.1419028), ("hd_like_30", 0.0442139)]
)
def test_nash_equals_the_known_geometric_mean(name: str, mean: float) -> None:
    lottery = make_lottery(*shared(name), algorithm="nash")
    assert geometric_mean(sorted_chances(lottery)) == pytest.approx(mean, abs=1e-6)
    assert keeps_every_quota(lottery)
    assert lottery.gap() < 1e-7


def test_maximin_reaches_the_smallest_chance_of_leximin() -> None:
    lottery = make_lottery(*shared("hd_like_30"), algorithm="maximin")
    assert sorted_chances(lottery)[0] == pytest.approx(0.0240595, abs=1e-6)
    assert lottery.gap() < 1e-7


@pytest.mark.slow
def test_1727_people_get_a_lottery_over_whole_panels() -> None:
    lottery = make_lottery(*shared("sfe_like_110"))
    assert sorted_chances(lottery)[0] == pytest.approx(0.0264459, abs=1e-6)
    assert sum(lottery.chances().values()) == 110
    assert keeps_every_quota(lottery)
    assert lottery.gap() < 1e-7
