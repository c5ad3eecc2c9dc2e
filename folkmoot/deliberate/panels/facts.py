"""What the record says of panels. Nobody on a panel is named, and no seat's answer is recorded."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels.models import Purpose
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class PanelConvened(
    FactBody,
    kind="panel.convened",
    heading=_("A panel was convened, and its draw committed to"),
    official=True,
):
    """Everything that decides the draw, but for the secret and a number that is not there yet."""

    purpose: str = plain(_("Purpose"), read=Purpose)
    about: str = plain(_("About"))
    wanted: int = plain(_("Seats wanted"))
    seats: int = plain(_("Seats"))
    quorum: int = plain(_("Answers needed"))
    percent: int = plain(_("Share of yes needed, in per cent"))
    pool: str = plain(_("Hash of the pool"))
    lottery: str = plain(_("Hash of the lottery"))
    secret: str = plain(_("Hash of the secret"))
    beacon: str = plain(_("Public number"))
    beacon_at: str = plain(_("It exists from"), read=datetime.fromisoformat)
    question: str = written(_("Question"))


@dataclass(frozen=True, kw_only=True)
class PanelDrawn(FactBody, kind="panel.drawn", heading=_("A panel was drawn by lot")):
    seed: str = plain(_("Seed: secret and number"))
    ticket: int = plain(_("Ticket"))
    drawn: list[str] = plain(_("Random names that were drawn"))  # noqa: RUF009 - a field


def _number(stored: int | None) -> int | str:
    """Counts of people under ten are shown nowhere."""
    return str(_("fewer than ten")) if stored is None else stored


@dataclass(frozen=True, kw_only=True)
class PanelConcluded(FactBody, kind="panel.concluded", heading=_("A panel has answered")):
    """The counts are there from ten answers on; the outcome always."""

    purpose: str = plain(_("Purpose"), read=Purpose)
    about: str = plain(_("About"))
    seats: int = plain(_("Seats"))
    answered: int | None = plain(_("Have answered"), read=_number)
    quorate: bool = plain(_("Enough answered"))
    outcome: str = plain(_("Outcome"))
    counts: dict[str, int] = plain(_("Counts"))  # noqa: RUF009 - a field


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
