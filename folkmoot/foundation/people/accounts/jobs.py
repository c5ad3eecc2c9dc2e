"""Keeping no more about people than is needed."""

from datetime import datetime

from django.contrib.sessions.models import Session

from folkmoot.foundation.jobs import every
from folkmoot.foundation.people.accounts import actions


@every(seconds=3600)
def forget(now: datetime) -> int:
    ended: int = Session.objects.filter(expire_date__lt=now).delete()[0]
    return ended + actions.forget_unconfirmed(now=now)
