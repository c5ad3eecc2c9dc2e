"""What fans do: enter once, stand behind others, and take either back."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import facts, queries, rules
from folkmoot.act.contests.models import Contest, Entry, Support, Withdrawal
from folkmoot.act.contests.rules import State
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def enter(
    contest: Contest,
    title: str,
    text: str,
    *,
    cost: int = 0,
    actor: "Member | None",
    now: datetime,
) -> Entry:
    """Enter with one idea. Where a budget is shared out, say what it costs, in fen."""
    title = rules.require_text(title, longest=rules.TITLE_LENGTH, what=_("Title of the entry"))
    text = rules.require_text(text, longest=rules.WORDS_LENGTH, what=_("Idea"))
    take_turn(contest.brand)
    contest = queries.fresh(contest)
    fan = rules.require_entrant(actor, entered=queries.own_entry(contest, actor) is not None)
    queries.require_same_brand(contest, fan)
    rules.require_state(contest, now, State.ENTERING)
    cost = rules.require_cost(contest, cost)
    number = Entry.objects.filter(brand=contest.brand).count() + 1
    body = facts.EntryMade(
        subject=f"contest-entry:{number}",
        contest=contest.subject,
        cost=cost,
        title=title,
        text=text,
    )
    fact = append(contest.brand, body, actor=fan, now=now)
    note_active(fan, now=now)
    return Entry.objects.create(
        contest=contest,
        brand=contest.brand,
        number=number,
        author=fan,
        title=passage_of(fact, "title"),
        text=passage_of(fact, "text"),
        cost=cost,
        at=now,
        fact=fact,
    )


@transaction.atomic
def withdraw(entry: Entry, *, actor: "Member | None", now: datetime) -> Withdrawal:
    """Take one's own entry back, until the jury votes."""
    if actor is None or entry.author_id != actor.pk:
        raise Refusal("not-author", _("Only whoever entered takes the entry back."))
    take_turn(entry.brand)
    entry = queries.fresh_entry(entry)
    rules.require_live(entry)
    states = (State.ENTERING, State.SUPPORTING, State.JUDGING)
    rules.require_state(queries.fresh(entry.contest), now, *states)
    body = facts.EntryWithdrawn(subject=entry.subject, contest=entry.contest.subject)
    fact = append(entry.brand, body, actor=actor, now=now)
    return Withdrawal.objects.create(entry=entry, at=now, fact=fact)


@transaction.atomic
def support(entry: Entry, *, actor: "Member | None", now: datetime) -> Support:
    """Stand behind an entry: one voice, whoever it is. A hundred of them start a clock."""
    fan = rules.require_supporter(actor, entry)
    queries.require_same_brand(entry.contest, fan)
    take_turn(entry.brand)
    entry = queries.fresh_entry(entry)
    rules.require_live(entry)
    rules.require_shown(hidden=queries.is_hidden(entry))
    states = (State.ENTERING, State.SUPPORTING)
    rules.require_state(queries.fresh(entry.contest), now, *states)
    held, made = Support.objects.get_or_create(entry=entry, member=fan, defaults={"at": now})
    if not made and held.withdrawn_at is None:
        raise Refusal("supported", _("You stand behind this already."), status=HTTPStatus.CONFLICT)
    held.withdrawn_at = None
    held.save(update_fields=["withdrawn_at"])
    note_active(fan, now=now)
    count = queries.supporters_of(entry)
    for level, clock in rules.TRIAGE_CLOCKS.items():
        if count >= level:
            clocks.start(entry.brand, clock, entry.subject, runs=rules.TRIAGE_WITHIN, now=now)
    return held


@transaction.atomic
def unsupport(entry: Entry, *, actor: "Member | None", now: datetime) -> None:
    """Stand behind it no longer."""
    fan = rules.require_supporter(actor, entry)
    take_turn(entry.brand)
    states = (State.ENTERING, State.SUPPORTING)
    rules.require_state(queries.fresh(entry.contest), now, *states)
    Support.objects.filter(entry=entry, member=fan, withdrawn_at=None).update(withdrawn_at=now)
