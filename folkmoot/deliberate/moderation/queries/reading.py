"""Reading measures, appeals and filings."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from civics.language import normalise
from folkmoot.deliberate.moderation import rules
from folkmoot.deliberate.moderation.models import Appeal, Filing, Measure

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Passage

PAGE = 30


def log(brand: "Brand") -> QuerySet[Measure]:
    """Every measure, newest first. What it was taken against is not part of it."""
    return (
        Measure.objects.filter(brand=brand)
        .select_related("fact__brand", "lifted_by__brand", "appeal")
        .order_by("-number")
    )


def measure_by_number(brand: "Brand", number: int) -> Measure | None:
    return (
        Measure.objects.filter(brand=brand, number=number)
        .select_related("brand", "words", "author", "by", "fact__brand", "appeal__panel")
        .select_related("appeal__words", "appeal__fact__brand", "lifted_by__brand")
        .first()
    )


def measure_of(words: "Passage") -> Measure | None:
    """The latest measure against these words."""
    return Measure.objects.filter(words=words).order_by("-number").first()


def taken_down(brand: "Brand", room: str) -> set[int]:
    """The numbers of what is taken down now where facts call it `room:number`."""
    found = Measure.objects.filter(brand=brand, lifted_at=None, about__startswith=f"{room}:")
    return {int(about.partition(":")[2]) for about in found.values_list("about", flat=True)}


def appeal_of(brand: "Brand", subject: str) -> Appeal | None:
    """The appeal against the measure of this name, `measure:4`."""
    _room, _colon, number = subject.partition(":")
    return (
        Appeal.objects.filter(measure__brand=brand, measure__number=int(number))
        .select_related("measure__brand", "measure__words", "measure__author")
        .first()
    )


def _appeals(brand: "Brand") -> QuerySet[Appeal]:
    return (
        Appeal.objects.filter(measure__brand=brand, outcome="")
        .select_related("measure__brand", "words", "panel")
        .order_by("at")
    )


def appeals_waiting(brand: "Brand") -> QuerySet[Appeal]:
    return _appeals(brand)


def appeals_for_person(brand: "Brand") -> QuerySet[Appeal]:
    """Appeals on which no panel can decide."""
    return _appeals(brand).filter(needs_person=True)


def filings_open(brand: "Brand", now: datetime) -> list[Filing]:
    """Filings that are undecided or still protect somebody, the oldest first."""
    waiting = Q(decided_at=None) | Q(shield_until__gt=now, ended_at=None)
    found = Filing.objects.filter(waiting, brand=brand).select_related("brand", "name", "words")
    return list(found.order_by("decided_at", "number"))


def filing_by_number(brand: "Brand", number: int) -> Filing | None:
    return (
        Filing.objects.filter(brand=brand, number=number)
        .select_related("brand", "name", "words", "reply")
        .first()
    )


def filing_by_receipt(brand: "Brand", code: str) -> Filing | None:
    return (
        Filing.objects.filter(brand=brand, receipt=rules.receipt_digest(code))
        .select_related("brand", "reply")
        .first()
    )


def names_shielded(brand: "Brand", now: datetime) -> frozenset[str]:
    """The protected names, as texts are compared. They are never shown."""
    filings = Filing.objects.filter(brand=brand, shield_until__gt=now, ended_at=None)
    names = (
        str(filing.name) for filing in filings.select_related("name") if rules.shields(filing, now)
    )
    return frozenset(plain for name in names if (plain := normalise(name)))


def shielded(text: str, names: Iterable[str]) -> bool:
    """Whether a text names somebody who is protected."""
    plain = normalise(text)
    return any(name in plain for name in names)
