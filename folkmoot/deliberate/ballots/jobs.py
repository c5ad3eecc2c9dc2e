"""Counting in time, and telling those who may vote."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.deliberate.ballots import actions, queries
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.accounts.queries import chapter
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact

chapter("ballots")(queries.portrait)


@every(seconds=30)
def count(now: datetime) -> int:
    return actions.close_due(now=now)


@reader("ballots: notices")
def tell_voters(fact: "Fact") -> None:
    """Everybody on the list, at the opening and at the count; never whoever has not voted yet."""
    if fact.kind not in ("ballot.opened", "ballot.closed"):
        return
    ballot = queries.ballot_by_number(fact.brand, int(fact.subject.partition(":")[2]))
    if ballot is not None:
        path = f"/{fact.brand.slug}/ballots/{ballot.number}/"
        tell(queries.voters_of(ballot), fact, path=path, quote=ballot.question)
