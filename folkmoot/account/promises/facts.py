"""What the record says of promises."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.account.promises.models import Rating, Verifier
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class PromiseMade(
    FactBody, kind="promise.made", heading=_("The brand made a promise"), official=True
):
    source: str = plain(_("Promised in"))
    due: str = plain(_("Due"), read=datetime.fromisoformat)
    verifier: str = plain(_("Looked at by"), read=Verifier)
    replaces: int | None = plain(_("Takes the place of promise"))
    title: str = plain(_("In the role of"))
    name: str = written(_("Promised by"))
    text: str = written(_("Promise"))
    scope: str = written(_("For whom and where"))
    proof: str = written(_("What will show it"))
    reason: str = written(_("Why it was changed"))


@dataclass(frozen=True, kw_only=True)
class PromiseNotOne(
    FactBody,
    kind="promise.declined",
    heading=_("The brand says that it promised nothing"),
    official=True,
):
    """What sounded like a promise was not entered as one, and why."""

    said_in: int = plain(_("Said in entry"))
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class EvidenceGiven(
    FactBody, kind="promise.evidence", heading=_("The brand showed what it did"), official=True
):
    number: int = plain(_("Number of the evidence"))
    url: str = plain(_("Address"))
    text: str = written(_("What was done"))


@dataclass(frozen=True, kw_only=True)
class EvidenceCaptured(
    FactBody, kind="promise.captured", heading=_("A page was read and its hash taken")
):
    number: int = plain(_("Number of the evidence"))
    read_at: str = plain(_("Read at"), read=datetime.fromisoformat)
    size: int = plain(_("Bytes"))
    sha256: str = plain(_("SHA-256"))


@dataclass(frozen=True, kw_only=True)
class PromiseRated(
    FactBody, kind="promise.rated", heading=_("The brand rated its own promise"), official=True
):
    number: int = plain(_("Number of the rating"))
    outcome: str = plain(_("Outcome"), read=Rating.Outcome)
    title: str = plain(_("In the role of"))
    name: str = written(_("Signed by"))
    text: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class PromiseVerified(
    FactBody, kind="promise.verified", heading=_("Fans said whether a promise was kept")
):
    """The number that say so is there from ten answers on; whether it is confirmed, always."""

    panel: str = plain(_("Panel"))
    answered: int = plain(_("Answered"))
    yes: int | None = plain(_("Kept, say"))
    confirmed: bool = plain(_("Confirmed"))
