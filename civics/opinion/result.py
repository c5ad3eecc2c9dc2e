"""What is said on an opinion map: frozen records, each verdict with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["agree", "disagree"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One why-sentence: a code that a reader's language renders, and its numbers."""

    code: str
    params: Mapping[str, int | float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every dial of the map. The defaults are the published method.

    - `min_votes`: people with fewer votes are placed, but not grouped.
    - `top_up`: if fewer people than this qualify, the most active are added.
    - `max_groups`: the largest number of groups that is tried.
    - `min_stability`, `min_silhouette`, `min_group`: groups are shown if the mean adjusted Rand
      index over `resamples` bootstrap resamples of the voters, the mean silhouette and the number
      of people in the smallest group are at least these.
    - `margin`: silhouette by which another number of groups must win on a map that has groups.
    - `confidence`: of every interval.
    - `false_discovery`: rate of Benjamini and Hochberg.
    - `listed`: the longest list of each kind.
    - `influence`: share of the grouped people whom the sensitivity of each verdict takes away.
    """

    min_votes: int = 7
    top_up: int = 15
    max_groups: int = 5
    min_stability: float = 0.6
    min_silhouette: float = 0.25
    min_group: int = 3
    margin: float = 0.05
    resamples: int = 20
    confidence: float = 0.95
    false_discovery: float = 0.10
    listed: int = 10
    influence: float = 0.01


@dataclass(frozen=True, slots=True)
class Candidate:
    """One number of groups that was tried, and how well it holds."""

    k: int
    silhouette: float
    stability: float
    smallest: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Why there are this many groups. `k == 1` says: no groups."""

    k: int
    candidates: tuple[Candidate, ...]
    kept: bool
    why: tuple[Reason, ...]
    changed_since: int = 0
    """People whose votes changed since the candidates were last compared (see `update`)."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the most influential voters can do to a verdict, groups held still.

    `removed` voters are taken away, those whose absence hurts the verdict most; `value` is what
    remains of the verdict's own figure, `holds` says whether the verdict would still be given.
    """

    removed: int
    value: float
    holds: bool


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that tells a group from the others."""

    statement: str
    group: int
    direction: Direction
    success: int
    trials: int
    share: float
    """(success + 1) / (trials + 2)"""
    ratio: float
    """share here ÷ share in the other groups"""
    share_z: float
    ratio_z: float
    p_value: float
    q_value: float
    """Benjamini–Hochberg, over every group, statement and direction tested."""
    significant: bool
    score: float
    sensitivity: Sensitivity
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Consensus:
    """What all groups share about one statement, in one direction."""

    statement: str
    direction: Direction
    product: float
    """∏ over groups of (success + 1) / (trials + 2), Polis' group-aware consensus"""
    mean: float
    """The same shares' geometric mean: does not shrink as groups are added."""
    low: float
    """Lower end of the two-sided interval of the geometric mean."""
    high: float
    weakest_group: int
    weakest_share: float
    holds: bool
    sensitivity: Sensitivity
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A statement on which two groups part."""

    statement: str
    agreeing_group: int
    disagreeing_group: int
    gap: float
    """Agreeing share of one group minus that of the other, each of those who saw it."""
    low: float
    high: float
    opposed: bool
    """Most of one group agree and most of the other disagree."""
    sensitivity: Sensitivity
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group. `label` stays with it from update to update."""

    label: int
    size: int
    share: float
    centre: tuple[float, float]
    stability: float
    """Mean Jaccard overlap with its best match over the bootstrap resamples; NaN if not drawn."""
    representative: tuple[Representative, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where one person stands. `group` is None with too few votes or no groups."""

    x: float
    y: float
    votes: int
    group: int | None
    distances: Mapping[int, float]
    agreement: Mapping[int, float]
    """By group: the share of this person's votes that most of the group's voters gave too."""
    why: tuple[Reason, ...]
