"""Two checklists: for a friendly creator who may leave in protest, and for one under attack."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.models import Checklist, Concern
from folkmoot.foundation.refusal import Refusal

LONGEST_WAIT = timedelta(days=90)

# A changed sentence gets a new version; those before it stay, since checklists were opened by them.
VERSION = "2026-11"
ITEMS: dict[str, dict[str, dict[str, Any]]] = {
    "2026-11": {
        Concern.SOLIDARITY: {
            "flag": _("What could make them leave is written down in the reason above."),
            "notice": _("They are on the list of partners who hear of it before it is public."),
            "treatment": _(
                "Their terms were compared with those of creators the community opposes: nobody "
                "is paid more for having demeaned fans."
            ),
            "talk": _("A named person at the brand has talked with them."),
            "broad": _("It was looked at whether part of the budget goes to fans instead."),
        },
        Concern.CARE: {
            "contact": _("They were spoken to first, before the brand said anything in public."),
            "protection": _("Protection was offered to them, and they know how to ask for it."),
            "words": _("No draft puts the blame on them: it is the brand's own decision."),
            "fans": _("No fans are called upon against anybody."),
            "safety": _("They have a named contact for threats, day and night."),
            "contract": _("What was agreed with them is kept while this is looked at."),
        },
    }
}


@dataclass(frozen=True)
class Item:
    code: str
    sentence: Any


def items_of(version: str, concern: str) -> list[Item]:
    found = ITEMS.get(version, {}).get(Concern(concern), {})
    return [Item(code, sentence) for code, sentence in found.items()]


def require_item(checklist: Checklist, code: str, ticked: Collection[str]) -> None:
    if code not in {item.code for item in items_of(checklist.version, checklist.concern)}:
        raise Refusal(
            "no-such-item",
            _("There is no such item on this checklist."),
            status=HTTPStatus.NOT_FOUND,
        )
    if code in ticked:
        raise Refusal("ticked", _("This has been ticked already."), status=HTTPStatus.CONFLICT)


def require_review(on: date, today: date) -> None:
    if not today < on <= today + LONGEST_WAIT:
        raise Refusal(
            "review-out-of-range",
            _("Look at it again on a day ahead, within ninety days."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_all(checklist: Checklist, ticked: Collection[str]) -> None:
    missing = [i for i in items_of(checklist.version, checklist.concern) if i.code not in ticked]
    if missing:
        raise Refusal(
            "items-open",
            _("It is finished once everything is ticked; %(count)d are open. Name a next day."),
            status=HTTPStatus.CONFLICT,
            count=len(missing),
        )
