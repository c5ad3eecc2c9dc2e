"""What the record says of the charter."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody


@dataclass(frozen=True, kw_only=True)
class TopicAnnounced(
    FactBody, kind="topic.announced", heading=_("A rule of the charter was announced")
):
    """A rule, or its next version, was announced. Everything in it is the brand's own word."""

    version: int
    title: str
    rung: int
    decider: str
    open_to_change: str
    not_open: str
    minimum_level: int
    quorum: int
    quorum_share: int
    petition_share: int
    petition_cohorts: int
    suspension_hours: int
    higher_decider: str
    support_share: int
    seats_adult_only: bool
    reply_hours: int
    effective_from: str
