"""From votes to a map, at once or vote by vote."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.opinion.drawing import draw
from civics.opinion.gram import Gram, gram_of, recounted
from civics.opinion.map import OpinionMap
from civics.opinion.result import Parameters
from civics.opinion.verdicts import Conversation
from civics.opinion.votes import Votes


def opinion_map(
    votes: Votes,
    *,
    previous: OpinionMap | None = None,
    moderated_out: Collection[str] = (),
    meta: Collection[str] = (),
    parameters: Parameters | None = None,
    rng_seed: int = 0,
) -> OpinionMap:
    """Draw the map of a conversation: places, groups, what unites and what divides them.

    Parameters
    ----------
    votes
        Everybody's votes. Leave out banned accounts with `votes.without(participants=…)`.
    previous
        The last map of the same conversation. Axes keep their direction, groups their names,
        and their number changes only for a clear gain, so that the picture does not flicker.
    moderated_out
        Statements that count nowhere.
    meta
        Statements about the person ("I am over 60"): on the map, but with a fixed priority.
    parameters
        The method's dials; the defaults are the published method.
    rng_seed
        Seed of the starts of k-means and of the bootstrap. Same votes, same seed: same bytes,
        whatever the order or the names of people and statements.

    Raises
    ------
    InputError
        `votes.none` if nobody voted on any statement of the map.

    Two camps of ten who see eye to eye on the last statement only:

    >>> import numpy as np
    >>> side = np.repeat([1, -1], 10)
    >>> ballots = np.stack([side, -side, side, -side, side, -side, side, np.ones(20, int)], axis=1)
    >>> person, statement = np.indices(ballots.shape)
    >>> votes = Votes.of(person.ravel(), statement.ravel(), ballots.ravel(),
    ...                  participants=[f"p{i:02}" for i in range(20)], statements="abcdefgh")
    >>> drawn = opinion_map(votes)
    >>> [group.size for group in drawn.groups], [c.statement for c in drawn.consensus]
    ([10, 10], ['h'])
    >>> all(division.opposed for division in drawn.divisions)
    True

    Cost: 0.4 s of CPU for 33,422 people, 783 statements and 2.0 million votes with numba, about
    twice that without. Source: Small et al., "Polis: scaling deliberation by mapping high
    dimensional opinion spaces" (2021), with the changes that docs/methods/opinion.md argues for.
    """
    counted_votes = votes.without(statements=moderated_out) if moderated_out else votes
    if not len(counted_votes.values):
        raise InputError("votes.none", participants=len(votes.participants))
    conversation = Conversation(
        votes=counted_votes,
        gram=gram_of(counted_votes),
        moderated_out=tuple(sorted(moderated_out)),
        meta=tuple(sorted(meta)),
        parameters=parameters or Parameters(),
        rng_seed=rng_seed,
    )
    return draw(conversation, previous)


def update(
    previous: OpinionMap,
    participants: Sequence[str],
    statements: Sequence[str],
    values: Sequence[int],
) -> OpinionMap:
    """The map after some more votes, for the price of the votes of those who cast them.

    Parameters
    ----------
    previous
        A map that `opinion_map` or `update` returned (not one read back from JSON).
    participants, statements, values
        One entry a vote, in the order cast, by id. A later vote replaces an earlier one; new
        people and new statements are welcome; votes on statements that were moderated out are
        passed over.

    Places are exactly those of a full map, and with the same groups so is everything else. Groups
    are continued from where they were; how many there are is compared anew once 5 % of the grouped
    people have voted since the last comparison.

    Raises
    ------
    InputError
        `map.not_live` for a map without its votes, `votes.value`, `votes.length`.

    Cost: 0.07 s of CPU for a hundred votes among 33,422 people and 783 statements.
    """
    if previous.votes is None or previous.gram is None:
        raise InputError("map.not_live")
    if not len(participants) == len(statements) == len(values):
        raise InputError(
            "votes.length",
            participant=len(participants),
            statement=len(statements),
            vote=len(values),
        )
    hidden = set(previous.moderated_out)
    shown = [place for place, name in enumerate(statements) if name not in hidden]
    who = [participants[place] for place in shown]
    after = previous.votes.with_votes(
        who, [statements[place] for place in shown], [values[place] for place in shown]
    )
    now = _places(after, who)
    same_people = after.participants == previous.votes.participants
    then = now if same_people else _places(previous.votes, who)
    conversation = Conversation(
        votes=after,
        gram=_recounted(previous.gram, previous.votes.taken(then), after.taken(now)),
        moderated_out=previous.moderated_out,
        meta=previous.meta,
        parameters=previous.parameters,
        rng_seed=previous.rng_seed,
    )
    return draw(conversation, previous, changed=now)


def _places(votes: Votes, who: Collection[str]) -> NDArray[np.intp]:
    place = votes.place_of_participant
    return np.array(sorted(place[name] for name in set(who) if name in place), dtype=np.intp)


def _recounted(gram: Gram, old: Votes, new: Votes) -> Gram:
    if new.statements != old.statements:
        place = {name: j for j, name in enumerate(new.statements)}
        places = np.array([place[name] for name in old.statements], dtype=np.int32)
        gram = gram.spread(places, len(place))
        old = replace(old, statements=new.statements, indices=places[old.indices])
    return recounted(gram, old, new)
