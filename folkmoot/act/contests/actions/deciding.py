"""The jury: drawn by lot, voting in secret; then the rule of the brief says who won."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import facts, queries, rules
from folkmoot.act.contests.models import Contest, Entry, Jury, Result, Rule, Voting, Win
from folkmoot.act.contests.rules import State
from folkmoot.deliberate.ballots import actions as ballots
from folkmoot.deliberate.ballots.queries import ballot_by_number, papers_of
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Beacon, Purpose, is_asked, is_seated
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def convene_jury(
    contest: Contest, *, beacon: Beacon | None = None, actor: "Member", now: datetime
) -> Jury:
    """Have a jury drawn by lot, as soon as support is closed. Entrants are never drawn."""
    rules.require_runner(actor)
    queries.require_same_brand(contest, actor)
    take_turn(contest.brand)
    contest = queries.fresh(contest)
    rules.require_state(contest, now, State.JUDGING)
    rules.require_finalists(queries.finalists_of(contest))
    if hasattr(contest, "jury"):
        raise Refusal("jury-there", _("A jury has been convened."), status=HTTPStatus.CONFLICT)
    entrants = Entry.objects.filter(contest=contest).select_related("author")
    panel = panels.convene(
        contest.brand,
        Purpose.JURY,
        contest.subject,
        question=_question(),
        seats=rules.JURY_SEATS,
        quorum=rules.JURY_QUORUM,
        percent=rules.JURY_PERCENT,
        parties=[entry.author for entry in entrants],
        beacon=beacon,
        actor=actor,
        now=now,
    )
    return Jury.objects.create(contest=contest, panel=panel, at=now)


def _question() -> str:
    """In every language, since nobody knows yet who will be drawn."""
    asked = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            asked.append(gettext("Are the finalists described well enough to judge them?"))
    return " · ".join(asked)


@transaction.atomic
def open_voting(contest: Contest, *, actor: "Member", now: datetime) -> Voting:
    """Open the secret ballot for the jurors who took their seats."""
    rules.require_runner(actor)
    queries.require_same_brand(contest, actor)
    take_turn(contest.brand)
    contest = queries.fresh(contest)
    rules.require_state(contest, now, State.JUDGING)
    if not hasattr(contest, "jury") or contest.jury.panel.drawn_at is None:
        raise Refusal("no-jury", _("First have a jury drawn by lot."), status=HTTPStatus.CONFLICT)
    seats = seats_of(contest.jury.panel)
    jurors = [seat.lot.member for seat in seats if is_seated(seat)]
    rules.require_jurors(len(jurors), asked=sum(is_asked(seat, now) for seat in seats))
    finalists = queries.finalists_of(contest)
    rules.require_finalists(finalists)
    ranked = contest.rule == Rule.STV
    ballot = ballots.open_ballot(
        contest.brand,
        about=contest.subject,
        question=str(contest.title),
        method="ranking" if ranked else "approval",
        # What they are called stays with the entries: a title can be taken down, a ballot cannot.
        choices=[(f"e{entry.number}", f"e{entry.number}") for entry in finalists],
        voters=jurors,
        closes=now + rules.VOTING_FOR,
        rule="stv" if ranked else "",
        seats=min(contest.places, len(finalists)) if ranked else 1,
        actor=actor,
        now=now,
    )
    body = facts.VotingOpened(
        subject=contest.subject,
        ballot=ballot.subject,
        finalists=[entry.subject for entry in finalists],
    )
    append(contest.brand, body, actor=actor, now=now)
    return Voting.objects.create(contest=contest, ballot=ballot, at=now)


@transaction.atomic
def decide(contest: Contest, *, now: datetime) -> Result | None:
    """Count by the rule of the brief, once the ballot is counted; None before, and a second time.

    The seed of the tie-break is the root of the papers: public, and known to nobody before.
    """
    take_turn(contest.brand)
    contest = queries.fresh(contest)
    if rules.state_of(contest, now) != State.VOTING:
        return None
    ballot = ballot_by_number(contest.brand, contest.voting.ballot.number)
    if ballot is None or not hasattr(ballot, "closing"):
        return None
    entries = {f"e{entry.number}": entry for entry in _finalists(contest, ballot.keys)}
    counted = queries.count(
        contest.rule,
        papers_of(ballot),
        finalists=list(entries),
        places=contest.places,
        kept=contest.newcomers,
        newcomers=queries.newcomers_among(contest, list(entries.values())),
        costs={name: entry.cost for name, entry in entries.items()},
        seed=ballot.closing.root,
    )
    winners = [(entries[name], each.name == "newcomers") for each in counted for name in each.won]
    body = facts.ContestDecided(
        subject=contest.subject,
        ballot=ballot.subject,
        seed=ballot.closing.root,
        winners=[entry.subject for entry, _lane in winners],
    )
    fact = append(contest.brand, body, actor=None, now=now)
    clocks.meet(contest.brand, rules.ANSWER_CLOCK, contest.subject, fact=fact)
    result = Result.objects.create(
        contest=contest,
        rounds=[each.stored() for each in counted],
        seed=ballot.closing.root,
        standing=queries.prior_standing(contest, [entry for entry, _lane in winners]),
        at=now,
        fact=fact,
    )
    for entry, lane in winners:
        _win(contest, entry, lane=lane, now=now)
    return result


def _finalists(contest: Contest, keys: list[str]) -> list[Entry]:
    """In the order of the ballot, whatever has happened since: once the jury votes, a measure takes
    words away and no votes, so that no moderator decides a contest."""
    numbers = [int(key.removeprefix("e")) for key in keys]
    found = Entry.objects.filter(contest=contest, number__in=numbers).select_related("author")
    by_number: dict[int, Any] = {entry.number: entry for entry in found}
    return [by_number[number] for number in numbers]


def _win(contest: Contest, entry: Entry, *, lane: bool, now: datetime) -> None:
    """What the brief promised to a winner is said again, and becomes the draft of a promise."""
    body = facts.EntryWon(
        subject=entry.subject,
        contest=contest.subject,
        due=contest.rights_return.isoformat(),
        terms=str(contest.royalties),
    )
    fact = append(contest.brand, body, actor=None, now=now)
    Win.objects.create(entry=entry, lane=lane, at=now, fact=fact)
