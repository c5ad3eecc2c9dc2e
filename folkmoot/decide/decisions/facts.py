"""What the record says of decisions. Everything in it is the brand's own word."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung
from folkmoot.decide.decisions.models import Weighing
from folkmoot.foundation.record.facts import FactBody, plain, written

# The figures of the evidence at L3.
MAJORITY = ("eligible", "quorum", "consulted", "in_favour", "against")


def _moment(stored: str) -> datetime | str:
    """At L3 there is no day on which a suspension ends by itself."""
    return datetime.fromisoformat(stored) if stored else ""


@dataclass(frozen=True, kw_only=True)
class IntentionAnnounced(
    FactBody,
    kind="intention.announced",
    heading=_("The brand announced what it intends"),
    official=True,
):
    topic: str = plain(_("Address of the topic"))
    rule: int = plain(_("Version of the rule"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    decides_on: str = plain(_("To be decided on"))
    title: str = plain(_("In the role of"))
    text: str = written(_("What was decided"))
    name: str = written(_("Signed by"))


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(
    FactBody, kind="decision.recorded", heading=_("A decision was recorded"), official=True
):
    """`effective` and `due` are ISO dates; `due` is empty if nothing is to be done by a day."""

    topic: str = plain(_("Address of the topic"))
    rule: int = plain(_("Version of the rule"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    effective: str = plain(_("Holds from"))
    due: str = plain(_("Done by"))
    title: str = plain(_("In the role of"))
    advice: int = plain(_("Pieces of advice weighed"))
    poll: str = plain(_("Evidence of a majority"))
    eligible: int | None = plain(_("May take part"))
    quorum: int | None = plain(_("quorum (people)"))
    consulted: int | None = plain(_("Took part"))
    in_favour: int | None = plain(_("Agreed"))
    against: int | None = plain(_("Disagreed"))
    text: str = written(_("What was decided"))
    reasons: str = written(_("Why"))
    name: str = written(_("Signed by"))


@dataclass(frozen=True, kw_only=True)
class AdviceWeighed(
    FactBody,
    kind="advice.weighed",
    heading=_("A decision said what it made of advice"),
    official=True,
):
    about: str = plain(_("Advice"))
    standing: str = plain(_("What became of it"), read=Weighing.Standing)
    why: str = written(_("Why"))


@dataclass(frozen=True, kw_only=True)
class DecisionSuspended(
    FactBody, kind="decision.suspended", heading=_("A petition suspended a decision")
):
    cause: str = plain(_("Petition"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    until: str = plain(_("Until"), read=_moment)


@dataclass(frozen=True, kw_only=True)
class DecisionUpheld(
    FactBody,
    kind="decision.upheld",
    heading=_("A suspended decision was upheld"),
    official=True,
):
    cause: str = plain(_("Petition"))
    title: str = plain(_("In the role of"))
    reasons: str = written(_("Why"))
    name: str = written(_("Signed by"))


@dataclass(frozen=True, kw_only=True)
class DecisionChanged(
    FactBody,
    kind="decision.changed",
    heading=_("A suspended decision was changed"),
    official=True,
):
    cause: str = plain(_("Petition"))
    title: str = plain(_("In the role of"))
    text: str = written(_("What was decided"))
    reasons: str = written(_("Why"))
    name: str = written(_("Signed by"))


@dataclass(frozen=True, kw_only=True)
class OverrideAnnounced(
    FactBody,
    kind="override.announced",
    heading=_("An executive announced an override"),
    official=True,
):
    cause: str = plain(_("Petition"))
    earliest: str = plain(_("Not before"), read=datetime.fromisoformat)
    title: str = plain(_("In the role of"))
    reasons: str = written(_("Why"))
    name: str = written(_("Signed by"))


@dataclass(frozen=True, kw_only=True)
class DecisionOverridden(
    FactBody,
    kind="decision.overridden",
    heading=_("An executive set a petition's effect aside"),
    official=True,
):
    cause: str = plain(_("Petition"))
    title: str = plain(_("In the role of"))
    name: str = written(_("Signed by"))


@dataclass(frozen=True, kw_only=True)
class DecisionReversed(
    FactBody, kind="decision.reversed", heading=_("A decision was reversed"), official=True
):
    topic: str = plain(_("Address of the topic"))
    rule: int = plain(_("Version of the rule"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    cost: int = plain(_("What it cost"))
    currency: str = plain(_("Currency"))
    title: str = plain(_("In the role of"))
    poll: str = plain(_("Evidence of a majority"))
    reasons: str = written(_("Why"))
    told: str = written(_("Who was told"))
    name: str = written(_("Signed by"))
