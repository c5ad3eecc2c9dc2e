"""Who may speak for others, and what stands beneath words that nobody was asked about."""

from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civics.language import Claim, speaks_for_all
from folkmoot.charter.articles.rules import MONTH as MONTH  # noqa: PLC0414
from folkmoot.charter.articles.rules import in_a_row as in_a_row  # noqa: PLC0414
from folkmoot.charter.articles.rules import require_adult as require_adult  # noqa: PLC0414
from folkmoot.charter.articles.rules import require_executive as require_executive  # noqa: PLC0414
from folkmoot.charter.articles.rules import require_found as require_found  # noqa: PLC0414
from folkmoot.charter.articles.rules import require_rested as require_rested  # noqa: PLC0414
from folkmoot.charter.articles.rules import require_same_brand as require_same_brand  # noqa: PLC0414
from folkmoot.charter.articles.rules import require_text as require_text  # noqa: PLC0414
from folkmoot.charter.mandates.models import (
    Body,
    Interest,
    Mandate,
    MandateEnd,
    Motion,
    Position,
    Seat,
    Statement,
)
from folkmoot.foundation.people.rules import require_fan
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.charter.models import Topic
    from folkmoot.foundation.people.rules import Member

CLAIM_LENGTH = 2000
STATEMENT_LENGTH = 5000
MOTION_WINDOW = timedelta(days=7)
LONGEST_WINDOW = timedelta(days=60)
# How long a body has to vote again when many said that it does not represent them.
LAPSE = timedelta(days=14)
# A mandate is for a task, not for an era.
LONGEST_MANDATE = 12 * MONTH

# Beneath every collective statement, word for word.
DISCLAIMER = _("This does not speak for those who did not sign.")
NO_MANDATE = _(
    "Nobody has a mandate to say this for all. Read it as the words of those who signed."
)
OWN_WORDS = _("These are the writer's own words. Nobody gave a mandate to speak for all.")


def is_live(mandate: Mandate, now: datetime) -> bool:
    """From its first day to its last, unless it ended, or was contested and not confirmed."""
    if not mandate.since <= now < mandate.until:
        return False
    end, contest = getattr(mandate, "end", None), getattr(mandate, "contest", None)
    if end is not None and end.at <= now:
        return False
    return contest is None or contest.confirmed_by_id is not None or now < contest.lapses_at


def holds_seat(seat: Seat, now: datetime) -> bool:
    return (
        seat.taken_at is not None
        and seat.taken_at <= now < seat.until
        and (seat.ended_at is None or now < seat.ended_at)
    )


def seats_held(member: "Member", now: datetime) -> QuerySet[Seat]:
    return Seat.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=now), member=member, taken_at__lte=now, until__gt=now
    )


def may_speak(member: "Member | None", now: datetime, *, topic: "Topic | None" = None) -> bool:
    """Whether a live mandate lets the member speak for others, on this topic or on any."""
    if member is None:
        return False
    held = list(seats_held(member, now).values_list("pk", "body_id"))
    mandates = Mandate.objects.filter(
        Q(seat__in=[seat for seat, _body in held])
        | Q(seat=None, body__in=[body for _seat, body in held]),
        brand=member.brand_id,
    ).select_related("end", "contest")
    if topic is not None:
        mandates = mandates.filter(topic=topic)
    return any(is_live(mandate, now) for mandate in mandates)


def claims_in(text: str) -> tuple[Claim, ...]:
    return speaks_for_all(text)


