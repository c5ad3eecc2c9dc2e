"""What the log says of itself."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, plain


@dataclass(frozen=True, kw_only=True)
class LogRecovered(
    FactBody, kind="log.recovered", heading=_("The record was brought back from its log")
):
    """Entries were replayed after a restore. `restored` of them had been lost with their words."""

    first: int = plain(_("First entry"))
    last: int = plain(_("Last entry"))
    restored: int = plain(_("Entries brought back"))


@dataclass(frozen=True, kw_only=True)
class LogRotated(FactBody, kind="log.rotated", heading=_("The log got a new key")):
    """The log goes on under a new origin and key; both signed the size at which it changed."""

    former: str = plain(_("Former name of the log"))
    origin: str = plain(_("Name of the log"))
    size: int = plain(_("Entries in the log"))
