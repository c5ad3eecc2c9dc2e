"""Letting statements in, and keeping them out with a reason."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.conversations import facts, rules
from folkmoot.deliberate.conversations.actions.stating import state_next
from folkmoot.deliberate.conversations.models import Conversation, Ruling, Statement
from folkmoot.deliberate.moderation import actions as moderation
from folkmoot.deliberate.moderation import rules as policy
from folkmoot.foundation.people.rules import require_operator
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def add_seed(conversation: Conversation, text: str, *, actor: "Member", now: datetime) -> Statement:
    require_operator(actor)
    rules.require_same_brand(conversation, actor)
    rules.require_open(conversation, now)
    return state_next(conversation, text, accepted=True, actor=actor, now=now)


def accept_statement(statement: Statement, *, actor: "Member", now: datetime) -> Ruling:
    return _rule(statement, Statement.Standing.ACCEPTED, Ruling.Reason.FITS, actor=actor, now=now)


def reject_statement(
    statement: Statement, reason: Ruling.Reason, *, actor: "Member", now: datetime
) -> Ruling:
    if reason not in rules.REASONS_AGAINST:
        raise Refusal(
            "reason-needed",
            _("Say why this statement is not accepted."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return _rule(statement, Statement.Standing.REJECTED, reason, actor=actor, now=now)


@transaction.atomic
def _rule(
    statement: Statement,
    standing: Statement.Standing,
    reason: Ruling.Reason,
    *,
    actor: "Member",
    now: datetime,
) -> Ruling:
    require_operator(actor)
    conversation = statement.conversation
    rules.require_same_brand(conversation, actor)
    take_turn(conversation.brand)
    statement.refresh_from_db(fields=["standing"])
    rules.require_ruling_changes(statement, standing)
    ruling = _entered(statement, standing, reason, actor=actor, now=now)
    if standing == Statement.Standing.ACCEPTED:
        moderation.lift(statement.words, fact=ruling.fact)
    else:
        moderation.hide(
            statement.words,
            item=statement.number,
            author=statement.author.member if statement.author else None,
            reason=policy.Reason(reason),
            fact=ruling.fact,
            actor=actor,
        )
    return ruling


@transaction.atomic
def restore_statement(statement: Statement, *, now: datetime) -> Ruling | None:
    """An appeal was won: the statement is open to votes again. Doing it twice changes nothing."""
    take_turn(statement.conversation.brand)
    statement.refresh_from_db(fields=["standing"])
    if statement.standing == Statement.Standing.ACCEPTED:
        return None
    return _entered(
        statement, Statement.Standing.ACCEPTED, Ruling.Reason.APPEAL, actor=None, now=now
    )


def _entered(
    statement: Statement,
    standing: Statement.Standing,
    reason: Ruling.Reason,
    *,
    actor: "Member | None",
    now: datetime,
) -> Ruling:
    """The fact of a ruling, its row, and where the statement stands from now on."""
    conversation = statement.conversation
    body = facts.StatementRuled(
        subject=conversation.subject,
        number=statement.number,
        outcome=standing,
        reason=reason,
        policy=policy.POLICY,
    )
    fact = append(conversation.brand, body, actor=actor, now=now)
    statement.standing = standing
    statement.save(update_fields=["standing"])
    return Ruling.objects.create(
        statement=statement, outcome=standing, reason=reason, by=actor, at=now, fact=fact
    )
