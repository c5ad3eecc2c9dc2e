"""What a voter can find out with a tracker or a receipt."""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from civics.ballots import open_receipt
from civics.errors import InputError
from civics.transparency import VerifierKey
from folkmoot.deliberate.ballots import rules
from folkmoot.deliberate.ballots.models import Ballot
from folkmoot.foundation.refusal import Refusal


class Standing(StrEnum):
    COUNTED = "counted"
    REPLACED = "replaced"
    MISSING = "missing"


@dataclass(frozen=True)
class Found:
    """Where a tracker stands, and what its paper says if the list of papers is public."""

    standing: Standing
    choice: tuple[str, ...] | None


def standing_of(ballot: Ballot, tracker: str) -> Found:
    """Counted, replaced by its voter, or missing. Closed ballots only."""
    closing = rules.require_closed(ballot)
    paper = ballot.papers.filter(tracker=tracker).first()
    if paper is not None:
        shown = rules.shows_list(closing.papers)
        return Found(Standing.COUNTED, tuple(paper.choice) if shown else None)
    gone = any(tracker == each[0] for each in closing.replaced)
    return Found(Standing.REPLACED if gone else Standing.MISSING, None)


def opened_receipt(ballot: Ballot, receipt: str) -> str:
    """The tracker on a receipt that this server signed for this ballot."""
    try:
        opened = open_receipt(receipt, VerifierKey.parse(ballot.verifier))
    except InputError as error:
        raise _not_signed() from error
    if opened != rules.receipt_of(ballot, tracker=opened.tracker, lock=opened.lock):
        raise _not_signed()
    return opened.tracker


def _not_signed() -> Refusal:
    return Refusal(
        "not-signed",
        _(
            "This is no receipt of this ballot, or a character of it was changed. Copy it whole, "
            "from its first line to its signature."
        ),
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )
