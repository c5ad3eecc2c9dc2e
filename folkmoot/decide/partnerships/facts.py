"""What the record says. A deal that is not public yet leaves facts that are not public."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from folkmoot.decide.partnerships.models import Kind, Stage, Verdict
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class LineProposed(
    FactBody, kind="red-line.proposed", heading=_("The brand proposed a red line"), official=True
):
    panel: str = plain(_("Panel"))
    text: str = written(_("What the brand will not do"))


@dataclass(frozen=True, kw_only=True)
class LineRatified(FactBody, kind="red-line.ratified", heading=_("Fans ruled on a red line")):
    panel: str = plain(_("Panel"))
    ratified: bool = plain(_("Ratified"))


@dataclass(frozen=True, kw_only=True)
class LineRetired(
    FactBody, kind="red-line.retired", heading=_("A red line was given up"), official=True
):
    title: str = plain(_("Title"))
    reasons: str = written(_("Reasons"))


@dataclass(frozen=True, kw_only=True)
class DenialEntered(FactBody, kind="partnership.denied", public=False):
    source: str
    until: str


@dataclass(frozen=True, kw_only=True)
class DealRegistered(FactBody, kind="partnership.registered", public=False):
    deal: str


@dataclass(frozen=True, kw_only=True)
class GateRan(FactBody, kind="partnership.gated", public=False):
    run: int
    verdict: int
    reasons: list[dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class DispensationSigned(FactBody, kind="partnership.dispensed", public=False):
    run: int
    publish_on: str
    title: str
    name: str
    reasons: str = written(_("Reasons"))


@dataclass(frozen=True, kw_only=True)
class StageReached(FactBody, kind="partnership.moved", public=False):
    stage: int


@dataclass(frozen=True, kw_only=True)
class DispensationPublished(
    FactBody,
    kind="partnership.exception-published",
    heading=_("An exception from a red line was made"),
    official=True,
):
    """Also where the deal came to nothing: who let it past a red verdict, when, and why."""

    deal: str = plain(_("Kind of partnership"), read=Kind)
    signed: str = plain(_("Signed on"), read=date.fromisoformat)
    title: str = plain(_("Title"))
    name: str = written(_("Name"))
    reasons: str = written(_("Reasons"))


@dataclass(frozen=True, kw_only=True)
class PartnershipAnnounced(
    FactBody,
    kind="partnership.announced",
    heading=_("The brand announced a partnership"),
    official=True,
):
    deal: str = plain(_("Kind of partnership"), read=Kind)
    stage: int = plain(_("Stage"), read=Stage)
    verdict: int = plain(_("What the gate said"), read=Verdict)
    excepted: bool = plain(_("By an exception"))
    partner: str = written(_("Partner"))
