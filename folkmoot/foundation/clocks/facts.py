"""What the record says of clocks."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody


@dataclass(frozen=True, kw_only=True)
class ClockOverdue(FactBody, kind="clock.overdue", heading=_("A deadline passed without a reply")):
    """The brand let a deadline pass. Recorded once, and never taken back."""

    clock: str
    due: str
