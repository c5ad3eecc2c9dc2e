"""What the record says of petitions. No entry of it stands for a single person's signature."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung
from folkmoot.decide.petitions.models import Check
from folkmoot.foundation.record.facts import FactBody, plain, written


def _outcome(stored: str) -> str:
    return str(_("admitted") if stored == "accepted" else _("not admitted"))


def _number(stored: int | None) -> int | str:
    """Counts of people under ten are shown nowhere."""
    return str(_("fewer than ten")) if stored is None else stored


@dataclass(frozen=True, kw_only=True)
class PetitionStarted(FactBody, kind="petition.started", heading=_("A petition was started")):
    about: str = plain(_("About"))
    rule: int = plain(_("Version of the rule"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    mends: str = plain(_("Mends"))
    asks: str = written(_("What it asks"))
    because: str = written(_("Why"))


@dataclass(frozen=True, kw_only=True)
class PetitionSeconded(
    FactBody, kind="petition.seconded", heading=_("A petition found its seconders")
):
    check_due: str = plain(_("Check due"), read=datetime.fromisoformat)


@dataclass(frozen=True, kw_only=True)
class PetitionChecked(
    FactBody,
    kind="petition.checked",
    heading=_("A petition was held against the standards"),
    official=True,
):
    outcome: str = plain(_("Outcome"), read=_outcome)
    reason: str = plain(_("Reason"), read=Check.Reason)
    # What it takes, if it was admitted: counted now, and fixed.
    eligible: int | None = plain(_("Active members who may sign"), read=_number)
    needed: int | None = plain(_("Signatures needed"))
    cohorts_needed: int | None = plain(_("Cohorts needed"))
    closes: str = plain(_("Signing ends"))
    why: str = written(_("Why"))


@dataclass(frozen=True, kw_only=True)
class PetitionEstablished(
    FactBody, kind="petition.established", heading=_("A petition reached its thresholds")
):
    about: str = plain(_("About"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    signatures: int | None = plain(_("Signatures"), read=_number)
    needed: int = plain(_("Signatures needed"))
    eligible: int | None = plain(_("Active members who may sign"), read=_number)
    cohorts: int = plain(_("Cohorts reached"))
    suspended: bool = plain(_("It stops the decision"))


@dataclass(frozen=True, kw_only=True)
class PetitionAnswered(
    FactBody, kind="petition.answered", heading=_("A petition was answered"), official=True
):
    title: str = plain(_("In the role of"))
    text: str = written(_("Answer"))
    name: str = written(_("Signed by"))


@dataclass(frozen=True, kw_only=True)
class PetitionClosed(FactBody, kind="petition.closed", heading=_("A petition closed")):
    established: bool = plain(_("Reached its thresholds"))
    signatures: int | None = plain(_("Signatures"), read=_number)
