"""What the record says of moderation: never the text, never its author, never a protected name."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.moderation.models import Appeal, Filing, Measure, Reason
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class AppealFiled(FactBody, kind="appeal.filed", heading=_("An author appealed")):
    about: str = plain(_("About"))
    reason: str = plain(_("Reason of the measure"), read=Reason)
    grounds: str = written(_("Why the author appeals"))


@dataclass(frozen=True, kw_only=True)
class AppealDecided(FactBody, kind="appeal.decided", heading=_("An appeal was decided")):
    about: str = plain(_("About"))
    item: int = plain(_("Number of the statement"))
    outcome: str = plain(_("Outcome"), read=Appeal.Outcome)
    through: str = plain(_("Decided by"), read=Measure.Through)
    grounds: str = written(_("Why"))


@dataclass(frozen=True, kw_only=True)
class FilingReceived(
    FactBody, kind="filing.received", heading=_("Somebody asked for protection or for a check")
):
    filing: str = plain(_("What was asked for"), read=Filing.Kind)
    name: str = written(_("Name"))
    request: str = written(_("What happened"))


@dataclass(frozen=True, kw_only=True)
class FilingAcknowledged(
    FactBody, kind="filing.acknowledged", heading=_("A filing was acknowledged")
):
    pass


@dataclass(frozen=True, kw_only=True)
class FilingDecided(FactBody, kind="filing.decided", heading=_("A filing was decided")):
    outcome: str = plain(_("Outcome"), read=Filing.Outcome)
    reply: str = written(_("Why"))


@dataclass(frozen=True, kw_only=True)
class ProtectionEnded(FactBody, kind="protection.ended", heading=_("A protection ended")):
    through: str = plain(_("Ended by"))
