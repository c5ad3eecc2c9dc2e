"""What the log says of itself."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody


@dataclass(frozen=True, kw_only=True)
class LogRecovered(
    FactBody, kind="log.recovered", heading=_("The record was brought back from its log")
):
    """Entries were replayed after a restore. `restored` of them had been lost with their words."""

    first: int
    last: int
    restored: int


@dataclass(frozen=True, kw_only=True)
class LogRotated(FactBody, kind="log.rotated", heading=_("The log got a new key")):
    """The log goes on under a new origin and key; both signed the size at which it changed."""

    former: str
    origin: str
    size: int
