"""What the brand does: the brief, whether an entry can be made, what the trade says of it."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import facts, queries, rules
from folkmoot.act.contests.models import (
    Assessment,
    Cancellation,
    Contest,
    Entry,
    Feasible,
    Rule,
    Triage,
)
from folkmoot.act.contests.rules import State
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

WORDS = {
    "title": (_("Title of the contest"), rules.TITLE_LENGTH),
    "asks": (_("What is asked"), rules.WORDS_LENGTH),
    "criteria": (_("Criteria"), rules.TERMS_LENGTH),
    "no_gos": (_("What cannot win"), rules.TERMS_LENGTH),
    "rights": (_("Rights"), rules.TERMS_LENGTH),
    "royalties": (_("Royalties and credit"), rules.TERMS_LENGTH),
}


@dataclass(frozen=True, kw_only=True)
class Brief:
    """All that holds from the first entry to the last royalty. None of it can be left out."""

    title: str
    asks: str
    criteria: str
    no_gos: str
    rights: str
    royalties: str
    rule: Rule
    places: int
    newcomers: int
    entries_close: datetime
    support_closes: datetime
    answer_due: datetime
    rights_return: date


@transaction.atomic
def open_contest(brief: Brief, *, actor: "Member", now: datetime) -> Contest:
    """Publish the brief. It is not changed afterwards; a wrong one is cancelled, with a reason."""
    rules.require_runner(actor)
    words = {
        name: rules.require_text(getattr(brief, name), longest=longest, what=what)
        for name, (what, longest) in WORDS.items()
    }
    rules.require_places(brief.rule, brief.places, brief.newcomers)
    rules.require_days(
        now, brief.entries_close, brief.support_closes, brief.answer_due, brief.rights_return
    )
    take_turn(actor.brand)
    number = Contest.objects.filter(brand=actor.brand).count() + 1
    owner, title = str(actor.person), people.title_of(actor)
    body = facts.ContestOpened(
        subject=f"contest:{number}",
        rule=Rule(brief.rule).value,
        places=brief.places,
        newcomers=brief.newcomers,
        entries_close=brief.entries_close.isoformat(timespec="minutes"),
        support_closes=brief.support_closes.isoformat(timespec="minutes"),
        answer_due=brief.answer_due.isoformat(timespec="minutes"),
        rights_return=brief.rights_return.isoformat(),
        owner_title=title,
        owner=owner,
        **words,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    contest = Contest.objects.create(
        brand=actor.brand,
        number=number,
        rule=brief.rule,
        places=brief.places,
        newcomers=brief.newcomers,
        entries_close=brief.entries_close,
        support_closes=brief.support_closes,
        answer_due=brief.answer_due,
        rights_return=brief.rights_return,
        by=actor,
        owner=owner,
        owner_title=title,
        at=now,
        fact=fact,
        **{name: passage_of(fact, name) for name in WORDS},
    )
    runs = brief.answer_due - now
    clocks.start(actor.brand, rules.ANSWER_CLOCK, contest.subject, runs=runs, now=now)
    return contest


@transaction.atomic
def triage(
    entry: Entry, outcome: Feasible, reason: str, *, actor: "Member", now: datetime
) -> Triage:
    """Say whether it can be made, at the number of supporters that it has reached."""
    rules.require_runner(actor)
    queries.require_same_brand(entry.contest, actor)
    reason = rules.require_text(reason, longest=rules.WORDS_LENGTH, what=_("Reason"))
    take_turn(entry.brand)
    entry = queries.fresh_entry(entry)
    rules.require_live(entry)
    said = set(Triage.objects.filter(entry=entry).values_list("supporters", flat=True))
    reached = queries.supporters_of(entry)
    due = [level for level in rules.TRIAGE_AT if level <= reached and level not in said]
    if not due:
        raise Refusal(
            "no-triage-due",
            _("Nothing is due here: it is said at 100 and at 1,000 supporters, once each."),
            status=HTTPStatus.CONFLICT,
        )
    title = people.title_of(actor)
    body = facts.EntryTriaged(
        subject=entry.subject,
        supporters=due[0],
        outcome=Feasible(outcome).value,
        title=title,
        reason=reason,
    )
    fact = append(entry.brand, body, actor=actor, now=now)
    clocks.meet(entry.brand, rules.TRIAGE_CLOCKS[due[0]], entry.subject, fact=fact)
    return Triage.objects.create(
        entry=entry,
        supporters=due[0],
        outcome=outcome,
        reason=passage_of(fact, "reason"),
        by=actor,
        title=title,
        at=now,
        fact=fact,
    )


@transaction.atomic
def assess(entry: Entry, words: str, *, actor: "Member", now: datetime) -> Assessment:
    """Say of a finalist, by the criteria, what somebody of the trade sees. It counts no vote."""
    rules.require_runner(actor)
    queries.require_same_brand(entry.contest, actor)
    words = rules.require_text(words, longest=rules.WORDS_LENGTH, what=_("Reasons"))
    take_turn(entry.brand)
    entry = queries.fresh_entry(entry)
    rules.require_live(entry)
    rules.require_state(queries.fresh(entry.contest), now, State.JUDGING, State.VOTING)
    title = people.title_of(actor)
    body = facts.EntryAssessed(subject=entry.subject, title=title, reasons=words)
    fact = append(entry.brand, body, actor=actor, now=now)
    return Assessment.objects.create(
        entry=entry, words=passage_of(fact, "reasons"), by=actor, title=title, at=now, fact=fact
    )


@transaction.atomic
def cancel(contest: Contest, reason: str, *, actor: "Member", now: datetime) -> Cancellation:
    """Give it up before it is decided, with a reason. All rights go back at once."""
    rules.require_runner(actor)
    queries.require_same_brand(contest, actor)
    reason = rules.require_text(reason, longest=rules.WORDS_LENGTH, what=_("Reason"))
    take_turn(contest.brand)
    contest = queries.fresh(contest)
    open_states = (State.ENTERING, State.SUPPORTING, State.JUDGING, State.VOTING)
    rules.require_state(contest, now, *open_states)
    rules.require_uncounted(contest)
    body = facts.ContestCancelled(subject=contest.subject, reason=reason)
    fact = append(contest.brand, body, actor=actor, now=now)
    clocks.meet(contest.brand, rules.ANSWER_CLOCK, contest.subject, fact=fact)
    return Cancellation.objects.create(
        contest=contest, reason=passage_of(fact, "reason"), by=actor, at=now, fact=fact
    )
