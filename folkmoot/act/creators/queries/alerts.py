"""What somebody should look at: computed in one place, for the page and for the notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from folkmoot.act.creators import rules
from folkmoot.act.creators.models import Alert, Creator, Kind, Privilege, Support
from folkmoot.act.creators.queries.caring import care, checklists_open
from folkmoot.act.creators.queries.counting import latest_figures, spreads
from folkmoot.act.creators.queries.disclosing import disclosure, pieces_unseen
from folkmoot.act.creators.queries.register import (
    creators,
    farewell_of,
    period_of,
    quarters_used,
    standard,
    turn_of,
)
from folkmoot.act.creators.queries.resources import shares_of
from folkmoot.act.creators.queries.supporting import supports
from folkmoot.act.creators.rules import Standard
from folkmoot.act.creators.rules.alerting import SENTENCES, SOON
from folkmoot.act.creators.rules.disclosing import Disclosure

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Found:
    """One alert: its code, what it is about, and the page below `creators/` that shows it."""

    code: str
    about: str
    page: str
    said: dict[str, Any]
    creator: Creator | None = None

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.said

    @property
    def soon(self) -> bool:
        return self.code in SOON


def alerts(brand: "Brand", now: datetime) -> list[Found]:
    """Everything that stands out today; what only comes near stands last."""
    limits = standard(brand)
    return [
        *_labels(brand, now),
        *_reviews(brand, now),
        *_concentrated(brand, now, limits),
        *_supports(brand, limits),
        *_resources(brand, now, limits),
        *_turns(brand, now, limits),
    ]


def unheard(brand: "Brand", now: datetime) -> list[Found]:
    """Those that nobody has been told of."""
    told = set(Alert.objects.filter(brand=brand).values_list("code", "about"))
    return [each for each in alerts(brand, now) if (each.code, each.about) not in told]


def _labels(brand: "Brand", now: datetime) -> Iterator[Found]:
    for piece in pieces_unseen(brand):
        shown = disclosure(piece, now.date())
        page, said = f"pieces/{piece.number}/", {"number": piece.number}
        if shown.disclosure == Disclosure.MISSING:
            about = f"{piece.subject}:{len(piece.proofs.all())}"
            yield Found("label-missing", about, page, said, piece.creator)
        elif shown.overdue:
            yield Found("label-overdue", piece.subject, page, said, piece.creator)


def _reviews(brand: "Brand", now: datetime) -> Iterator[Found]:
    for checklist in checklists_open(brand):
        seen = care(checklist, now.date())
        if seen.overdue:
            about, page = f"{checklist.subject}:{seen.next_on}", f"checklists/{checklist.number}/"
            said = {"number": checklist.number}
            yield Found("review-overdue", about, page, said, checklist.creator)


def _concentrated(brand: "Brand", now: datetime, limits: Standard) -> Iterator[Found]:
    """The quarter that runs, as it is so far, and the last one as it was counted."""
    present = rules.quarter_of(now.date())
    so_far = [(each.kind, each.result) for each in spreads(brand, present)]
    counted = [(each.kind, each.result) for each in latest_figures(brand, present - 1).values()]
    for quarter, results in ((present, so_far), (present - 1, counted)):
        name = rules.title(quarter)
        for kind, result in results:
            if result is not None and result["top_five"] * 100 > limits.top_percent:
                said: dict[str, Any] = {"percent": round(result["top_five"] * 100), "quarter": name}
                said["kind"] = Kind(kind).label
                yield Found("concentrated", f"{name}:{kind}", f"quarters/{name}", said)


def _supports(brand: "Brand", limits: Standard) -> Iterator[Found]:
    for found in supports(brand).values():
        latest, *earlier = found
        creator = latest.asking.creator
        about, page = latest.asking.panel.subject, f"{creator.number}/"
        if _share(latest) * 100 < limits.support_percent:
            said = {"percent": latest.percent, "answered": latest.answered}
            yield Found("support-low", about, page, said, creator)
        if earlier and (_share(earlier[0]) - _share(latest)) * 100 >= limits.fall_points:
            said = {"percent": latest.percent, "before": earlier[0].percent}
            yield Found("support-fell", about, page, said, creator)


def _share(support: Support) -> float:
    return (support.yes or 0) / support.answered


def _turns(brand: "Brand", now: datetime, limits: Standard) -> Iterator[Found]:
    """For kinds that are held now: whoever has nothing is no alert."""
    today, present = now.date(), rules.quarter_of(now.date())
    counting = rules.first_day(present - limits.of + 1)
    given = list(
        Privilege.objects.filter(brand=brand, until__gte=counting).select_related("revocation")
    )
    used, known = quarters_used(given), {each.pk: each for each in creators(brand)}
    periods = [(each.creator_id, Kind(each.kind), period_of(each)) for each in given]
    held = {(key, kind) for key, kind, its in periods if its.begins <= today <= its.last}
    for key, kind in sorted(held):
        turn, creator = turn_of(kind, used[key, kind], limits, present), known[key]
        if turn.near and farewell_of(creator) is None:
            said: dict[str, Any] = {"used": turn.used, "held": turn.held, "of": turn.of}
            said["kind"] = kind.label
            about = f"{creator.subject}:{kind}:{rules.title(present)}"
            yield Found("turn-near", about, f"{creator.number}/", said, creator)


def _resources(brand: "Brand", now: datetime, limits: Standard) -> Iterator[Found]:
    """The last finished quarter against the share that is meant for broad co-creation."""
    quarter = rules.quarter_of(now.date()) - 1
    for each in shares_of(brand, quarter):
        if each.share is not None and each.share * 100 < limits.broad_percent:
            said = {
                "percent": each.percent,
                "quarter": each.quarter,
                "resource": each.resource.label,
                "wanted": limits.broad_percent,
            }
            yield Found("broad-low", f"{each.quarter}:{each.resource}", "resources", said)
