"""Reading bodies, seats, mandates and statements."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from folkmoot.charter import queries as charter
from folkmoot.charter.articles import queries as articles
from folkmoot.charter.articles.rules import MONTH, Limits
from folkmoot.charter.mandates import rules
from folkmoot.charter.mandates.models import (
    Body,
    Interest,
    Mandate,
    MandateEnd,
    Motion,
    NotRepresented,
    Position,
    Publication,
    Reply,
    Seat,
    Statement,
)
from folkmoot.charter.rules import in_force, signatures_needed

if TYPE_CHECKING:
    from folkmoot.charter.models import Topic
    from folkmoot.foundation.people.rules import Brand, Member


@dataclass(frozen=True)
class Counted:
    """What members said to a draft so far, or until it was published."""

    eligible: int
    consulted: int
    in_favour: int
    against: int
    signers: int


@dataclass(frozen=True)
class Contesting:
    """Who said "not represented": how many, from which cohorts, and how many it takes."""

    count: int
    cohorts: int
    needed: int
    cohorts_needed: int

    @property
    def enough(self) -> bool:
        return self.count >= self.needed and self.cohorts >= self.cohorts_needed


def bodies(brand: "Brand") -> QuerySet[Body]:
    return (
        Body.objects.filter(brand=brand).select_related("topic", "fact__brand").order_by("number")
    )


def body_by_number(brand: "Brand", number: int) -> Body | None:
    return bodies(brand).filter(number=number).first()


def limits_of(body: Body, now: datetime) -> Limits:
    return articles.limits_of(articles.article_in_force(body.brand, body.article, now))


def naming_delay(brand: "Brand", now: datetime) -> int:
    """Days after a term before a real name may appear: what T12 says, or a year."""
    article = articles.article_in_force(brand, "T12", now)
    delay: int = article["protection"]["naming_delay_days"] if article else 365
    return delay


def seats(body: Body, now: datetime) -> list[Seat]:
    """The seats that are held at this instant."""
    held = Q(ended_at=None) | Q(ended_at__gt=now)
    return list(
        Seat.objects.filter(held, body=body, taken_at__lte=now, until__gt=now)
        .prefetch_related("interests__words", "interests__fact__brand")
        .order_by("taken_at")
    )


def past_seats(body: Body, now: datetime) -> list[Seat]:
    over = Q(ended_at__lte=now) | Q(until__lte=now)
    return list(
        Seat.objects.filter(over, body=body, taken_at__isnull=False)
        .select_related("member__person")
        .order_by("-until")
    )


def own_seats(member: "Member", now: datetime) -> QuerySet[Seat]:
    return Seat.objects.filter(member=member).select_related("body").order_by("-offered_at")


def seat_ends(body: Body, member: "Member") -> list[datetime]:
    return [
        min(seat.until, seat.ended_at) if seat.ended_at else seat.until
        for seat in Seat.objects.filter(body=body, member=member, taken_at__isnull=False)
    ]


def interests(body: Body) -> QuerySet[Interest]:
    return (
        Interest.objects.filter(seat__body=body)
        .select_related("seat", "words", "fact__brand")
        .order_by("-declared_at")
    )


def motions(body: Body) -> QuerySet[Motion]:
    return (
        Motion.objects.filter(body=body)
        .select_related("words", "fact__brand", "result__fact__brand", "statement", "mandate")
        .select_related("granted")
        .order_by("-number")
    )


def motion_by_number(body: Body, number: int) -> Motion | None:
    return motions(body).filter(number=number).first()


def motion_count(motion: Motion) -> Counter[int]:
    return Counter(motion.votes.values_list("choice", flat=True))


def mandates(brand: "Brand") -> QuerySet[Mandate]:
    return (
        Mandate.objects.filter(brand=brand)
        .select_related("body", "seat", "topic", "words", "fact__brand", "motion")
        .select_related("end__words", "end__fact__brand", "contest__fact__brand")
        .order_by("-number")
    )


def mandate_by_number(brand: "Brand", number: int) -> Mandate | None:
    return mandates(brand).filter(number=number).first()


def live_mandates(brand: "Brand", now: datetime) -> list[Mandate]:
    return [m for m in mandates(brand) if rules.is_live(m, now)]


def live_mandate_of(body: Body, topic: "Topic", now: datetime) -> Mandate | None:
    """By which this body as a whole, or one of its seats, may speak on the topic."""
    found = mandates(body.brand).filter(body=body, topic=topic)
    return next((mandate for mandate in found if rules.is_live(mandate, now)), None)


def mandate_end(mandate: Mandate) -> datetime:
    """When it ended or will end, by whatever comes first."""
    ends = [mandate.until]
    end, contest = getattr(mandate, "end", None), getattr(mandate, "contest", None)
    if end is not None:
        ends.append(end.at)
    if contest is not None and contest.confirmed_by_id is None:
        ends.append(contest.lapses_at)
    return min(ends)


def cooling_until(body: Body, topic: "Topic", now: datetime) -> datetime | None:
    """Until when the body rests after it overstepped, or after its mandate lapsed."""
    rest = limits_of(body, now).cooldown_months * MONTH
    ends = [
        mandate_end(mandate)
        for mandate in mandates(body.brand).filter(body=body, topic=topic)
        if _lost(mandate)
    ]
    until = max((end + rest for end in ends if end <= now), default=None)
    return until if until and until > now else None


def _lost(mandate: Mandate) -> bool:
    end, contest = getattr(mandate, "end", None), getattr(mandate, "contest", None)
    if end is not None:
        return bool(end.reason == MandateEnd.Reason.OVERSTEPPED)
    return contest is not None and contest.confirmed_by_id is None


def statements(brand: "Brand") -> QuerySet[Statement]:
    return (
        Statement.objects.filter(brand=brand)
        .select_related("body__topic", "words", "fact__brand")
        .select_related("publication__fact__brand", "publication__mandate", "publication__motion")
        .order_by("-number")
    )


def statement_by_number(brand: "Brand", number: int) -> Statement | None:
    return statements(brand).filter(number=number).first()


def publications(brand: "Brand") -> QuerySet[Publication]:
    return (
        Publication.objects.filter(statement__brand=brand)
        .select_related("statement", "mandate")
        .order_by("statement__number")
    )


# What an answer to a draft counts as, once for each column.
COUNTS_AS = {
    Position.SIGN: ("for", "signed"),
    Position.AGREE: ("for",),
    Position.AGAINST: ("against",),
    Position.UNDECIDED: (),
}


def answers_of(statement: Statement) -> list[tuple[str, ...]]:
    """What each answer counts as, sorted: their order points at nobody."""
    said = statement.replies.order_by("-position").values_list("position", flat=True)
    return [COUNTS_AS[Position(position)] for position in said]


def counted(statement: Statement, now: datetime) -> Counted:
    """N and n: whom the body could speak for, and what those who were asked said."""
    said = dict(statement.replies.order_by().values_list("position").annotate(count=Count("pk")))
    signers, agreed = said.get(Position.SIGN, 0), said.get(Position.AGREE, 0)
    rule = in_force(statement.body.topic, now)
    return Counted(
        eligible=charter.eligible(rule, now).count() if rule else 0,
        consulted=sum(said.values()),
        in_favour=signers + agreed,
        against=said.get(Position.AGAINST, 0),
        signers=signers,
    )


def reply_of(statement: Statement, member: "Member | None") -> Reply | None:
    return statement.replies.filter(member=member).first() if member else None


def tap_of(publication: Publication, member: "Member | None") -> NotRepresented | None:
    if member is None:
        return None
    return publication.not_represented.filter(member=member, withdrawn_at=None).first()


def taps(publication: Publication) -> int:
    return publication.not_represented.filter(withdrawn_at=None).count()


def contesting(mandate: Mandate, now: datetime) -> Contesting | None:
    """How near the members are to contesting this mandate, over all that was published by it."""
    rule = in_force(mandate.topic, now)
    if rule is None:
        return None
    said = NotRepresented.objects.filter(publication__mandate=mandate, withdrawn_at=None)
    members = set(said.values_list("member", flat=True))
    cohorts = set(charter.cohorts_of(members, now).values()) - {"silent", "left"}
    active = charter.active_eligible(rule, now).count()
    return Contesting(
        count=len(members),
        cohorts=len(cohorts),
        needed=signatures_needed(rule, active=active),
        cohorts_needed=rule.petition_cohorts,
    )
