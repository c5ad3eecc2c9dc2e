"""Bodies and their seats: offered by the brand, taken by a person, given back by that person."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from folkmoot.charter.articles.queries import article_in_force
from folkmoot.charter.mandates import facts, queries, rules
from folkmoot.charter.mandates.models import Body, Interest, Seat
from folkmoot.foundation.people.rules import require_fan
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.charter.models import Topic
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def found_body(name: str, *, article: str, topic: "Topic", actor: "Member", now: datetime) -> Body:
    """Found the body that an article of the charter in force provides for."""
    rules.require_executive(actor)
    rules.require_same_brand(topic.brand_id, actor)
    name = rules.require_text(name, longest=80)
    take_turn(actor.brand)
    rules.require_article(article_in_force(actor.brand, article, now))
    number = Body.objects.filter(brand=actor.brand).count() + 1
    body = facts.BodyFounded(subject=f"body:{number}", name=name, article=article, topic=topic.slug)
    fact = append(actor.brand, body, actor=actor, now=now)
    return Body.objects.create(
        brand=actor.brand,
        number=number,
        name=name,
        article=article,
        topic=topic,
        founded_at=now,
        fact=fact,
    )


@transaction.atomic
def offer_seat(
    body: Body, member: "Member", *, chosen_by: str, actor: "Member", now: datetime
) -> Seat:
    """Offer a seat for one term to whom the members or the lot chose, or whom the brand invites."""
    rules.require_executive(actor)
    for one in (actor, member):
        rules.require_same_brand(body.brand_id, one)
    require_fan(member)
    rules.require_known(chosen_by, Seat.ChosenBy)
    take_turn(body.brand)
    Seat.objects.filter(body=body, ended_at=None, until__lte=now).update(ended_at=F("until"))
    taken = Seat.objects.filter(body=body, member=member, ended_at=None)
    rules.require_not_seated(already=taken.exists())
    limits = queries.limits_of(body, now)
    terms, resting_until = rules.in_a_row(queries.seat_ends(body, member), limits, now)
    rules.require_rested(terms=terms, resting_until=resting_until, limit=limits.limit)
    offered = facts.SeatOffered(subject=body.subject, chosen_by=chosen_by)
    append(body.brand, offered, actor=actor, now=now)
    return Seat.objects.create(
        body=body,
        member=member,
        chosen_by=chosen_by,
        offered_at=now,
        until=now + limits.months * rules.MONTH,
    )


@transaction.atomic
def take_seat(seat: Seat, name: str, *, adult: bool, actor: "Member", now: datetime) -> None:
    """Take it, under a name of one's own choice. Minors take no seats (I15)."""
    rules.require_own(seat, actor)
    require_fan(actor)
    rules.require_adult(adult=adult)
    name = rules.require_text(name, longest=40)
    take_turn(actor.brand)
    seat.refresh_from_db()
    rules.require_offered(seat, now)
    body = facts.SeatTaken(
        subject=seat.body.subject,
        chosen_by=seat.chosen_by,
        until=seat.until.isoformat(timespec="minutes"),
        name=name,
    )
    append(actor.brand, body, actor=actor, now=now)
    seat.name, seat.taken_at = name, now
    seat.save(update_fields=["name", "taken_at"])


@transaction.atomic
def leave_seat(seat: Seat, *, actor: "Member", now: datetime) -> None:
    """Decline, or leave before the term ends. The brand cannot put anybody out."""
    rules.require_own(seat, actor)
    take_turn(actor.brand)
    seat.refresh_from_db()
    if seat.ended_at is not None:
        return
    if seat.taken_at is not None:
        append(actor.brand, facts.SeatLeft(subject=seat.body.subject), actor=actor, now=now)
    seat.ended_at = now
    seat.save(update_fields=["ended_at"])


@transaction.atomic
def allow_naming(seat: Seat, *, allowed: bool, actor: "Member", now: datetime) -> None:
    """Agree that the real name may appear after term and delay, or take it back."""
    rules.require_own(seat, actor)
    take_turn(actor.brand)
    body = facts.NamingAllowed(subject=seat.body.subject, allowed=allowed)
    append(actor.brand, body, actor=actor, now=now)
    seat.naming_allowed_at = now if allowed else None
    seat.save(update_fields=["naming_allowed_at"])


@transaction.atomic
def declare_interest(
    seat: Seat,
    kind: str,
    text: str,
    *,
    since: date,
    until: date | None = None,
    actor: "Member",
    now: datetime,
) -> Interest:
    """Put a tie into the public register, under the name of the seat."""
    rules.require_own(seat, actor)
    rules.require_known(kind, Interest.Kind)
    rules.require_order(since, until)
    text = rules.require_text(text, longest=rules.CLAIM_LENGTH)
    take_turn(actor.brand)
    body = facts.InterestDeclared(
        subject=seat.body.subject,
        interest=kind,
        since=since.isoformat(),
        until=until.isoformat() if until else "",
        seat=seat.name,
        text=text,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Interest.objects.create(
        seat=seat,
        kind=kind,
        words=passage_of(fact, "text"),
        since=since,
        until=until,
        declared_at=now,
        fact=fact,
    )
