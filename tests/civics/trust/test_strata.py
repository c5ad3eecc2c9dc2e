"""Strata stand side by side; between two of them stands a gap, never a sum."""

from dataclasses import fields

import numpy as np
import pytest

from civics.errors import InputError
from civics.trust import Strata, by_stratum
from civics.trust.score import score_limits
from civics.trust.strata import gap_of


@pytest.mark.parametrize(("one", "other"), [((56, 70), (48, 80)), ((9, 10), (3, 10))])
def test_a_gap_is_made_of_the_arms_that_point_inwards(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    """Newcombe's formula (Statistics in Medicine 17, 1998, 873), from Wilson's closed one."""
    counts = {name: [k, n - k] for name, (k, n) in {"one": one, "other": other}.items()}
    (a, a_low, a_high), (b, b_low, b_high) = (wilson(*sample) for sample in (one, other))
    low = a - b - np.sqrt((a - a_low) ** 2 + (b_high - b) ** 2)
    high = a - b + np.sqrt((a_high - a) ** 2 + (b - b_low) ** 2)
    gap = by_stratum(counts, [1, 0]).gaps[0]
    assert (gap.difference.low, gap.difference.high) == pytest.approx((low, high), abs=1e-9)


def wilson(k: int, n: int) -> tuple[float, float, float]:
    z = 1.959963984540054
    middle = (k + z * z / 2) / (n + z * z)
    reach = z / (n + z * z) * np.sqrt(k * (n - k) / n + z * z / 4)
    return k / n, middle - reach, middle + reach


def test_there_is_no_total() -> None:
    found = by_stratum({"public": [70, 20, 20], "core": [10, 15, 35], "lapsed": [5, 5, 5]})
    assert list(found.figures) == ["core", "lapsed", "public"]
    assert {field.name for field in fields(Strata)} == {"figures", "gaps", "confidence"}
    assert [(gap.above, gap.below, gap.surely) for gap in found.gaps] == [
        ("lapsed", "core", False),
        ("public", "core", True),
        ("public", "lapsed", False),
    ]


def test_a_stratum_of_few_has_no_limits_and_no_gaps() -> None:
    found = by_stratum({"public": [70, 20, 20], "core": [1, 4, 4], "lapsed": [5, 5, 5]})
    assert found.figures["core"].cautions == ("too_few",)
    assert found.figures["core"].low is None is found.figures["core"].high
    assert [(gap.above, gap.below) for gap in found.gaps] == [("public", "lapsed")]


def test_one_stratum_has_no_gaps() -> None:
    assert by_stratum({"core": [1, 2, 3]}).gaps == ()


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ({}, "rating.strata"),
        ({"core": [0, 0, 0]}, "rating.stratum_none"),
        ({"core": [1, 2]}, "rating.scale"),
    ],
)
def test_refusals(counts: dict[str, list[int]], code: str) -> None:
    with pytest.raises(InputError) as refused:
        by_stratum(counts)
    assert refused.value.code == code


@pytest.mark.parametrize("sizes", [(20, 40), (100, 100)])
def test_coverage_of_a_gap(sizes: tuple[int, int]) -> None:
    """The arms of all draws at once, then the gap of each draw."""
    rng, z, times = np.random.default_rng(8), 1.959963984540054, 5_000
    chances, scale = np.array([[0.5, 0.3, 0.2], [0.2, 0.2, 0.6]]), np.array([-1.0, 0.0, 1.0])
    arms = []
    for n, chance in zip(sizes, chances, strict=True):
        drawn = rng.multinomial(n, chance, size=times).astype(float)
        low, high = score_limits(drawn, scale, z)
        arms.append(list(zip(drawn @ scale / n, low, high, strict=True)))
    truth = dict(zip("ab", (chances @ scale).tolist(), strict=True))
    held = 0
    for one, other in zip(*arms, strict=True):
        gap = gap_of("a", "b", {"a": one, "b": other})
        held += gap.difference.low <= truth[gap.above] - truth[gap.below] <= gap.difference.high
    assert 0.93 < held / times < 0.97
