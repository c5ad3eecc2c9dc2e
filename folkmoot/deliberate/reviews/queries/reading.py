"""Reviews, seats and what became of them."""

from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels.queries import invitation_of
from folkmoot.deliberate.panels.rules import is_seated
from folkmoot.deliberate.reviews import rules
from folkmoot.deliberate.reviews.models import HeardBox, Memo, Review, Undertaking
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.models import Invitation
    from folkmoot.foundation.people.models import Brand, Member

STEPS = (
    "brand",
    "title",
    "pack",
    "by__person",
    "opening__owner",
    "opening__panel__brand",
    "opening__fact__brand",
    "report__fact__brand",
    "memo__words",
    "memo__fact__brand",
    "archive",
    "unsealing",
)


@dataclass(frozen=True)
class Heard:
    """What the seats say of one of the three sentences, from ten of them on."""

    sentence: Any
    seats: int
    median: float
    agree: int


def reviews(brand: "Brand") -> QuerySet[Review]:
    return Review.objects.filter(brand=brand).select_related(*STEPS).order_by("-number")


def opened(brand: "Brand") -> QuerySet[Review]:
    """Those that fans were asked about; a draft is nobody else's business."""
    return reviews(brand).filter(opening__isnull=False)


def by_number(brand: "Brand", number: int) -> Review | None:
    return reviews(brand).filter(number=number).first()


def fresh(review: Review) -> Review:
    """The review as it is now, with all its steps."""
    return Review.objects.select_related(*STEPS).get(pk=review.pk)


def review_about(brand: "Brand", about: str) -> Review | None:
    """The latest review of this subject."""
    return reviews(brand).filter(about=about).first()


def replied_before(brand: "Brand", about: str) -> bool:
    """Whether fans were asked before anything was signed, and the brand has replied."""
    return Memo.objects.filter(
        review__brand=brand, review__about=about, review__opening__prior=True
    ).exists()


def seat_of(review: Review, member: "Member | None") -> "Invitation | None":
    """The seat that this member took; nobody else's can be asked for."""
    opening = rules.opening_of(review)
    found = invitation_of(opening.panel, member) if opening else None
    return found if found and is_seated(found) else None


def undertaking_of(invitation: "Invitation") -> Undertaking | None:
    return Undertaking.objects.filter(invitation=invitation).first()


def heard_of(review: Review) -> list[Heard]:
    """Nothing under ten seats."""
    found = []
    boxes = list(HeardBox.objects.filter(review=review).order_by("mark"))
    for item, sentence in rules.HEARD.items():
        counts = Counter({box.mark: box.seats for box in boxes if box.item == item})
        if rules.shown(counts.total()) is None:
            return []
        agree = sum(seats for mark, seats in counts.items() if mark >= 5)
        found.append(Heard(sentence, counts.total(), median(counts.elements()), agree))
    return found


def unsealed_words(passages: list[int]) -> set[int]:
    """Of these words of replies, those whose matter is public."""
    found = Memo.objects.filter(words__in=passages, review__unsealing__isnull=False)
    return set(found.values_list("words", flat=True))


def require_same_brand(review: Review, member: "Member | None") -> None:
    if member is None or review.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such review here."), status=HTTPStatus.NOT_FOUND
        )
