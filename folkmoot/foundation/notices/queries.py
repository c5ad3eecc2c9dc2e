"""Reading inboxes, channels and webhooks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.foundation.notices.models import Channel, DigestChoice, Endpoint, Notice

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member, Person


def inbox(member: "Member") -> QuerySet[Notice]:
    return Notice.objects.filter(member=member).select_related("fact", "quote").order_by("-pk")


def unread(member: "Member") -> int:
    return Notice.objects.filter(member=member, read_at=None).count()


def told(facts: Iterable[int | None]) -> int:
    """How many notices of these facts there are: everyone who was told of one, for each."""
    return Notice.objects.filter(fact__in=list(facts)).count()


def facts_told(member: "Member") -> QuerySet[Notice, int]:
    """The facts that a member was told of."""
    return Notice.objects.filter(member=member).values_list("fact", flat=True)


def digest_choice(person: "Person") -> DigestChoice:
    return DigestChoice.objects.filter(person=person).first() or DigestChoice(person=person)


def channels(brand: "Brand") -> QuerySet[Channel]:
    return Channel.objects.filter(brand=brand, removed_at=None).order_by("name")


def endpoints(brand: "Brand") -> QuerySet[Endpoint]:
    return Endpoint.objects.filter(brand=brand, removed_at=None).order_by("pk")
