"""A panel has answered: the report is written. Those concerned are told what happened."""

from typing import TYPE_CHECKING

from folkmoot.deliberate.panels.queries import has_answered, seats_of
from folkmoot.deliberate.reviews import actions, queries, rules
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@reader("reviews: reports")
def write_report(fact: "Fact") -> None:
    room, _colon, number = str(fact.published.get("about", "")).partition(":")
    if fact.kind == "panel.concluded" and room == "review":
        review = queries.by_number(fact.brand, int(number))
        if review is not None:
            actions.report(review, now=fact.at)


@reader("reviews: notices")
def tell_concerned(fact: "Fact") -> None:
    """The report goes to whoever will reply; the reply and the end of the seal to those who sat."""
    if fact.kind not in ("review.reported", "review.replied", "review.unsealed"):
        return
    review = queries.by_number(fact.brand, int(fact.subject.partition(":")[2]))
    opening = rules.opening_of(review) if review else None
    if review is None or opening is None:
        return
    path = f"/{fact.brand.slug}/reviews/{review.number}/"
    if fact.kind == "review.reported":
        tell([opening.owner], fact, path=path)
    else:
        sat = [seat.lot.member for seat in seats_of(opening.panel) if has_answered(seat)]
        tell(sat, fact, path=path)
