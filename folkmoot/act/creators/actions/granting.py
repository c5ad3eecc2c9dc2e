"""Giving a privilege within the limits, the one way past them, and taking one back."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import facts, queries, rules
from folkmoot.act.creators.models import (
    Creator,
    Exemption,
    Kind,
    Privilege,
    Request,
    Revocation,
)
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is given: money in fen, everything else in pieces; both days included."""

    kind: Kind
    quantity: int
    begins: date
    until: date
    reason: str
    deal: int | None = None


@transaction.atomic
def grant(creator: Creator, given: Given, *, actor: "Member", now: datetime) -> Privilege:
    """Give a creator something, until a day. Past the limits it is refused, with the next day."""
    given = _checked(creator, given, actor)
    take_turn(creator.brand)
    queries.require_active(Creator.objects.get(pk=creator.pk))
    standard = queries.standard(creator.brand)
    rules.require_period(given.begins, given.until, standard)
    used = queries.quarters_held(creator, given.kind)
    rules.require_rotation(used, given.begins, given.until, standard)
    return _give(creator, given, None, actor=actor, now=now)


@transaction.atomic
def ask_exception(creator: Creator, given: Given, *, actor: "Member", now: datetime) -> Request:
    """Ask an executive to let something past the limits. Nothing is given by asking."""
    given = _checked(creator, given, actor)
    take_turn(creator.brand)
    queries.require_active(Creator.objects.get(pk=creator.pk))
    rules.require_period(given.begins, given.until, rules.DEFAULTS)
    _require_needed(creator, given)
    number = Request.objects.filter(brand=creator.brand).count() + 1
    body = facts.ExemptionAsked(
        subject=creator.subject,
        number=number,
        privilege=given.kind,
        quantity=given.quantity,
        begins=given.begins.isoformat(),
        until=given.until.isoformat(),
        reason=given.reason,
    )
    fact = append(creator.brand, body, actor=actor, now=now)
    return Request.objects.create(number=number, **_row(creator, given, fact), by=actor, at=now)


@transaction.atomic
def exempt(request: Request, reasons: str, *, actor: "Member", now: datetime) -> Privilege:
    """Give what was asked for past the limits, in one's own name and with reasons."""
    creator = request.creator
    rules.require_same_brand(creator.brand_id, actor)
    rules.require_exempter(actor, request)
    reasons = rules.require_words(reasons, what=_("Reasons"))
    take_turn(creator.brand)
    queries.require_active(Creator.objects.get(pk=creator.pk))
    if Exemption.objects.filter(request=request).exists():
        raise Refusal(
            "exempted", _("This exception has been signed already."), status=HTTPStatus.CONFLICT
        )
    if request.until < now.date():
        raise Refusal(
            "request-over",
            _("The time that was asked for has passed."),
            status=HTTPStatus.CONFLICT,
        )
    name, title = str(actor.person), people.title_of(actor)
    body = facts.ExemptionSigned(
        subject=creator.subject, request=request.number, title=title, name=name, reasons=reasons
    )
    fact = append(creator.brand, body, actor=actor, now=now)
    exemption = Exemption.objects.create(
        request=request,
        reasons=passage_of(fact, "reasons"),
        name=name,
        title=title,
        by=actor,
        at=now,
        fact=fact,
    )
    given = Given(
        kind=Kind(request.kind),
        quantity=request.quantity,
        begins=request.begins,
        until=request.until,
        reason=str(request.reason),
        deal=request.deal.number if request.deal else None,
    )
    return _give(creator, given, exemption, actor=actor, now=now)


@transaction.atomic
def revoke(
    privilege: Privilege, on: date, reasons: str, *, actor: "Member", now: datetime
) -> Revocation:
    """Take a privilege back before its day, from a day on that has not passed."""
    rules.require_handler(actor)
    rules.require_same_brand(privilege.creator.brand_id, actor)
    reasons = rules.require_words(reasons, what=_("Reasons"))
    take_turn(actor.brand)
    if Revocation.objects.filter(privilege=privilege).exists():
        raise Refusal("revoked", _("It has been taken back already."), status=HTTPStatus.CONFLICT)
    if not max(now.date(), privilege.begins) <= on <= privilege.until:
        raise Refusal(
            "revocation-out-of-range",
            _("Choose a day from today on, within the time for which it was given."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    body = facts.PrivilegeRevoked(
        subject=privilege.creator.subject,
        number=privilege.number,
        on=on.isoformat(),
        reasons=reasons,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Revocation.objects.create(
        privilege=privilege, on=on, reasons=passage_of(fact, "reasons"), by=actor, at=now, fact=fact
    )


def _checked(creator: Creator, given: Given, actor: "Member") -> Given:
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    rules.require_quantity(given.quantity)
    reason = rules.require_words(given.reason, what=_("Reason"))
    return Given(**{**vars(given), "kind": Kind(given.kind), "reason": reason})


def _require_needed(creator: Creator, given: Given) -> None:
    """An exception is for what the limits refuse, and for nothing else."""
    standard = queries.standard(creator.brand)
    used = queries.quarters_held(creator, given.kind)
    try:
        rules.require_period(given.begins, given.until, standard)
        rules.require_rotation(used, given.begins, given.until, standard)
    except Refusal:
        return
    raise Refusal(
        "nothing-to-except",
        _("The limits allow this. It takes no exception: just give it."),
        status=HTTPStatus.CONFLICT,
    )


def _give(
    creator: Creator,
    given: Given,
    exemption: Exemption | None,
    *,
    actor: "Member",
    now: datetime,
) -> Privilege:
    number = Privilege.objects.filter(brand=creator.brand).count() + 1
    body = facts.PrivilegeGranted(
        subject=creator.subject,
        number=number,
        privilege=given.kind,
        quantity=given.quantity,
        begins=given.begins.isoformat(),
        until=given.until.isoformat(),
        deal=given.deal,
        exempted=exemption is not None,
        reason=given.reason,
    )
    fact = append(creator.brand, body, actor=actor, now=now)
    return Privilege.objects.create(
        number=number, **_row(creator, given, fact), exemption=exemption, by=actor, at=now
    )


def _row(creator: Creator, given: Given, fact: "Fact") -> dict[str, Any]:
    return {
        "brand": creator.brand,
        "creator": creator,
        "kind": given.kind,
        "quantity": given.quantity,
        "begins": given.begins,
        "until": given.until,
        "reason": passage_of(fact, "reason"),
        "deal": queries.deal_or_refuse(creator.brand, given.deal),
        "fact": fact,
    }
