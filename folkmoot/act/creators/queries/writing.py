"""The entry behind an address, and what its creator wrote."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.act.creators.models import Address, Creator, Remark
from folkmoot.act.creators.rules.writing import address_digest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def creator_by_secret(brand: "Brand", secret: str) -> Creator | None:
    """By the latest address that was handed out; an earlier one opens nothing."""
    found = Address.objects.filter(digest=address_digest(secret), creator__brand=brand)
    address = found.select_related("creator__brand", "creator__name", "creator__reason").first()
    if address is None:
        return None
    latest = Address.objects.filter(creator=address.creator).order_by("-at", "-pk").first()
    return address.creator if latest == address else None


def remarks(brand: "Brand") -> QuerySet[Remark]:
    related = ("brand", "creator__brand", "creator__name", "remark", "answer__answer")
    return Remark.objects.filter(brand=brand).select_related(*related).order_by("-number")


def remarks_waiting(brand: "Brand") -> QuerySet[Remark]:
    return remarks(brand).filter(answer=None)


def remark_by_number(brand: "Brand", number: int) -> Remark | None:
    return remarks(brand).filter(number=number).first()
