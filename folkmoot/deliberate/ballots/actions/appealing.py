"""Appealing with a receipt that the count knows nothing of, and what the brand says to it."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.ballots import facts, queries, rules
from folkmoot.deliberate.ballots.models import Appeal, Ballot, Reply
from folkmoot.deliberate.ballots.queries import Standing
from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def appeal(
    ballot: Ballot, receipt: str, words: str, *, actor: None = None, now: datetime
) -> Appeal:
    """Say in public that a signed receipt is not in the count. The receipt is all that is asked.

    There is never an actor: who appeals would say which paper was theirs.
    """
    tracker = queries.opened_receipt(ballot, receipt)
    words = rules.require_line(words, longest=rules.WORDS_LENGTH, what=_("What happened"))
    words = require_no_personal_details(words)
    take_turn(ballot.brand)
    ballot = Ballot.objects.select_related("brand", "closing").get(pk=ballot.pk)
    _require_missing(ballot, tracker)
    number = Appeal.objects.filter(brand=ballot.brand).count() + 1
    subject = f"ballot-appeal:{number}"
    body = facts.BallotAppealed(
        subject=subject, ballot=ballot.subject, tracker=tracker, happened=words
    )
    fact = append(ballot.brand, body, actor=actor, now=now)
    clocks.start(ballot.brand, rules.APPEAL_CLOCK, subject, runs=rules.REPLY_WITHIN, now=now)
    return Appeal.objects.create(
        brand=ballot.brand,
        ballot=ballot,
        number=number,
        tracker=tracker,
        words=passage_of(fact, "happened"),
        at=now,
        fact=fact,
    )


def _require_missing(ballot: Ballot, tracker: str) -> None:
    standing = queries.standing_of(ballot, tracker).standing
    if standing == Standing.COUNTED:
        raise Refusal(
            "counted-paper",
            _("The paper of this receipt was counted: its tracker is among those counted."),
            status=HTTPStatus.CONFLICT,
        )
    if standing == Standing.REPLACED:
        raise Refusal(
            "replaced-paper",
            _(
                "The paper of this receipt was replaced by a later one, with its key. Check the "
                "tracker of the paper that you cast last."
            ),
            status=HTTPStatus.CONFLICT,
        )
    if ballot.appeals.filter(tracker=tracker).exists():
        raise Refusal(
            "appealed",
            _("An appeal with this receipt has been made; it stands on the page of the ballot."),
            status=HTTPStatus.CONFLICT,
        )


@transaction.atomic
def reply(appeal: Appeal, words: str, *, actor: "Member | None", now: datetime) -> Reply:
    """Reply to an appeal in public, once."""
    ballot = appeal.ballot
    member = rules.require_opener(ballot.brand, actor)
    words = rules.require_line(words, longest=rules.WORDS_LENGTH, what=_("Reply"))
    take_turn(ballot.brand)
    if Reply.objects.filter(appeal=appeal).exists():
        raise Refusal("replied", _("This appeal has been replied to."), status=HTTPStatus.CONFLICT)
    title = people.title_of(member)
    body = facts.BallotReplied(
        subject=appeal.subject, ballot=ballot.subject, title=title, reply=words
    )
    fact = append(ballot.brand, body, actor=member, now=now)
    clocks.meet(ballot.brand, rules.APPEAL_CLOCK, appeal.subject, fact=fact)
    return Reply.objects.create(
        appeal=appeal,
        words=passage_of(fact, "reply"),
        by=member,
        title=title,
        at=now,
        fact=fact,
    )
