"""Saying how content one is with a reply. Like a vote it is a row and no entry of the record."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.account.replies import queries, rules
from folkmoot.account.replies.models import Contentment
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.rules import require_fan
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def mark_reply(number: int, mark: int, *, actor: "Member | None", now: datetime) -> Contentment:
    """Mark the reply in entry `number` from 1 to 5: everyone who was told of it may, once.

    Marking again replaces the mark, so a repeated request is safe.
    """
    member = require_fan(actor)
    rules.require_mark(mark)
    clock = queries.reply_told_to(member, number)
    channel = rules.channel_of(clock.kind, clock.subject) if clock else None
    if clock is None or clock.met_by is None or channel is None:
        raise Refusal(
            "reply-not-yours",
            _("Those who waited for a reply say how content they are with it."),
            status=HTTPStatus.NOT_FOUND,
        )
    contentment, _created = Contentment.objects.update_or_create(
        reply=clock.met_by,
        member=member,
        defaults={"brand": clock.brand, "channel": channel, "mark": mark, "at": now},
    )
    note_active(member, now=now)
    return contentment
