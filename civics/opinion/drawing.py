"""The steps of a map in their order: axes, places, groups, verdicts."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from civics.opinion import groups as grouping
from civics.opinion.axes import principal_axes
from civics.opinion.groups import Cut
from civics.opinion.map import OpinionMap
from civics.opinion.placing import LOADING_UNIT, project, stretch, sums_along
from civics.opinion.result import Choice, Parameters
from civics.opinion.stability import MOST_PEOPLE, Resamples, resample
from civics.opinion.verdicts import Conversation, Places, Plane, written
from civics.opinion.votes import Votes

# An update compares numbers of groups anew once this share of the grouped people has voted.
CHANGE_BEFORE_CHOOSING = 0.05

# Seeds the bootstrap beside the caller's seed; k-means with k groups has k here (`groups.py`).
BOOTSTRAP_STREAM = 0


def draw(
    conversation: Conversation, previous: OpinionMap | None, *, changed: Places | None = None
) -> OpinionMap:
    """The map of a conversation. `changed`: places of those who voted since `previous`, for an
    update, which goes on with the last choice of groups while it can."""
    votes = conversation.votes
    members = conversing(votes.per_participant, len(votes.statements), conversation.parameters)
    before = _groups_before(votes, previous)
    if previous and before is not None and changed is not None:
        choice = grouping.carried_on(previous.choice, len(changed))
        if choice.changed_since < CHANGE_BEFORE_CHOOSING * len(members):
            plane = _plane(conversation, members, before, previous, near=True)
            cut = _continued(plane, previous, choice)
            if cut:
                return written(conversation, plane, cut, previous, changed)
    plane = _plane(conversation, members, before, previous, near=False)
    return written(conversation, plane, _chosen(conversation, plane), previous)


def _plane(
    conversation: Conversation,
    members: Places,
    before: NDArray[np.int64] | None,
    previous: OpinionMap | None,
    *,
    near: bool,
) -> Plane:
    statements = conversation.votes.statements
    last = None if previous is None else _axes_before(statements, previous)
    axes = principal_axes(conversation.gram, near=last if near else None)
    if last is not None:
        turned = np.where((axes.axes * last).sum(axis=1) < 0, -1.0, 1.0)[:, None]
        axes = replace(axes, axes=axes.axes * turned + 0.0)
    coordinates = project(conversation.votes, axes, conversation.gram.asked)
    return Plane(axes, coordinates, members, None if before is None else before[members])


def conversing(answered: NDArray[np.int64], statements: int, parameters: Parameters) -> Places:
    """Places of the people who are grouped: enough votes, or among the most active.

    If fewer than `top_up` people have `min_votes`, the bar falls to the votes of the person at
    that rank, so that nobody is preferred among equals.
    """
    bar = min(parameters.min_votes, statements)
    if np.count_nonzero(answered >= bar) < parameters.top_up:
        most_active = np.sort(answered)[::-1]
        bar = min(bar, int(most_active[min(parameters.top_up, len(answered)) - 1]))
    return np.flatnonzero(answered >= max(bar, 1))


def _axes_before(statements: tuple[str, ...], previous: OpinionMap) -> NDArray[np.float64]:
    """(2, m) the last axes, 0 for statements they did not know."""
    if previous.statements == statements:
        return previous.axes
    place = {name: j for j, name in enumerate(statements)}
    shared = [(place[name], j) for j, name in enumerate(previous.statements) if name in place]
    axes = np.zeros((2, len(statements)))
    for now, then in shared:
        axes[:, now] = previous.axes[:, then]
    return axes


def _groups_before(votes: Votes, previous: OpinionMap | None) -> NDArray[np.int64] | None:
    """(n,) the group each person was in, −1 for none."""
    if previous is None or not len(previous.participants):
        return None
    if previous.participants == votes.participants:
        return previous.group_of.astype(np.int64)
    last = dict(zip(previous.participants, previous.group_of.tolist(), strict=True))
    return np.array([last.get(name, -1) for name in votes.participants], dtype=np.int64)


def _continued(plane: Plane, previous: OpinionMap, choice: Choice) -> Cut | None:
    """The last groups where they are now; None if one of them has nobody left."""
    points = plane.coordinates[plane.members]
    if choice.k == 1:
        return grouping.undivided(points, choice)
    people = [points[plane.before == group.label] for group in previous.groups]
    if not all(len(places) for places in people):
        return None
    steady = np.array([group.stability for group in previous.groups])
    centres = np.array([places.mean(axis=0) for places in people])
    return grouping.settle(points, centres, steady, choice)


def _chosen(conversation: Conversation, plane: Plane) -> Cut:
    return grouping.cut(
        plane.coordinates[plane.members],
        _resamples(conversation, plane),
        conversation.parameters,
        conversation.rng_seed,
        plane.before,
    )


def _resamples(conversation: Conversation, plane: Plane) -> Resamples:
    """Voters drawn again, from an order that depends on nothing but the votes."""
    rng = np.random.default_rng([conversation.rng_seed, BOOTSTRAP_STREAM])
    points = plane.coordinates[plane.members]
    ranked = np.lexsort((points[:, 1], points[:, 0]))
    if len(ranked) > MOST_PEOPLE:
        ranked = ranked[np.sort(rng.permutation(len(ranked))[:MOST_PEOPLE])]
    votes = conversation.votes.taken(plane.members[ranked])
    sums = sums_along(votes, plane.axes.directions, plane.axes.centre)
    factor = stretch(votes.per_participant, conversation.gram.asked)
    alike = np.lexsort((*sums.T, factor, points[ranked, 1], points[ranked, 0]))
    return resample(
        points[ranked[alike]],
        np.asarray(sums[alike] * LOADING_UNIT, dtype=np.float64),
        factor[alike],
        conversation.parameters.resamples,
        rng,
        conversation.parameters.max_groups,
    )
