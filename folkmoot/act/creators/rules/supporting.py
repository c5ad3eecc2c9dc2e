"""Asking fans drawn by lot about a creator: how many, how often, and what is shown."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.models import Asking
from folkmoot.foundation.refusal import Refusal

SEATS, QUORUM = 25, 10
# Asking again until the answer suits is no asking.
PAUSE = timedelta(days=90)
QUESTION = _("Does the creator whose name you see here speak well for fans, and with them?")


def require_pause(latest: Asking | None, now: datetime) -> None:
    if latest is not None and now < latest.at + PAUSE:
        raise Refusal(
            "asked-lately",
            _("Fans were asked about this creator lately. Ask again from %(day)s."),
            status=HTTPStatus.CONFLICT,
            day=date_format((latest.at + PAUSE).date(), "Y-m-d"),
        )
