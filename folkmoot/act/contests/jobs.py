"""A counted ballot decides its contest; rights return on their day; entrants are told."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.act.contests import actions, queries
from folkmoot.act.contests.models import Entry
from folkmoot.deliberate.ballots.queries import voters_of
from folkmoot.deliberate.moderation.queries import measure_of
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact

OF_CONTEST = ("contest.decided", "contest.cancelled")
OF_ENTRY = (
    "contest.triaged",
    "contest.rights-returned",
    "contest.entry-hidden",
    "contest.entry-shown",
)


@every(seconds=3600)
def return_rights(now: datetime) -> int:
    return actions.return_due(now=now)


@reader("contests: results")
def decide_counted(fact: "Fact") -> None:
    room, _colon, number = str(fact.published.get("about", "")).partition(":")
    if fact.kind == "ballot.closed" and room == "contest":
        contest = queries.contest_by_number(fact.brand, int(number))
        if contest is not None:
            actions.decide(contest, now=fact.at)


@reader("contests: notices")
def tell_concerned(fact: "Fact") -> None:
    """Entrants hear what becomes of their entry, jurors that they can vote."""
    _room, _colon, number = fact.subject.partition(":")
    if fact.kind in OF_ENTRY:
        entry = queries.entry_by_number(fact.brand, int(number))
        if entry is not None:
            measure = measure_of(entry.text) if fact.kind == "contest.entry-hidden" else None
            here = f"contests/{entry.contest.number}"
            path = f"moderation/measures/{measure.number}" if measure else here
            quote = fact.passages.first()
            tell([entry.author], fact, path=f"/{fact.brand.slug}/{path}/", quote=quote)
    elif fact.kind in (*OF_CONTEST, "contest.voting-opened"):
        contest = queries.contest_by_number(fact.brand, int(number))
        if contest is None:
            return
        path = f"/{fact.brand.slug}/contests/{contest.number}/"
        if fact.kind == "contest.voting-opened":
            tell(voters_of(contest.voting.ballot), fact, path=path)
        else:
            entries = Entry.objects.filter(contest=contest).select_related("author")
            quote = fact.passages.first()
            tell([entry.author for entry in entries], fact, path=path, quote=quote)
