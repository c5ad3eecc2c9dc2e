"""What the record says of decisions. Everything in it is the brand's own word."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, written

# The figures of the evidence at L3.
MAJORITY = ("eligible", "quorum", "consulted", "in_favour", "against")


@dataclass(frozen=True, kw_only=True)
class IntentionAnnounced(
    FactBody,
    kind="intention.announced",
    heading=_("The brand announced what it intends"),
    official=True,
):
    topic: str
    rule: int
    rung: int
    decides_on: str
    title: str
    text: str = written()
    name: str = written()


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(
    FactBody, kind="decision.recorded", heading=_("A decision was recorded"), official=True
):
    """`effective` and `due` are ISO dates; `due` is empty if nothing is to be done by a day."""

    topic: str
    rule: int
    rung: int
    effective: str
    due: str
    title: str
    advice: int
    poll: str
    eligible: int | None
    quorum: int | None
    consulted: int | None
    in_favour: int | None
    against: int | None
    text: str = written()
    reasons: str = written()
    name: str = written()


@dataclass(frozen=True, kw_only=True)
class AdviceWeighed(
    FactBody,
    kind="advice.weighed",
    heading=_("A decision said what it made of advice"),
    official=True,
):
    about: str
    standing: str
    why: str = written()


@dataclass(frozen=True, kw_only=True)
class DecisionSuspended(
    FactBody, kind="decision.suspended", heading=_("A petition suspended a decision")
):
    cause: str
    rung: int
    until: str


@dataclass(frozen=True, kw_only=True)
class DecisionUpheld(
    FactBody,
    kind="decision.upheld",
    heading=_("A suspended decision was upheld"),
    official=True,
):
    cause: str
    title: str
    reasons: str = written()
    name: str = written()


@dataclass(frozen=True, kw_only=True)
class DecisionChanged(
    FactBody,
    kind="decision.changed",
    heading=_("A suspended decision was changed"),
    official=True,
):
    cause: str
    title: str
    text: str = written()
    reasons: str = written()
    name: str = written()


@dataclass(frozen=True, kw_only=True)
class OverrideAnnounced(
    FactBody,
    kind="override.announced",
    heading=_("An executive announced an override"),
    official=True,
):
    cause: str
    earliest: str
    title: str
    reasons: str = written()
    name: str = written()


@dataclass(frozen=True, kw_only=True)
class DecisionOverridden(
    FactBody,
    kind="decision.overridden",
    heading=_("An executive set a petition's effect aside"),
    official=True,
):
    cause: str
    title: str
    name: str = written()


@dataclass(frozen=True, kw_only=True)
class DecisionReversed(
    FactBody, kind="decision.reversed", heading=_("A decision was reversed"), official=True
):
    topic: str
    rule: int
    rung: int
    cost: int
    currency: str
    title: str
    poll: str
    reasons: str = written()
    told: str = written()
    name: str = written()
