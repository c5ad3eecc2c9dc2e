"""When a label must have been shown and checked, and what is said of a piece until then."""

import re
from datetime import date, timedelta
from enum import StrEnum
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.models import Piece, Proof
from folkmoot.foundation.refusal import Refusal

# Interim measures on internet advertising (2023): who recommends something for pay, or with a way
# to buy it, marks it as advertising. The proof of it is the brand's own rule.
PROVED_WITHIN = timedelta(days=3)
URL_LENGTH = 500


class Disclosure(StrEnum):
    WANTED = "wanted"
    WAITING = "waiting"
    LABELLED = "labelled"
    MISSING = "missing"


def disclosure_of(latest: Proof | None) -> Disclosure:
    """What the latest proof shows; an earlier one no longer counts."""
    if latest is None:
        return Disclosure.WANTED
    check = getattr(latest, "check_of", None)
    if check is None:
        return Disclosure.WAITING
    return Disclosure.LABELLED if check.labelled else Disclosure.MISSING


def is_overdue(piece: Piece, latest: Proof | None, today: date) -> bool:
    """The label has not been seen by a second person, and its day has passed."""
    return disclosure_of(latest) != Disclosure.LABELLED and today > piece.due_on


def require_address(url: str) -> str:
    url = url.strip()
    if not re.fullmatch(r"https?://[^\s\0]+", url) or len(url) > URL_LENGTH:
        raise Refusal(
            "no-address",
            _("Give the address of the piece, with https:// at its beginning."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return url


def require_published(on: date, today: date) -> None:
    if not today - timedelta(days=366) <= on <= today:
        raise Refusal(
            "not-published",
            _("Enter what has been published, within the last year."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_digest(sha256: str) -> str:
    sha256 = sha256.strip().lower()
    if sha256 and not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Refusal(
            "no-digest",
            _("A SHA-256 has 64 digits from 0 to f."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return sha256


def require_second_person(proof: Proof | None, by: int) -> Proof:
    if proof is None or hasattr(proof, "check_of"):
        raise Refusal(
            "nothing-to-check",
            _("There is no proof here that waits for a check."),
            status=HTTPStatus.CONFLICT,
        )
    if proof.by_id == by:
        raise Refusal("own-proof", _("A second person checks it: whoever gave it cannot."))
    return proof
