"""What the record says of mandates. Who sits in a seat is never part of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.mandates.models import Interest, Mandate, MandateEnd, Motion, Seat
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class BodyFounded(
    FactBody, kind="body.founded", heading=_("A body of representatives was founded")
):
    name: str = plain(_("Name"))
    article: str = plain(_("Article"))
    topic: str = plain(_("Topic"))


@dataclass(frozen=True, kw_only=True)
class SeatOffered(FactBody, kind="body.seat-offered", public=False):
    chosen_by: str = plain(_("How they were chosen"), read=Seat.ChosenBy)


@dataclass(frozen=True, kw_only=True)
class SeatTaken(FactBody, kind="body.seat-taken", heading=_("A seat was taken")):
    chosen_by: str = plain(_("How they were chosen"), read=Seat.ChosenBy)
    until: str = plain(_("Until"), read=datetime.fromisoformat)
    name: str = written(_("Name"))


@dataclass(frozen=True, kw_only=True)
class SeatLeft(FactBody, kind="body.seat-left", heading=_("A seat became free")):
    pass


@dataclass(frozen=True, kw_only=True)
class NamingAllowed(FactBody, kind="body.naming-allowed", public=False):
    allowed: bool = plain(_("Allowed"))


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(
    FactBody, kind="interest.declared", heading=_("An interest was declared"), official=True
):
    interest: str = plain(_("What kind of tie"), read=Interest.Kind)
    since: str = plain(_("Since"))
    until: str = plain(_("Until"))
    seat: str = written(_("Name of the seat"))
    text: str = written(_("Text"))


@dataclass(frozen=True, kw_only=True)
class MotionOpened(
    FactBody, kind="motion.opened", heading=_("A body votes on a motion"), official=True
):
    number: int = plain(_("Number"))
    purpose: str = plain(_("What for"), read=Motion.Purpose)
    closes: str = plain(_("Open until"), read=datetime.fromisoformat)
    text: str = written(_("Text"))


@dataclass(frozen=True, kw_only=True)
class MotionClosed(FactBody, kind="motion.closed", heading=_("A body has voted")):
    number: int = plain(_("Number"))
    in_favour: int = plain(_("For"))
    against: int = plain(_("Against"))
    abstained: int = plain(_("Abstained"))
    seats: int = plain(_("Seats"))
    carried: bool = plain(_("Carried"))


@dataclass(frozen=True, kw_only=True)
class MandateGranted(
    FactBody, kind="mandate.granted", heading=_("A mandate was granted"), official=True
):
    body: int = plain(_("Body"))
    topic: str = plain(_("Topic"))
    source: str = plain(_("Granted by"), read=Mandate.Source)
    clause: str = plain(_("Clause"))
    motion: int = plain(_("Motion"))
    until: str = plain(_("Until"), read=datetime.fromisoformat)
    scope: str = written(_("On what, and how far"))


@dataclass(frozen=True, kw_only=True)
class MandateEnded(FactBody, kind="mandate.ended", heading=_("A mandate ended"), official=True):
    cause: str = plain(_("Cause"), read=MandateEnd.Reason)
    text: str = written(_("Text"))


@dataclass(frozen=True, kw_only=True)
class MandateContested(
    FactBody,
    kind="mandate.contested",
    heading=_("Many said that a mandate does not represent them"),
):
    """At least as many as a petition needs, from as many cohorts. The mandate lapses unless the
    body confirms it by a vote."""

    statement: int = plain(_("Statement"))
    needed: int = plain(_("Members needed"))
    lapses: str = plain(_("Lapses on"), read=datetime.fromisoformat)


@dataclass(frozen=True, kw_only=True)
class MandateConfirmed(
    FactBody, kind="mandate.confirmed", heading=_("A contested mandate was confirmed")
):
    motion: int = plain(_("Motion"))


@dataclass(frozen=True, kw_only=True)
class CollectiveDrafted(
    FactBody,
    kind="collective.drafted",
    heading=_("A draft of a statement can be signed"),
    official=True,
):
    body: int = plain(_("Body"))
    claims: int = plain(_("Passages that speak for all"))
    closes: str = plain(_("Open until"), read=datetime.fromisoformat)
    text: str = written(_("Text"))


@dataclass(frozen=True, kw_only=True)
class CollectivePublished(
    FactBody, kind="collective.published", heading=_("A body published a statement")
):
    """With whom it could have spoken for, and whom it asked; under ten a count is left out."""

    body: int = plain(_("Body"))
    motion: int = plain(_("Motion"))
    mandate: int = plain(_("Mandate"))
    disclaimed: bool = plain(_("With the sentence that nobody gave a mandate"))
    eligible: int | None = plain(_("Could be spoken for"))
    consulted: int | None = plain(_("Gave an answer"))
    in_favour: int | None = plain(_("For"))
    against: int | None = plain(_("Against"))
    signers: int | None = plain(_("Signed"))
