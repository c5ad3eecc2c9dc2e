"""Bringing in several deals at once: all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.decide.partnerships.actions.dealing import register

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.batches import Row
    from folkmoot.decide.partnerships.models import Deal
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def register_all(rows: "Sequence[Row]", *, actor: "Member", now: datetime) -> "list[Deal]":
    """Each is a deal of its own, with a fact and a run of the gate of its own."""
    return [
        register(row.partner, row.kind, row.purpose, row.answers, actor=actor, now=now)
        for row in rows
    ]
