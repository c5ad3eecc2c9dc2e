"""Who answered alike: the panel's anonymous map, from ten answers on."""

from typing import Any

import numpy as np

from civics.opinion import Votes, opinion_map
from folkmoot.deliberate.conversations.queries.picture import (
    HEIGHT,
    WIDTH,
    picture_of,
    radius,
    unit_of,
)
from folkmoot.deliberate.reviews import rules
from folkmoot.deliberate.reviews.models import Review
from folkmoot.deliberate.reviews.queries.reporting import responses_of

# On the scale from 0 to 10: from here on it would hurt, and up to here it would not.
HURTS, HURTS_NOT = 7, 3


def map_of(review: Review) -> dict[str, Any] | None:
    """Dots for the template: a larger one stands for more people. No group is told apart."""
    rows = responses_of(review)
    if rules.shown(len(rows)) is None:
        return None
    votes = [[_harm(row.harm), *(getattr(row, name) for name in rules.SIDED)] for row in rows]
    people, statements = np.indices((len(rows), len(rules.QUESTIONS)))
    drawn = opinion_map(
        Votes.of(
            people.ravel(),
            statements.ravel(),
            np.array(votes).ravel(),
            participants=[str(place) for place in range(len(rows))],
            statements=list(rules.QUESTIONS),
        )
    )
    marks = picture_of(drawn)["marks"]
    unit = unit_of(marks)
    dots = [(x, y, radius(people, unit)) for x, y, people, _group in marks]
    return {"width": WIDTH, "height": HEIGHT, "dots": dots, "people": len(rows)}


def _harm(mark: int) -> int:
    return int(mark >= HURTS) - int(mark <= HURTS_NOT)
