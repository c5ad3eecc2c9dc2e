"""What the answers come to: figures, agreement, disagreement, and every reason without a name."""

from collections import Counter
from typing import Any

import numpy as np

from civics.influence import representativeness
from folkmoot.deliberate.panels.queries import odds_of
from folkmoot.deliberate.reviews import rules
from folkmoot.deliberate.reviews.models import Attempt, Opening, Response, Review, Side

METHOD = "review-report/1"


def responses_of(review: Review) -> list[Response]:
    """In the order of their random keys, which says nothing."""
    return list(Response.objects.filter(review=review).order_by("pk"))


def body_of(review: Review, opening: Opening) -> dict[str, Any]:
    """The report as plain JSON. Under ten answers it has words and no figures."""
    rows = responses_of(review)
    enough = rules.shown(len(rows)) is not None
    return {
        "method": METHOD,
        "review": review.number,
        "about": review.about,
        "prior": opening.prior,
        "panel": opening.panel.number,
        "seats": opening.panel.seats,
        "quorum": opening.panel.quorum,
        "answered": rules.shown(len(rows)),
        "agreed_above": opening.agreed_above,
        "harm": spread([row.harm for row in rows]) if enough else None,
        "harm_core": _core_harm(rows),
        "sides": {name: _sides(rows, name) for name in rules.SIDED} if enough else None,
        "agreement": _agreed(rows, opening.agreed_above) if enough else [],
        "division": _divided(rows, opening.agreed_above) if enough else [],
        "likeness": _likeness(rows, opening) if enough else None,
        "understood_first": _understood_first(opening),
        "reasons": {name: sorted(row.reasons[name] for row in rows) for name in rules.QUESTIONS},
    }


def spread(marks: list[int]) -> dict[str, float]:
    """Median and quartiles, by linear interpolation between the ordered marks."""
    low, middle, high = np.percentile(np.array(marks, dtype=np.float64), [25, 50, 75])
    return {"low": float(low), "median": float(middle), "high": float(high)}


def _core_harm(rows: list[Response]) -> dict[str, float] | None:
    """What those who come often expect, where ten of them answered."""
    marks = [row.harm for row in rows if row.stratum == "core"]
    return spread(marks) if rules.shown(len(marks)) is not None else None


def _sides(rows: list[Response], name: str) -> dict[str, int]:
    counted = Counter(getattr(row, name) for row in rows)
    return {side.name.lower(): counted[side] for side in Side}


def _share(rows: list[Response], name: str) -> tuple[Side, int]:
    """The larger of the two sides, and how many took it."""
    counted = Counter(getattr(row, name) for row in rows)
    side = Side.AGREE if counted[Side.AGREE] >= counted[Side.DISAGREE] else Side.DISAGREE
    return side, counted[side]


def _agreed(rows: list[Response], above: int) -> list[dict[str, str]]:
    """Where more than the charter's share of all who answered is on one side."""
    return [
        {"question": name, "side": side.name.lower()}
        for name in rules.SIDED
        for side, count in [_share(rows, name)]
        if count * 100 > above * len(rows)
    ]


def _divided(rows: list[Response], above: int) -> list[str]:
    agreed = {each["question"] for each in _agreed(rows, above)}
    return [name for name in rules.SIDED if name not in agreed]


def _likeness(rows: list[Response], opening: Opening) -> dict[str, Any] | None:
    """How far those who answered are from the pool in the parts that the lot keeps apart."""
    pool = {each.stratum: each.people for each in odds_of(opening.panel)}
    answered = Counter(row.stratum for row in rows)
    if len(pool) < 2:
        return None
    found = representativeness(dict(answered), {name: float(n) for name, n in pool.items()})
    return {
        "pool": pool,
        "answered": {name: rules.shown(answered[name]) for name in pool},
        "divergence": round(found.divergence, 3),
        "chance": round(found.chance, 3),
    }


def _understood_first(opening: Opening) -> dict[str, int] | None:
    """How many said at the first try what the panel can do and cannot."""
    attempts = Attempt.objects.filter(invitation__panel=opening.panel).order_by("at", "pk")
    first: dict[int, int] = {}
    for invitation, right in attempts.values_list("invitation", "right"):
        first.setdefault(invitation, right)
    if rules.shown(len(first)) is None:
        return None
    return {"right": sum(n == len(rules.RIGHT) for n in first.values()), "of": len(first)}
