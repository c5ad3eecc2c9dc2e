"""Finished quarters are counted by themselves."""

from datetime import datetime

from folkmoot.act.creators import actions
from folkmoot.foundation.jobs import every
from folkmoot.foundation.people.queries import brands


@every(seconds=3600)
def count(now: datetime) -> int:
    return sum(actions.count_quarters(brand, now=now) for brand in brands())
