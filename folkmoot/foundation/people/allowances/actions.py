"""So many an hour and no more, counted in the database because several processes serve pages."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.people.allowances.models import Allowance
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

HOUR = 3_600_000_000  # in microseconds, as the table counts


@transaction.atomic
def spend(who: "Member | str", action: str, *, per_hour: int, now: datetime) -> None:
    """Use up one of so many an hour, or refuse. The allowance refills evenly, not on the hour.

    One statement decides, so parallel requests cannot all see the last free place.
    """
    key = f"{action}:{who if isinstance(who, str) else who.pseudonym}"
    at = int(now.timestamp() * 1_000_000)
    step = HOUR // per_hour
    with connection.cursor() as cursor:
        cursor.execute(SPEND, [key, at + step, at, at, step, at + HOUR - step])
        if cursor.fetchone():
            return
    full_at = Allowance.objects.values_list("full_at", flat=True).get(pk=key)
    raise Refusal(
        "too-many",
        _("That was a lot in a short time. Please try again in %(minutes)d minutes."),
        status=HTTPStatus.TOO_MANY_REQUESTS,
        minutes=max(1, -(-(full_at + step - at - HOUR) // 60_000_000)),
    )


# A token bucket as one number, the generic cell rate algorithm (ITU-T I.371): each use moves the
# time at which the bucket is full again by one step, and that time is never over an hour away.
SPEND = """
INSERT INTO allowances_allowance (key, full_at) VALUES (%s, %s)
ON CONFLICT (key) DO UPDATE SET full_at =
    CASE WHEN allowances_allowance.full_at > %s THEN allowances_allowance.full_at ELSE %s END + %s
WHERE allowances_allowance.full_at <= %s
RETURNING full_at
"""
