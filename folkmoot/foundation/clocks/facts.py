"""What the record says of clocks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, plain

# What the clocks of each room are called, by their kind.
CALLED: dict[str, Any] = {}


def called(kind: str) -> str:
    return str(CALLED.get(kind, kind))


@dataclass(frozen=True, kw_only=True)
class ClockOverdue(FactBody, kind="clock.overdue", heading=_("A deadline passed without a reply")):
    """The brand let a deadline pass. Recorded once, and never taken back."""

    clock: str = plain(_("Deadline"), read=called)
    due: str = plain(_("It was due"), read=datetime.fromisoformat)
