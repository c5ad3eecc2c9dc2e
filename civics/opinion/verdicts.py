"""The last step of a map: names for the groups, tallies, verdicts."""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from civics.opinion.axes import Axes
from civics.opinion.consensus import consensus
from civics.opinion.dividing import divisions
from civics.opinion.gram import Gram
from civics.opinion.groups import Cut
from civics.opinion.map import OpinionMap
from civics.opinion.matching import named
from civics.opinion.priorities import extremity, priorities
from civics.opinion.representative import representative
from civics.opinion.result import Group, Parameters, Representative
from civics.opinion.tallies import Tally, counted
from civics.opinion.votes import Votes

Places = NDArray[np.intp]
Sealed = TypeVar("Sealed", bound=NDArray[Any])


@dataclass(frozen=True, eq=False)
class Conversation:
    """What a map is drawn from."""

    votes: Votes
    gram: Gram
    moderated_out: tuple[str, ...]
    meta: tuple[str, ...]
    parameters: Parameters
    rng_seed: int


@dataclass(frozen=True, eq=False)
class Plane:
    """People on the plane; `members` are the places of those who are grouped."""

    axes: Axes
    coordinates: NDArray[np.float64]
    members: Places
    before: NDArray[np.int64] | None
    """(members,) name of each one's last group, −1 for none; None without a last map."""


def written(
    conversation: Conversation,
    plane: Plane,
    cut: Cut,
    previous: OpinionMap | None,
    changed: Places | None = None,
) -> OpinionMap:
    """Tell what the cut people voted. The `changed` people, if only they voted since `previous`
    and its groups go on, spare counting everybody again."""
    votes, parameters, axes = conversation.votes, conversation.parameters, plane.axes
    names = named(cut.labels, cut.centres, plane.before)
    labels = tuple(sorted(names))
    place_of = np.full(len(votes.participants), -1)
    place_of[plane.members] = np.argsort(np.argsort(names))[cut.labels]
    counts = _counts(votes, place_of, labels, previous, changed)
    # Statements with equal figures are told apart by their loadings, not by their names.
    rank = np.argsort(np.lexsort((axes.axes[1], axes.axes[0])))
    tally = Tally(counts, labels, votes.statements, rank, len(plane.members))
    grouped = cut.choice.k > 1
    return OpinionMap(
        participants=votes.participants,
        statements=votes.statements,
        coordinates=_sealed(plane.coordinates),
        group_of=_sealed(_labels_of(place_of, labels if grouped else (-1,))),
        centre=_sealed(axes.centre),
        axes=_sealed(axes.axes),
        explained=axes.explained,
        counts=_sealed(counts),
        choice=cut.choice,
        groups=_groups(cut, names, representative(tally, parameters)) if grouped else (),
        consensus=consensus(tally, parameters),
        divisions=divisions(tally, parameters),
        priorities=_priorities(conversation, axes, counts),
        parameters=parameters,
        moderated_out=conversation.moderated_out,
        meta=conversation.meta,
        asked=conversation.gram.asked,
        rng_seed=conversation.rng_seed,
        follows=previous.digest if previous else "",
        votes=votes,
        gram=conversation.gram,
    )


def _counts(
    votes: Votes,
    place_of: Places,
    labels: tuple[int, ...],
    previous: OpinionMap | None,
    changed: Places | None,
) -> NDArray[np.int64]:
    """Tallies by group; after an update only the people who voted or moved are counted again."""
    if (
        previous is None
        or previous.votes is None
        or changed is None
        or previous.participants != votes.participants
        or previous.statements != votes.statements
        or tuple(group.label for group in previous.groups) != labels
    ):
        return counted(votes, place_of, len(labels))
    last = np.searchsorted(np.array(labels), previous.group_of).astype(np.intp)
    last[previous.group_of < 0] = -1
    touched = np.union1d(np.flatnonzero(last != place_of), changed)
    then, now = previous.votes.taken(touched), votes.taken(touched)
    left = counted(then, last[touched], len(labels))
    return previous.counts - left + counted(now, place_of[touched], len(labels))


def _labels_of(place_of: Places, labels: tuple[int, ...]) -> NDArray[np.int16]:
    """(n,) labels from places; place −1 has no label."""
    return np.array([*labels, -1], dtype=np.int16)[place_of]


def _groups(
    cut: Cut, names: list[int], marks: tuple[tuple[Representative, ...], ...]
) -> tuple[Group, ...]:
    sizes = np.bincount(cut.labels, minlength=len(names))
    return tuple(
        Group(
            label=names[place],
            size=int(sizes[place]),
            share=float(sizes[place] / sizes.sum()),
            centre=(float(cut.centres[place, 0]), float(cut.centres[place, 1])),
            stability=float(cut.stability[place]),
            representative=mark,
        )
        for place, mark in zip(np.argsort(names), marks, strict=True)
    )


def _priorities(
    conversation: Conversation, axes: Axes, counts: NDArray[np.int64]
) -> dict[str, float]:
    votes, meta = conversation.votes, set(conversation.meta)
    fixed = np.array([name in meta for name in votes.statements], dtype=bool)
    worth = priorities(counts, extremity(axes, conversation.gram.asked), fixed)
    return dict(zip(votes.statements, worth.tolist(), strict=True))


def _sealed(array: Sealed) -> Sealed:
    array.flags.writeable = False
    return array