def require_may_speak(
    text: str, actor: "Member | None", *, now: datetime, topic: "Topic | None" = None
) -> None:
    """I10: stop words that speak for all, unless a live mandate carries them.

    The room that takes the words chooses: this stops them, `disclaimer_for` lets them pass with a
    sentence beneath.
    """
    claims = claims_in(text)
    if claims and not may_speak(actor, now, topic=topic):
        raise Refusal(
            "speaks-for-all",
            _("“%(passage)s” speaks for people who were not asked. Write “I”, or name who agrees."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            passage=claims[0].text,
        )


def disclaimer_for(
    text: str, actor: "Member | None", *, now: datetime, topic: "Topic | None" = None
) -> Any:
    """The sentence to show beneath these words, or an empty one if they need none."""
    if claims_in(text) and not may_speak(actor, now, topic=topic):
        return OWN_WORDS
    return ""


def may_be_named(seat: Seat, now: datetime, *, delay_days: int) -> bool:
    """Delayed naming: after the term, after the delay, and with the holder's consent."""
    over = min(seat.until, seat.ended_at) if seat.ended_at else seat.until
    allowed = seat.naming_allowed_at is not None and seat.naming_allowed_at <= now
    return allowed and over + timedelta(days=delay_days) <= now


def require_seat(body: Body, member: "Member | None", now: datetime) -> Seat:
    fan = require_fan(member)
    seat = seats_held(fan, now).filter(body=body).first()
    if seat is None:
        raise Refusal("no-seat", _("Only those who hold a seat in this body may do this."))
    return seat


def require_own(seat: Seat, member: "Member | None") -> "Member":
    if member is None or seat.member_id != member.pk:
        raise Refusal("other-seat", _("This seat is not yours."))
    return member


def require_not_seated(*, already: bool) -> None:
    if already:
        raise Refusal(
            "already-seated",
            _("This member has a seat here already, or was offered one."),
            status=HTTPStatus.CONFLICT,
        )


def require_offered(seat: Seat, now: datetime) -> None:
    if seat.taken_at is not None or seat.ended_at is not None or seat.until <= now:
        raise Refusal(
            "seat-settled",
            _("This has been settled, or its term is over."),
            status=HTTPStatus.CONFLICT,
        )


def require_article(article: dict[str, Any] | None) -> dict[str, Any]:
    """A body, and a mandate by clause, stand on an article that is in force and has seats."""
    if article is None or not article["term"].get("seats"):
        raise Refusal(
            "no-such-clause",
            _("The charter in force has no such article with seats."),
            status=HTTPStatus.CONFLICT,
        )
    return article


def require_until(until: datetime, *, longest: timedelta, now: datetime) -> None:
    """Every mandate has an end, and not one that is out of sight."""
    if not now < until <= now + longest:
        raise Refusal(
            "mandate-without-end",
            _("A mandate ends within %(days)d days. Choose a day."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            days=longest.days,
        )


def require_window(closes_at: datetime, now: datetime) -> None:
    if not now < closes_at <= now + LONGEST_WINDOW:
        raise Refusal(
            "window-length",
            _("It stays open for %(days)d days at most."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            days=LONGEST_WINDOW.days,
        )


def require_motion_open(motion: Motion, now: datetime, *, closed: bool) -> None:
    if closed or now >= motion.closes_at:
        raise Refusal("motion-closed", _("This vote has ended."), status=HTTPStatus.CONFLICT)


def require_decided(*, everyone: bool, over: bool) -> None:
    if not everyone and not over:
        raise Refusal(
            "motion-too-early",
            _("Seats that have not voted still may, until the window ends."),
            status=HTTPStatus.CONFLICT,
        )


def require_carried(motion: Motion, purpose: str) -> None:
    """Nothing follows from a motion but what it was about, and only if it was carried."""
    result = getattr(motion, "result", None)
    if motion.purpose != purpose or result is None or not result.carried:
        raise Refusal(
            "no-recorded-vote",
            _("The body has not voted for this on record."),
            status=HTTPStatus.CONFLICT,
        )


def require_unused(*, used: bool) -> None:
    if used:
        raise Refusal("already-done", _("This has been done already."), status=HTTPStatus.CONFLICT)


def require_collecting(statement: Statement, now: datetime, *, published: bool) -> None:
    if published or now >= statement.closes_at:
        raise Refusal(
            "draft-closed",
            _("This draft can no longer be signed."),
            status=HTTPStatus.CONFLICT,
        )


def require_position(position: int) -> None:
    if position not in Position.values:
        raise Refusal(
            "unknown-position", _("Choose one of the four."), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )


def require_known(value: str, choices: Any) -> None:
    if value not in choices.values:
        raise Refusal(
            "unknown-choice", _("Choose one of these."), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )


def require_live(mandate: Mandate, now: datetime) -> None:
    if not is_live(mandate, now):
        raise Refusal("mandate-over", _("This mandate is over."), status=HTTPStatus.CONFLICT)


def require_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refusal(
            "ends-before-it-begins",
            _("It ends before it begins."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_object(
    body: Body, purpose: str, *, statement: Statement | None, mandate: Mandate | None
) -> None:
    """A motion is about one thing, which is the body's own."""
    fits = {
        Motion.Purpose.MANDATE: statement is None and mandate is None,
        Motion.Purpose.PUBLISH: statement is not None and mandate is None,
        Motion.Purpose.CONFIRM: statement is None and mandate is not None,
    }[Motion.Purpose(purpose)]
    thing = statement or mandate
    if not fits or (thing is not None and thing.body_id != body.pk):
        raise Refusal(
            "motion-about-nothing",
            _("Say what the body is to vote on."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_choice(choice: int) -> None:
    if choice not in (-1, 0, 1):
        raise Refusal(
            "unknown-choice", _("Choose one of these."), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )


def is_carried(*, in_favour: int, against: int, voted: int, seats: int) -> bool:
    """More for than against, with at least half of the seats taking part."""
    return voted * 2 >= seats and in_favour > against


def require_seat_of(body: Body, seat: Seat | None, now: datetime) -> None:
    if seat is not None and (seat.body_id != body.pk or not holds_seat(seat, now)):
        raise Refusal(
            "no-seat",
            _("This seat is not held in this body."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_cooled(until: datetime | None) -> None:
    if until is not None:
        raise Refusal(
            "mandate-cool-down",
            _("After a mandate was lost there is none on this topic until %(day)s."),
            status=HTTPStatus.CONFLICT,
            day=f"{timezone.localtime(until):%Y-%m-%d}",
        )


def require_contested(mandate: Mandate) -> None:
    if not hasattr(mandate, "contest"):
        raise Refusal(
            "not-contested",
            _("Only when enough members say that it does not represent them can the brand end it."),
            status=HTTPStatus.CONFLICT,
        )


def require_clause_gone(*, gone: bool) -> None:
    if not gone:
        raise Refusal(
            "clause-in-force",
            _("The clause behind this mandate is in force."),
            status=HTTPStatus.CONFLICT,
        )


def require_somebody(member: "Member | None") -> "Member":
    if member is None:
        raise Refusal("not-member", _("Join the brand's moot first; it takes one tap."))
    return member


def incomplete(why: str) -> Refusal:
    return Refusal(
        "incomplete",
        _("Something is missing. %(why)s"),
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        why=why,
    )


# What other rooms name without reaching into the models.
Kind, Reason, Purpose, ChosenBy = Interest.Kind, MandateEnd.Reason, Motion.Purpose, Seat.ChosenBy
