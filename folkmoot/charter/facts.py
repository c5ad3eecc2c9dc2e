"""What the record says of the charter."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.models import Rung
from folkmoot.foundation.people.rules import Level
from folkmoot.foundation.record.facts import FactBody, plain


@dataclass(frozen=True, kw_only=True)
class TopicAnnounced(
    FactBody, kind="topic.announced", heading=_("A rule of the charter was announced")
):
    """A rule, or its next version, was announced. Everything in it is the brand's own word."""

    version: int = plain(_("Version"))
    title: str = plain(_("Topic"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    decider: str = plain(_("who decides"))
    open_to_change: str = plain(_("what can change"))
    not_open: str = plain(_("what cannot change"))
    minimum_level: int = plain(_("who may take part"), read=Level)
    quorum: int = plain(_("quorum (people)"))
    quorum_share: int = plain(_("quorum (per cent of those who may take part)"))
    petition_share: int = plain(
        _("signatures a petition needs (per cent of active members who may take part)")
    )
    petition_cohorts: int = plain(_("cohorts a petition must come from"))
    suspension_hours: int = plain(_("how long a petition suspends a decision (hours)"))
    higher_decider: str = plain(_("who looks at it again"))
    support_share: int = plain(_("consent needs more than (per cent of voters)"))
    seats_adult_only: bool = plain(_("seats are for adults only"))
    reply_hours: int = plain(_("reply due within (hours)"))
    effective_from: str = plain(_("In force from"), read=datetime.fromisoformat)
