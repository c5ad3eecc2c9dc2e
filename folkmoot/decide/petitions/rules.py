"""What a petition may be about, who may do what with it, and what it takes."""

from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung, require_voice, signatures_needed
from folkmoot.decide.petitions.models import Check, Closing, Petition, Signing
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import (
    Member,
    is_executive,
    is_legal,
    is_operator,
    is_staff,
    require,
)
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion

__all__ = ["Reason"]
Reason = Check.Reason

# Under ten people a figure could point at a person.
SMALLEST_CELL = 10
SECONDERS = 5
SECONDING = timedelta(days=30)
SIGNING = timedelta(days=30)
# How long the brand may take to hold a petition against the standards.
CHECKING = timedelta(days=3)
# A cohort counts from this share of the needed signatures on: one friend in it is not a cohort.
COHORT_PER_CENT = 5
# How many of one person's petitions may be under way at a time.
MOST_OPEN = 3

ASKS_LENGTH = 280
BECAUSE_LENGTH = 4_000
WHY_LENGTH = 2_000
REPLY_LENGTH = 10_000

CHECK_CLOCK = "check"
REPLY_CLOCK = "answer"
CALLED[CHECK_CLOCK] = _("Check of a petition")

REASONS_AGAINST = tuple(reason for reason in Reason if reason is not Reason.FITS)
# Showing these words once more would do the harm again.
WITHHELD = (Reason.PERSONAL, Reason.UNLAWFUL)

can_check = is_operator | is_legal | is_executive
can_reply = is_operator | is_executive


class State(StrEnum):
    """How far a petition has come. Computed from its rows and `now`, stored nowhere."""

    SECONDING = "seconding"
    CHECKING = "checking"
    REJECTED = "rejected"
    SIGNING = "signing"
    ESTABLISHED = "established"
    ANSWERED = "answered"
    LAPSED = "lapsed"


STATES = {
    State.SECONDING: _("looking for five seconders"),
    State.CHECKING: _("being checked"),
    State.REJECTED: _("not admitted"),
    State.SIGNING: _("open for signing"),
    State.ESTABLISHED: _("thresholds reached"),
    State.ANSWERED: _("answered"),
    State.LAPSED: _("closed without reaching its thresholds"),
}


def state(petition: Petition, now: datetime) -> State:
    if hasattr(petition, "reply"):
        return State.ANSWERED
    if hasattr(petition, "establishment"):
        return State.ESTABLISHED
    if hasattr(petition, "signing"):
        return State.SIGNING if is_signing(petition, now) else State.LAPSED
    if hasattr(petition, "check_made"):
        return State.REJECTED
    if petition.seconded_at is not None:
        return State.CHECKING
    return State.SECONDING if now < petition.seconding_ends_at else State.LAPSED


def is_signing(petition: Petition, now: datetime) -> bool:
    """Open until its window ends, also after the thresholds were reached."""
    signing: Signing | None = getattr(petition, "signing", None)
    closing: Closing | None = getattr(petition, "closing", None)
    return signing is not None and closing is None and now < signing.closes_at


def words_open(petition: Petition, member: Member | None) -> bool:
    """Fans' words are open once a person has read them; before, to members who could second."""
    check: Check | None = getattr(petition, "check_made", None)
    if member is not None and (petition.by_id == member.pk or is_staff(member)):
        return True
    if check is None:
        return member is not None
    return check.reason not in WITHHELD


def needed(version: "TopicVersion", *, active: int) -> int:
    return signatures_needed(version, active=active)


