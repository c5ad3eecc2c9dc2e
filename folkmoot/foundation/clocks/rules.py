"""Due, met and overdue, defined once."""

from datetime import datetime, timedelta
from enum import StrEnum

from folkmoot.foundation.clocks.models import Clock

SOON = timedelta(hours=48)


class State(StrEnum):
    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met-late"


def state(clock: Clock, now: datetime) -> State:
    """What the clock says. It depends on nothing but the stored row and `now`."""
    if clock.met_at is not None:
        return State.MET if clock.met_at <= clock.due_at else State.MET_LATE
    if now > clock.due_at:
        return State.OVERDUE
    return State.SOON if clock.due_at - now <= SOON else State.RUNNING
