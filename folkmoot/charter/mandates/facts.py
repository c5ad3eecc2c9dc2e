"""What the record says of mandates. Who sits in a seat is never part of it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, written


@dataclass(frozen=True, kw_only=True)
class BodyFounded(
    FactBody, kind="body.founded", heading=_("A body of representatives was founded")
):
    name: str
    article: str
    topic: str


@dataclass(frozen=True, kw_only=True)
class SeatOffered(FactBody, kind="seat.offered", public=False):
    chosen_by: str


@dataclass(frozen=True, kw_only=True)
class SeatTaken(FactBody, kind="seat.taken", heading=_("A seat was taken")):
    chosen_by: str
    until: str
    name: str = written()


@dataclass(frozen=True, kw_only=True)
class SeatLeft(FactBody, kind="seat.left", heading=_("A seat became free")):
    pass


@dataclass(frozen=True, kw_only=True)
class NamingAllowed(FactBody, kind="seat.naming-allowed", public=False):
    allowed: bool


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(
    FactBody, kind="interest.declared", heading=_("An interest was declared"), official=True
):
    interest: str
    since: str
    until: str
    seat: str = written()
    text: str = written()


@dataclass(frozen=True, kw_only=True)
class MotionOpened(
    FactBody, kind="motion.opened", heading=_("A body votes on a motion"), official=True
):
    number: int
    purpose: str
    closes: str
    text: str = written()


@dataclass(frozen=True, kw_only=True)
class MotionClosed(FactBody, kind="motion.closed", heading=_("A body has voted")):
    number: int
    in_favour: int
    against: int
    abstained: int
    seats: int
    carried: bool


@dataclass(frozen=True, kw_only=True)
class MandateGranted(
    FactBody, kind="mandate.granted", heading=_("A mandate was granted"), official=True
):
    body: int
    topic: str
    source: str
    clause: str
    motion: int
    until: str
    scope: str = written()


@dataclass(frozen=True, kw_only=True)
class MandateEnded(FactBody, kind="mandate.ended", heading=_("A mandate ended"), official=True):
    cause: str
    text: str = written()


@dataclass(frozen=True, kw_only=True)
class MandateContested(
    FactBody,
    kind="mandate.contested",
    heading=_("Many said that a mandate does not represent them"),
):
    """At least as many as a petition needs, from as many cohorts. The mandate lapses unless the
    body confirms it by a vote."""

    statement: int
    needed: int
    lapses: str


@dataclass(frozen=True, kw_only=True)
class MandateConfirmed(
    FactBody, kind="mandate.confirmed", heading=_("A contested mandate was confirmed")
):
    motion: int


@dataclass(frozen=True, kw_only=True)
class CollectiveDrafted(
    FactBody,
    kind="collective.drafted",
    heading=_("A draft of a statement can be signed"),
    official=True,
):
    body: int
    claims: int
    closes: str
    text: str = written()


@dataclass(frozen=True, kw_only=True)
class CollectivePublished(
    FactBody, kind="collective.published", heading=_("A body published a statement")
):
    """With whom it could have spoken for, and whom it asked; under ten a count is left out."""

    body: int
    motion: int
    mandate: int
    disclaimed: bool
    eligible: int | None
    consulted: int | None
    in_favour: int | None
    against: int | None
    signers: int | None
