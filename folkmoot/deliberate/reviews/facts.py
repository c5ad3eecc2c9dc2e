"""What the record says. Until it is unsealed, nothing public says what a review is about."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.reviews.models import Heed
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class ReviewDrafted(FactBody, kind="review.drafted", public=False):
    about: str
    window: int
    title: str = written(_("What is reviewed"))
    pack: str = written(_("The papers"))


@dataclass(frozen=True, kw_only=True)
class ReviewOpened(
    FactBody, kind="review.opened", heading=_("A review was opened under seal"), official=True
):
    panel: str = plain(_("Panel"))
    prior: bool = plain(_("Before anything was signed"))
    window: int = plain(_("Hours to answer"))
    reply_hours: int = plain(_("Hours to reply after the report"))
    reply_due: str = plain(_("Reply at the latest"), read=datetime.fromisoformat)
    title: str = plain(_("Title"))
    name: str = written(_("Who will reply"))


def _number(stored: int | None) -> int | str:
    """Counts of people under ten are shown nowhere."""
    return str(_("fewer than ten")) if stored is None else stored


@dataclass(frozen=True, kw_only=True)
class ReviewReported(
    FactBody, kind="review.reported", heading=_("The report of a review was sealed")
):
    """Its hash now, its words once the matter is public: it cannot be written anew in between."""

    answered: int | None = plain(_("Have answered"), read=_number)
    report: str = plain(_("Hash of the report"))


@dataclass(frozen=True, kw_only=True)
class ReviewReplied(FactBody, kind="review.replied", heading=_("The brand replied to a review")):
    """The words are committed to now, and shown once the matter is public."""

    heed: str = plain(_("What becomes of the advice"), read=Heed)
    title: str = plain(_("Title"))
    memo: str = written(_("The reply"))


@dataclass(frozen=True, kw_only=True)
class ReviewArchived(FactBody, kind="review.archived", heading=_("A review was closed")):
    on_time: bool = plain(_("Replied on time"))


@dataclass(frozen=True, kw_only=True)
class ReviewUnsealed(
    FactBody,
    kind="review.unsealed",
    heading=_("A review was unsealed"),
    official=True,
):
    about: str = plain(_("About"))
    report: str = plain(_("Hash of the report"))
    reviewed: str = written(_("What was reviewed"))


@dataclass(frozen=True, kw_only=True)
class CopyTraced(FactBody, kind="review.copy-traced", public=False):
    """Somebody asked whose copy was leaked: a random name is the answer, and the seat is told."""

    pseudonym: str
    reasons: str = written(_("Reasons"))
