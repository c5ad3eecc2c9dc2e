"""Watching the clocks."""

from datetime import datetime

from folkmoot.foundation.clocks import actions


def watch(now: datetime) -> int:
    return actions.record_overdue(now=now)
