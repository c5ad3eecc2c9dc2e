"""Counting, once the time is up: both boxes first, then the papers."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from civics.ballots import Paper as Counted
from civics.ballots import count_papers
from folkmoot.deliberate.ballots import facts, queries, rules
from folkmoot.deliberate.ballots.models import Ballot, Closing, Mark, Paper
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

log = logging.getLogger("folkmoot.ballots")


@transaction.atomic
def close(ballot: Ballot, *, actor: "Member | None", now: datetime) -> Closing:
    """Open the box and count. Refused if as many papers as voters are not there.

    Without an actor the clock does it. Under three papers not even totals are kept, since two
    people who see a total know each other's vote.
    """
    if actor is not None:
        rules.require_opener(ballot.brand, actor)
    take_turn(ballot.brand)
    rules.require_countable(Ballot.objects.select_related("closing").get(pk=ballot.pk), now)
    contents = queries.contents_of(ballot)
    voted = Mark.objects.filter(ballot=ballot).count()
    rules.require_equal(voted=voted, papers=len(contents.slips))
    papers = [Counted(slip.tracker, slip.choice) for slip in contents.slips]
    tally = count_papers(ballot.definition, papers)
    shown = rules.shows_totals(tally.papers)
    body = facts.BallotClosed(
        subject=ballot.subject,
        about=ballot.about,
        voted=voted,
        papers=tally.papers,
        replaced=len(contents.replaced),
        root=tally.root,
        counts=tally.counts if shown else {},
        elected=list(tally.elected) if shown else [],
    )
    fact = append(ballot.brand, body, actor=actor, now=now)
    Paper.objects.bulk_create(
        Paper(ballot=ballot, tracker=each.tracker, choice=list(each.choice))
        for each in sorted(papers)
    )
    return Closing.objects.create(
        ballot=ballot,
        at=now,
        by=actor,
        voted=voted,
        papers=tally.papers,
        root=tally.root,
        counts=body.counts,
        elected=body.elected,
        replaced=[[gone.tracker, gone.lock, gone.key] for gone in contents.replaced],
        fact=fact,
    )


def close_due(*, now: datetime) -> int:
    """Count every ballot whose time is up. One that cannot be counted does not stop the others."""
    return sum(_close_one(ballot, now) for ballot in queries.due(now))


def _close_one(ballot: Ballot, now: datetime) -> bool:
    try:
        close(ballot, actor=None, now=now)
    except Refusal as refusal:
        if refusal.code != "counted":
            log.error("ballot %d was not counted: %s", ballot.pk, refusal)
        return False
    return True
