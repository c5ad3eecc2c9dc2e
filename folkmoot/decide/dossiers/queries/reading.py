"""Finding dossiers, items and appeals. Nothing here crosses from one brand to another."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import rules
from folkmoot.decide.dossiers.models import Appeal, Dossier, Item, Link, Opinion, Peace, Reading
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

STEPS = ("dossier__brand", "url", "excerpt", "capture__text", "removal", "by__person")


def dossiers(brand: "Brand") -> QuerySet[Dossier]:
    return Dossier.objects.filter(brand=brand).select_related("brand", "reason").order_by("-number")


def dossier_by_number(brand: "Brand", number: int) -> Dossier | None:
    return dossiers(brand).filter(number=number).first()


def dossier_on(brand: "Brand", name: str) -> Dossier | None:
    return next((each for each in dossiers(brand) if rules.same_name(each.name, name)), None)


def dossier_by_link(brand: "Brand", secret: str) -> Dossier | None:
    """By the latest address that was handed out; an earlier one opens nothing."""
    digest = rules.link_digest(secret)
    found = Link.objects.select_related("dossier__brand", "dossier__reason").filter(
        digest=digest, dossier__brand=brand
    )
    link = found.first()
    if link is None:
        return None
    latest = Link.objects.filter(dossier=link.dossier).order_by("-at", "-pk").first()
    return link.dossier if latest == link else None


def has_open(dossier: Dossier, member: "Member", now: datetime) -> bool:
    """Whether this member opened it within the hour."""
    since = now - rules.OPEN_FOR
    return Reading.objects.filter(dossier=dossier, by=member, at__gt=since, at__lte=now).exists()


def items_of(dossier: Dossier) -> list[Item]:
    return list(Item.objects.filter(dossier=dossier).select_related(*STEPS).order_by("number"))


def item_by_key(key: int) -> Item:
    return Item.objects.select_related(*STEPS).get(pk=key)


def reviewers_of(item: Item) -> set[int]:
    return set(Opinion.objects.filter(item=item).values_list("by", flat=True))


def expired(now: datetime) -> list[int]:
    found = Item.objects.filter(removal=None, expires_on__lte=now.date()).order_by("pk")
    return list(found.values_list("pk", flat=True))


def appeal_by_number(brand: "Brand", number: int) -> Appeal | None:
    return (
        Appeal.objects.filter(brand=brand, number=number)
        .select_related("brand", "item__dossier__brand", "grounds", "acknowledgement", "outcome")
        .first()
    )


def open_appeals(brand: "Brand") -> QuerySet[Appeal]:
    return Appeal.objects.filter(brand=brand, outcome=None).select_related(
        "item__dossier", "grounds", "acknowledgement"
    )


def offer_of(dossier: Dossier, key: int) -> Peace | None:
    return Peace.objects.filter(dossier=dossier, pk=key).select_related("dossier__brand").first()


def require_same_brand(dossier: Dossier, member: "Member | None") -> None:
    if member is None or dossier.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such dossier here."), status=HTTPStatus.NOT_FOUND
        )
