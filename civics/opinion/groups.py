"""How many groups there are, who is in them, and whether that would survive other voters."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from civics.opinion import kmeans
from civics.opinion.kmeans import Labels, Points, Weights
from civics.opinion.placing import COORDINATE_UNIT
from civics.opinion.result import Candidate, Choice, Parameters, Reason
from civics.opinion.stability import Resamples, stability

STARTS = 8

# More distinct places than this are first gathered into cells of equal headcount, 32 slices
# across and 32 along each; the groups are settled on the people themselves afterwards.
MOST_POINTS = 1_024
SLICES = 32

# A new partition must be this much tighter than last time's, continued, to replace it.
WARM_ADVANTAGE = 0.01

# How far below the thresholds groups that are already shown may fall before they are taken away.
SLACK = 0.1


@dataclass(frozen=True, eq=False)
class Cut:
    """People divided into groups; `labels` (people,), `centres` (k, 2) in the order of labels."""

    labels: Labels
    centres: Points
    stability: NDArray[np.float64]
    choice: Choice


@dataclass(frozen=True, eq=False)
class _Trial:
    candidate: Candidate
    centres: Points
    stability: NDArray[np.float64]


def cut(
    points: Points,
    resamples: Resamples,
    parameters: Parameters,
    rng_seed: int,
    before: Labels | None = None,
) -> Cut:
    """Divide people into the number of groups that stands best, or into none.

    Parameters
    ----------
    points
        (people, 2) places, in units of 2⁻²⁰.
    resamples
        The same people, or some of them, drawn again.
    before
        (people,) groups of the last map, −1 for people without one: their number is kept unless
        another is better by `parameters.margin`, and k-means also starts from them.

    Every k from 2 to min(`max_groups`, 2 + people // 12) is tried. One stands if its silhouette,
    its bootstrap stability and its smallest group reach the thresholds; of those that stand the
    one with the best silhouette is chosen. Randomness: PCG64 seeded by (`rng_seed`, k).
    """
    cells, weights = gather(points)
    trials = []
    if len(cells) > 1:
        distances = cdist(cells, cells)
        for k in range(2, 1 + min(parameters.max_groups, 2 + len(points) // 12, len(cells))):
            warm = _continued(points, before, k)
            trials.append(_tried(cells, weights, distances, k, warm, resamples, rng_seed))
    chosen, choice = _choose(trials, parameters, _number_of(before))
    if chosen is None:
        return undivided(points, choice)
    return settle(points, chosen.centres, chosen.stability, choice)


def undivided(points: Points, choice: Choice) -> Cut:
    """Everybody in one place of the list, which stands for "no groups"."""
    everywhere = np.zeros(len(points), dtype=np.intp)
    return Cut(everywhere, points.mean(axis=0)[None, :], np.array([np.nan]), choice)


def settle(points: Points, centres: Points, stability: NDArray[np.float64], choice: Choice) -> Cut:
    """Move centres to rest on the people themselves."""
    weights = np.ones(len(points))
    centres = kmeans.lloyd(points, weights, centres)
    labels = kmeans.assign(points, centres)
    return Cut(labels, centres, stability, choice)


def gather(points: Points) -> tuple[Points, Weights]:
    """Few weighted places for many people: the distinct ones, or cells of equal headcount."""
    ranked = points[np.lexsort((points[:, 1], points[:, 0]))]
    fresh = np.append(True, (ranked[1:] != ranked[:-1]).any(axis=1))
    if np.count_nonzero(fresh) <= MOST_POINTS:
        starts = np.flatnonzero(fresh)
        return ranked[starts], np.diff(np.append(starts, len(ranked))).astype(float)
    for start, end in zip(*_slices(0, len(ranked)), strict=True):
        piece = ranked[start:end]
        ranked[start:end] = piece[np.lexsort((piece[:, 0], piece[:, 1]))]
    cells = [_slices(start, end) for start, end in zip(*_slices(0, len(ranked)), strict=True)]
    starts = np.concatenate([first for first, _ in cells])
    sizes = np.concatenate([last - first for first, last in cells]).astype(float)
    middle = np.add.reduceat(ranked, starts) / sizes[:, None]
    return np.rint(middle / COORDINATE_UNIT) * COORDINATE_UNIT, sizes


def _slices(start: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    edges = start + (end - start) * np.arange(SLICES + 1) // SLICES
    return edges[:-1], edges[1:]


def _continued(points: Points, before: Labels | None, k: int) -> Points | None:
    """Where last time's groups are now, if there were `k`."""
    if before is None or _number_of(before) != k:
        return None
    labels = np.unique(before[before >= 0])
    return np.array([points[before == label].mean(axis=0) for label in labels])


def _number_of(before: Labels | None) -> int | None:
    return None if before is None else max(1, len(np.unique(before[before >= 0])))


def _tried(
    cells: Points,
    weights: Weights,
    distances: NDArray[np.float64],
    k: int,
    warm: Points | None,
    resamples: Resamples,
    rng_seed: int,
) -> _Trial:
    rng = np.random.default_rng([rng_seed, k])
    centres = _tightest(cells, weights, k, rng)
    if warm is not None:
        warm = kmeans.lloyd(cells, weights, warm)
        bound = kmeans.inertia(cells, weights, centres) * (1 + WARM_ADVANTAGE)
        centres = warm if kmeans.inertia(cells, weights, warm) <= bound else centres
    centres = centres[np.lexsort((centres[:, 1], centres[:, 0]))]
    labels = kmeans.assign(cells, centres)
    agreement, overlap = stability(resamples, centres)
    sizes = np.bincount(labels, weights=weights, minlength=k)
    width = kmeans.silhouette(distances, weights, labels)
    return _Trial(Candidate(k, width, agreement, int(sizes.min())), centres, overlap)


def _tightest(cells: Points, weights: Weights, k: int, rng: np.random.Generator) -> Points:
    all_weights = np.broadcast_to(weights, (STARTS, len(weights)))
    all_cells = np.broadcast_to(cells, (STARTS, *cells.shape))
    starts = kmeans.spread_starts(all_cells, all_weights, rng.random((STARTS, k)))
    ends = kmeans.lloyd(cells, all_weights, starts)
    best: Points = ends[int(np.argmin(kmeans.inertia(cells, all_weights, ends)))]
    return best


def _choose(
    trials: list[_Trial], parameters: Parameters, last: int | None
) -> tuple[_Trial | None, Choice]:
    tried = tuple(trial.candidate for trial in trials)
    if not trials:
        return None, Choice(1, tried, last == 1, (Reason("groups.one_place"),))
    standing = [t for t in trials if _stands(t.candidate, parameters, 0.0)]
    best = max(standing, key=lambda trial: trial.candidate.silhouette, default=None)
    kept = next((t for t in trials if t.candidate.k == last), None)
    if kept and kept is not best and _stands(kept.candidate, parameters, SLACK):
        edge = best.candidate.silhouette - kept.candidate.silhouette if best else 0.0
        if edge < parameters.margin:
            return kept, _explained(kept, tried, "groups.kept", kept=True)
    if best is None:
        reasons = tuple(_shortfall(trial.candidate, parameters) for trial in trials)
        return None, Choice(1, tried, last == 1, (Reason("groups.none"), *reasons))
    return best, _explained(best, tried, "groups.chosen", kept=best is kept)


def _explained(trial: _Trial, tried: tuple[Candidate, ...], code: str, *, kept: bool) -> Choice:
    mine = trial.candidate
    figures = {"k": mine.k, "silhouette": mine.silhouette, "stability": mine.stability}
    return Choice(mine.k, tried, kept, (Reason(code, figures),))


def _stands(candidate: Candidate, parameters: Parameters, slack: float) -> bool:
    return (
        candidate.stability >= parameters.min_stability - slack
        and candidate.silhouette >= parameters.min_silhouette - slack
        and candidate.smallest >= parameters.min_group
    )


def _shortfall(candidate: Candidate, parameters: Parameters) -> Reason:
    k = candidate.k
    if candidate.smallest < parameters.min_group:
        smallest = {"smallest": candidate.smallest, "least": parameters.min_group}
        return Reason("groups.too_small", {"k": k, **smallest})
    if candidate.silhouette < parameters.min_silhouette:
        figures = {"silhouette": candidate.silhouette, "least": parameters.min_silhouette}
        return Reason("groups.blurred", {"k": k, **figures})
    figures = {"stability": candidate.stability, "least": parameters.min_stability}
    return Reason("groups.unstable", {"k": k, **figures})


def carried_on(choice: Choice, changed: int) -> Choice:
    """The same choice after `changed` more people voted, without comparing again."""
    return replace(choice, kept=True, changed_since=choice.changed_since + changed)
