"""Witnesses: whom to ask, and what they have signed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from civics.transparency import Policy
from folkmoot.account.ledger import files
from folkmoot.account.ledger.models import Cosignature, Log, Standing, Witness

if TYPE_CHECKING:
    pass

LONGEST_PAUSE = timedelta(minutes=10)


def witness_policy() -> Policy:
    """The installation's own file: witnesses, groups and a quorum, in the words of tlog-policy."""
    content = files.read(files.witness_file())
    return Policy() if content is None else Policy.parse(content)


def policy_file(brand: str) -> bytes | None:
    """What a verifier needs to know: the log's key, its witnesses and their quorum."""
    vkey = files.read(files.folder(brand) / "vkey")
    if vkey is None:
        return None
    return b"log " + vkey + (files.read(files.witness_file()) or b"quorum none\n")


def witnesses() -> QuerySet[Witness]:
    return Witness.objects.filter(removed_at=None).order_by("name")


def witnesses_due(log: Log, now: datetime) -> QuerySet[Standing]:
    """Witnesses that have not signed the present size and may be asked (again)."""
    rested = Q(retry_at=None) | Q(retry_at__lte=now)
    # After a clock was set back, a pause may seem to last for days.
    rested |= Q(retry_at__gt=now + LONGEST_PAUSE)
    return (
        Standing.objects.filter(rested, log=log, witness__removed_at=None, size__lt=log.size)
        .select_related("witness")
        .order_by("witness__name")
    )


def witness_counts(log: Log) -> tuple[int, int]:
    """How many of how many witnesses have signed the published checkpoint."""
    signed = Cosignature.objects.filter(
        log=log, size=log.published, witness__removed_at=None
    ).count()
    return signed, witnesses().count()


def standings(log: Log) -> QuerySet[Standing]:
    return (
        Standing.objects.filter(log=log, witness__removed_at=None)
        .select_related("witness")
        .order_by("witness__name")
    )


def existed_before(log: Log, index: int) -> Cosignature | None:
    """The first time a witness signed a log that held this entry; its own clock says when."""
    return (
        Cosignature.objects.filter(log=log, size__gt=index)
        .select_related("witness")
        .order_by("at", "pk")
        .first()
    )
