"""Which statements tell a group from the others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from civics.opinion import statistics
from civics.opinion.result import Direction, Parameters, Reason, Representative, Sensitivity
from civics.opinion.tallies import AGREE, DISAGREE, Counts, Tally, seen

Figures = NDArray[np.float64]
DIRECTIONS: tuple[Direction, Direction] = ("agree", "disagree")


@dataclass(frozen=True, eq=False)
class Tests:
    """Both proportion tests; every array (2, groups, m), direction agree first."""

    success: NDArray[np.int64]
    trials: NDArray[np.int64]
    others: NDArray[np.int64]
    """success in all other groups"""
    other_trials: NDArray[np.int64]
    share: Figures
    ratio: Figures
    share_z: Figures
    ratio_z: Figures

    @property
    def score(self) -> Figures:
        """Polis' order of interest: share × ratio × both z."""
        return self.share * self.ratio * self.share_z * self.ratio_z

    @property
    def p_value(self) -> Figures:
        """Both claims must hold, so the weaker one decides (intersection–union test)."""
        return statistics.upper_tail(np.minimum(self.share_z, self.ratio_z))


def compare(counts: Counts) -> Tests:
    """Test every statement in every group against the other groups together."""
    success = np.stack([counts[..., AGREE], counts[..., DISAGREE]])
    trials = np.broadcast_to(seen(counts), success.shape)
    return tested(
        success,
        trials,
        success.sum(axis=1, keepdims=True) - success,
        trials.sum(axis=1, keepdims=True) - trials,
    )


def tested(
    success: NDArray[np.int64],
    trials: NDArray[np.int64],
    others: NDArray[np.int64],
    other_trials: NDArray[np.int64],
) -> Tests:
    """The tests of given counts, of any one shape."""
    here = statistics.share(success, trials)
    return Tests(
        success,
        trials,
        others,
        other_trials,
        here,
        here / statistics.share(others, other_trials),
        statistics.share_z(success, trials),
        statistics.ratio_z(success, trials, others, other_trials),
    )


@dataclass(frozen=True, eq=False)
class Findings:
    """The tests with what follows from testing all of them at once."""

    tests: Tests
    q_value: Figures
    significant: NDArray[np.bool_]
    score: Figures
    """0 where the statement does not point this way."""
    weakest_z: Figures
    """The smaller z once the most influential voters are taken away."""
    least_z: float
    """The smallest z that still counts as discovered."""
    removed: int


def find(counts: Counts, people: int, parameters: Parameters) -> Findings:
    """Test everything, control the false discovery rate, see what few voters can undo."""
    tests = compare(counts)
    smaller = np.minimum(tests.share_z, tests.ratio_z)
    q_value = statistics.discovery_q(tests.p_value)
    significant = (smaller > 0) & (q_value <= parameters.false_discovery)
    removed = removed_voters(people, parameters)
    return Findings(
        tests,
        q_value,
        significant,
        # Two negative z multiply to a positive score, so the sign has to be asked for.
        np.where(smaller > 0, tests.score, 0.0),
        _after_removal(tests, removed),
        _least_z(int(significant.sum()), significant.size, parameters),
        removed,
    )


def _least_z(found: int, tests: int, parameters: Parameters) -> float:
    """The z of Benjamini and Hochberg's threshold, rate × discoveries ÷ tests."""
    threshold = parameters.false_discovery * max(found, 1) / tests
    return float(special.ndtri(1 - threshold))


def removed_voters(people: int, parameters: Parameters) -> int:
    """How many voters `parameters.influence` of the people is; at least one."""
    return max(1, int(np.ceil(people * parameters.influence - 1e-9)))


def _after_removal(tests: Tests, removed: int) -> Figures:
    """The smaller z without the believers here, or without the doubters elsewhere: the worse."""
    believers = np.minimum(tests.success, removed)
    doubters = np.minimum(tests.other_trials - tests.others, removed)
    here = tested(
        tests.success - believers, tests.trials - believers, tests.others, tests.other_trials
    )
    there = tested(tests.success, tests.trials, tests.others, tests.other_trials - doubters)
    weakest: Figures = np.minimum.reduce([here.share_z, here.ratio_z, there.ratio_z])
    return weakest


def representative(tally: Tally, parameters: Parameters) -> tuple[tuple[Representative, ...], ...]:
    """For each group the statements that set it apart, best first, at most `listed`.

    A statement sets a group apart if most who saw it there agree (or disagree) and a larger
    share than elsewhere does, both significantly at the false discovery rate. If none passes,
    the best one is given and says that it is not significant.
    """
    if len(tally.labels) < 2:
        return tuple(() for _ in tally.labels)
    findings = find(tally.counts, tally.people, parameters)
    return tuple(
        tuple(
            _row(findings, (direction, group, j), label, tally.statements[j], parameters)
            for direction, j in _ranked(findings, group, tally.rank, parameters.listed)
        )
        for group, label in enumerate(tally.labels)
    )


def _ranked(
    findings: Findings, group: int, rank: NDArray[np.intp], listed: int
) -> list[tuple[int, int]]:
    """(direction, statement) by falling score."""
    score, usable = findings.score[:, group], findings.significant[:, group]
    if not usable.any():
        usable, listed = (score > 0) & (score == score.max()), 1
    places = np.argwhere(usable)
    falling = np.lexsort((places[:, 0], rank[places[:, 1]], -score[usable]))
    return [(int(d), int(j)) for d, j in places[falling[:listed]]]


def _row(
    findings: Findings, at: tuple[int, int, int], label: int, statement: str, parameters: Parameters
) -> Representative:
    tests, direction = findings.tests, DIRECTIONS[at[0]]
    found = bool(findings.significant[at])
    weakest = float(findings.weakest_z[at])
    return Representative(
        statement=statement,
        group=label,
        direction=direction,
        success=int(tests.success[at]),
        trials=int(tests.trials[at]),
        share=float(tests.share[at]),
        ratio=float(tests.ratio[at]),
        share_z=float(tests.share_z[at]),
        ratio_z=float(tests.ratio_z[at]),
        p_value=float(tests.p_value[at]),
        q_value=float(findings.q_value[at]),
        significant=found,
        score=float(findings.score[at]),
        sensitivity=Sensitivity(findings.removed, weakest, found and weakest >= findings.least_z),
        why=(_why(findings, at, direction, parameters),),
    )


def _why(
    findings: Findings, at: tuple[int, int, int], direction: Direction, parameters: Parameters
) -> Reason:
    tests = findings.tests
    found = "significant" if findings.significant[at] else "not_significant"
    return Reason(
        f"representative.{direction}.{found}",
        {
            "success": int(tests.success[at]),
            "trials": int(tests.trials[at]),
            "others": int(tests.others[at]),
            "other_trials": int(tests.other_trials[at]),
            "q_value": float(findings.q_value[at]),
            "rate": parameters.false_discovery,
        },
    )