def cohort_least(needed: int) -> int:
    """How many signatures of a cohort make it count."""
    return max(1, -(-needed * COHORT_PER_CENT // 100))


def cohorts_needed(asked: int, present: int) -> int:
    """No more cohorts than there are among those who may sign."""
    return max(1, min(asked, present))


def reached(signing: Signing, by_cohort: dict[str, int]) -> bool:
    """Enough signatures, from enough cohorts."""
    enough = sum(by_cohort.values()) >= signing.needed
    return enough and cohorts_reached(signing.cohort_least, by_cohort) >= signing.cohorts_needed


def cohorts_reached(least: int, by_cohort: dict[str, int]) -> int:
    return sum(count >= least for count in by_cohort.values())


def shown(count: int) -> int | None:
    """A count of people, if it is large enough to be shown."""
    return count if count >= SMALLEST_CELL else None


def require_right(rung: int) -> None:
    if rung < Rung.ADVISE:
        raise Refusal(
            "no-right-of-petition",
            _("On this topic the brand promised to tell, not to ask. It knows no petition."),
            status=HTTPStatus.CONFLICT,
        )


def require_petitionable(*, possible: bool) -> None:
    if not possible:
        raise Refusal(
            "matter-closed",
            _("This was reversed, or a petition has stopped it before; that is possible once."),
            status=HTTPStatus.CONFLICT,
        )


def require_fan_of(petition: Petition, member: Member | None, *, now: datetime) -> Member:
    """The member, if they may second and sign: a fan of this brand, verified as the rule asks."""
    fan = require_voice(member, petition.rule, now=now)
    require_same_brand(petition, fan)
    return fan


def require_same_brand(petition: Petition, member: Member) -> None:
    if petition.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such petition here."), status=HTTPStatus.NOT_FOUND
        )


def require_confirmed(*, about_the_decision: bool) -> None:
    if not about_the_decision:
        raise Refusal(
            "standards-not-confirmed",
            _("Please confirm first that it is about the decision, and not about a person."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_room_for_more(*, under_way: int) -> None:
    if under_way >= MOST_OPEN:
        raise Refusal(
            "too-many-petitions",
            _("%(under_way)d of your petitions are under way. Please let one of them end first."),
            status=HTTPStatus.TOO_MANY_REQUESTS,
            under_way=under_way,
        )


def require_mendable(rejected: Petition | None, member: Member) -> None:
    """Only who brought a rejected petition brings it again, mended, and once."""
    if rejected is None:
        return
    check: Check | None = getattr(rejected, "check_made", None)
    mine = rejected.by_id == member.pk
    if not mine or check is None or check.admitted or hasattr(rejected, "mended_by"):
        raise Refusal(
            "not-mendable",
            _("Only your own petition that was not admitted can be mended, and once."),
            status=HTTPStatus.CONFLICT,
        )


def require_seconding(petition: Petition, member: Member, now: datetime) -> None:
    if state(petition, now) is not State.SECONDING:
        raise Refusal(
            "seconding-over",
            _("It is not looking for seconders any more."),
            status=HTTPStatus.CONFLICT,
        )
    if petition.by_id == member.pk:
        raise Refusal("own-petition", _("Five others have to second your petition."))


def require_checker(petition: Petition, member: Member, decider: Member) -> None:
    """A person of the brand, who neither decided the matter nor rejected the petition before."""
    require(
        can_check,
        member,
        code="not-checker",
        sentence=_("Only the brand's people hold a petition against the standards."),
    )
    require_same_brand(petition, member)
    if member.pk == decider.pk:
        raise Refusal("own-decision", _("Whoever decided does not check the petition against it."))
    if petition.mends and petition.mends.check_made.by_id == member.pk:
        raise Refusal(
            "same-checker", _("A mended petition is checked by somebody else than the first time.")
        )


def require_checkable(petition: Petition, now: datetime) -> None:
    if state(petition, now) is not State.CHECKING:
        raise Refusal(
            "not-to-be-checked",
            _("This petition is not waiting to be checked: somebody was faster, or it is early."),
            status=HTTPStatus.CONFLICT,
        )


def require_signing(petition: Petition, now: datetime) -> Signing:
    if not is_signing(petition, now):
        raise Refusal(
            "signing-closed",
            _("This petition is not open for signing. Every signature is kept."),
            status=HTTPStatus.CONFLICT,
        )
    signing: Signing = petition.signing
    return signing


def require_replier(petition: Petition, member: Member) -> None:
    require(
        can_reply,
        member,
        code="not-answerer",
        sentence=_("Only an operator or an executive answers for the brand."),
    )
    require_same_brand(petition, member)


def require_reply_due(petition: Petition) -> None:
    """Where the petition stopped the decision, the answer is given there, by somebody higher."""
    establishment = getattr(petition, "establishment", None)
    if establishment is None or establishment.suspended or hasattr(petition, "reply"):
        raise Refusal(
            "no-reply-due",
            _("Nothing is to be answered here, or not here."),
            status=HTTPStatus.CONFLICT,
        )


def require_reason_against(reason: str) -> Reason:
    if reason not in [each.value for each in REASONS_AGAINST]:
        raise Refusal(
            "reason-needed",
            _("Say which standard it does not keep."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return Reason(reason)
