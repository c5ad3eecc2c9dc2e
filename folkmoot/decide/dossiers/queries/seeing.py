"""One dossier as one reader may see it: every field goes through the table of `rules.SEEN_BY`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from folkmoot.decide.dossiers import rules
from folkmoot.decide.dossiers.models import (
    Appeal,
    Dossier,
    Item,
    Opinion,
    Peace,
    Reading,
    Removal,
    Reply,
)
from folkmoot.decide.dossiers.queries.reading import items_of
from folkmoot.decide.dossiers.rules import Reader
from folkmoot.foundation.clocks.queries import clocks_of


@dataclass(frozen=True)
class Seen:
    """Of the dossier and of each item: only the fields that are for this reader."""

    fields: dict[str, Any]
    items: list[dict[str, Any]]


def seen_by(dossier: Dossier, reader: Reader, now: datetime) -> Seen:
    items = [item for item in items_of(dossier) if rules.removal_of(item) is None]
    keys = [item.pk for item in items if now.date() < item.expires_on]
    return Seen(
        fields=_only(
            reader,
            {
                "name": dossier.name,
                "capacity": dossier.get_capacity_display(),
                "about": dossier.about,
                "reason": dossier.reason,
                "offers": _offers(dossier),
                "ended": _ended(dossier),
                "readings": _readings(dossier),
            },
        ),
        items=[_item(item, reader, now) for item in items if item.pk in keys],
    )


def _only(reader: Reader, fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if rules.sees(reader, name)}


def _item(item: Item, reader: Reader, now: datetime) -> dict[str, Any]:
    opinions = list(Opinion.objects.filter(item=item).select_related("by__person").order_by("pk"))
    agreed = sum(opinion.agrees for opinion in opinions)
    capture = getattr(item, "capture", None)
    shown = _only(
        reader,
        {
            "category": item.get_category_display(),
            "url": item.url,
            "excerpt": item.excerpt,
            "published_on": item.published_on,
            "expires_on": item.expires_on,
            "capture_text": capture.text if capture else None,
            "capture_hash": capture.sha256 if capture else "",
            "captured_at": capture.at if capture else None,
            "replies": list(Reply.objects.filter(item=item).select_related("words").order_by("pk")),
            "appeals": _appeals(item),
            "agreed": agreed,
            "filer": str(item.by.person),
            "reviewers": [str(opinion.by.person) for opinion in opinions],
        },
    )
    if shown:
        shown |= {
            "number": item.number,
            "how": capture.get_how_display() if capture else "",
            "counts": rules.counts(item, agreed=agreed, now=now),
        }
    return shown


def _appeals(item: Item) -> list[tuple[Appeal, list[Any]]]:
    found = list(
        Appeal.objects.filter(item=item)
        .select_related("grounds", "acknowledgement", "outcome__reasons", "fact__brand")
        .order_by("number")
    )
    kinds = (rules.ACK_CLOCK, rules.OUTCOME_CLOCK)
    return [
        (
            each,
            [clock for kind in kinds for clock in clocks_of(each.brand, kind, [each.subject])],
        )
        for each in found
    ]


def _ended(dossier: Dossier) -> list[Removal]:
    """What is no longer held: no words of it, but why it went and what was said to an appeal."""
    outcomes = Prefetch(
        "item__appeals",
        Appeal.objects.exclude(outcome=None).select_related("outcome__reasons").order_by("number"),
    )
    gone = Removal.objects.filter(item__dossier=dossier).select_related("item")
    return list(gone.prefetch_related(outcomes).order_by("item__number"))


def _offers(dossier: Dossier) -> list[dict[str, Any]]:
    found = Peace.objects.filter(dossier=dossier).select_related("words", "declining__reasons")
    return [
        {
            "pk": each.pk,
            "by_id": each.by_id,
            "words": each.words,
            "at": each.at,
            "accepted_at": each.accepted_at,
            "declining": getattr(each, "declining", None),
            "answer_by": each.at + rules.PEACE_WITHIN,
        }
        for each in found.order_by("pk")
    ]


def _readings(dossier: Dossier) -> list[tuple[str, datetime]]:
    """When, and in which role; whose name it was is not said."""
    found = Reading.objects.filter(dossier=dossier).order_by("-at").values_list("role", "at")
    return [(str(rules.READERS[Reader(role)]), at) for role, at in found[:100]]
