"""Watching the clocks."""

from datetime import datetime

from folkmoot.foundation.clocks import actions
from folkmoot.foundation.jobs import every


@every(seconds=20)
def watch(now: datetime) -> int:
    return actions.record_overdue(now=now)
