"""What the record says of panels. Nobody on a panel is named, and no seat's answer is recorded."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, written


@dataclass(frozen=True, kw_only=True)
class PanelConvened(
    FactBody,
    kind="panel.convened",
    heading=_("A panel was convened, and its draw committed to"),
    official=True,
):
    """Everything that decides the draw, but for the secret and a number that is not there yet."""

    purpose: str
    about: str
    wanted: int
    seats: int
    quorum: int
    percent: int
    pool: str
    lottery: str
    secret: str
    beacon: str
    beacon_at: str
    question: str = written()


@dataclass(frozen=True, kw_only=True)
class PanelDrawn(FactBody, kind="panel.drawn", heading=_("A panel was drawn by lot")):
    seed: str
    ticket: int
    drawn: list[str]


@dataclass(frozen=True, kw_only=True)
class PanelConcluded(FactBody, kind="panel.concluded", heading=_("A panel has answered")):
    """The counts are there from ten answers on; the outcome always."""

    purpose: str
    about: str
    seats: int
    answered: int
    quorate: bool
    outcome: str
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class SeatOffered(FactBody, kind="seat.offered", public=False):
    seat: int
    pseudonym: str
    standing: str


@dataclass(frozen=True, kw_only=True)
class SeatAnswered(FactBody, kind="seat.answered", public=False):
    seat: int
    pseudonym: str
    standing: str
