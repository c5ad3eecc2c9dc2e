"""Finding dossiers, items and appeals. Nothing here crosses from one brand to another."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import rules
from folkmoot.decide.dossiers.models import (
    Appeal,
    Dossier,
    Ending,
    Item,
    Link,
    Opinion,
    Peace,
    Reading,
    Removal,
)
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

STEPS = ("dossier__brand", "url", "excerpt", "capture__text", "removal", "by__person")


def dossiers(brand: "Brand") -> QuerySet[Dossier]:
    """Those in which something is held, or was until a short while ago."""
    held = Dossier.objects.filter(brand=brand, ending=None)
    return held.select_related("brand", "reason").order_by("-number")


def partner_of(brand: "Brand", about: str) -> str | None:
    """With whom the brand means to work there; nobody, if there is no such deal."""
    room, _colon, number = about.partition(":")
    asked = rules.PARTNERS.get(room)
    return asked(brand, int(number)) if asked and number.isdecimal() else None


def dossier_by_number(brand: "Brand", number: int) -> Dossier | None:
    return dossiers(brand).filter(number=number).first()


def dossier_on(brand: "Brand", name: str) -> Dossier | None:
    found = list(dossiers(brand))
    own, *names = rules.bare_all([name, *(each.name for each in found)])
    return next((each for held, each in zip(names, found, strict=True) if held == own), None)


def dossier_by_link(brand: "Brand", secret: str) -> Dossier | None:
    """By the latest address that was handed out; an earlier one opens nothing."""
    digest = rules.link_digest(secret)
    found = Link.objects.select_related("dossier__brand", "dossier__reason").filter(
        digest=digest, dossier__brand=brand
    )
    link = found.first()
    if link is None or has_ended(link.dossier):
        return None
    latest = Link.objects.filter(dossier=link.dossier).order_by("-at", "-pk").first()
    return link.dossier if latest == link else None


def has_ended(dossier: Dossier) -> bool:
    return Ending.objects.filter(dossier=dossier).exists()


def require_kept(dossier: Dossier) -> None:
    if has_ended(dossier):
        raise Refusal("dossier-ended", _("This dossier has ended."), status=HTTPStatus.CONFLICT)


def idle(now: datetime) -> list[int]:
    """Dossiers that hold nothing, and have not for as long as `rules.KEPT` says."""
    before = now - rules.KEPT
    live = Item.objects.filter(dossier=OuterRef("pk"), removal=None)
    recent = Removal.objects.filter(item__dossier=OuterRef("pk"), at__gt=before)
    found = Dossier.objects.filter(~Exists(live), ~Exists(recent), ending=None, at__lte=before)
    return list(found.order_by("pk").values_list("pk", flat=True))


def dossier_by_key(key: int) -> Dossier:
    return Dossier.objects.select_related("brand", "reason").get(pk=key)


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


def for_opinion(dossier: Dossier, member: "Member | None") -> set[int]:
    """The numbers of items on which this member may still say whether they agree."""
    said = Opinion.objects.filter(item=OuterRef("pk"), by=member)
    items = Item.objects.filter(dossier=dossier, removal=None).exclude(Exists(said))
    return set(items.exclude(by=member).values_list("number", flat=True))


def for_judgment(dossier: Dossier, member: "Member | None") -> set[int]:
    """The numbers of open appeals that this member may decide: they took no part in the item."""
    said = Opinion.objects.filter(item=OuterRef("item"), by=member)
    open_ones = Appeal.objects.filter(item__dossier=dossier, outcome=None).exclude(Exists(said))
    return set(open_ones.exclude(item__by=member).values_list("number", flat=True))


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
    """Those that wait for a decision; once its item is gone, there is nothing to decide."""
    return Appeal.objects.filter(brand=brand, outcome=None, item__removal=None).select_related(
        "item__dossier", "grounds", "acknowledgement"
    )


def offer_of(dossier: Dossier, key: int) -> Peace | None:
    return Peace.objects.filter(dossier=dossier, pk=key).select_related("dossier__brand").first()


def require_same_brand(dossier: Dossier, member: "Member | None") -> None:
    if member is None or dossier.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such dossier here."), status=HTTPStatus.NOT_FOUND
        )
