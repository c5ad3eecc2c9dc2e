"""Pages of contests."""

from folkmoot.act.contests.views.acting import (
    assessment,
    cancellation,
    entering,
    hiding,
    jury,
    making,
    opening,
    showing,
    support,
    triage,
    voting,
    withdrawal,
)
from folkmoot.act.contests.views.reading import contest, contests, data

__all__ = [
    "assessment",
    "cancellation",
    "contest",
    "contests",
    "data",
    "entering",
    "hiding",
    "jury",
    "making",
    "opening",
    "showing",
    "support",
    "triage",
    "voting",
    "withdrawal",
]
