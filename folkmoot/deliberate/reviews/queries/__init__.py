"""Reading reviews: the room's public face."""

from folkmoot.deliberate.reviews.queries.exporting import exported
from folkmoot.deliberate.reviews.queries.reading import (
    by_number,
    fresh,
    heard_of,
    opened,
    replied_before,
    require_same_brand,
    review_about,
    reviews,
    seat_of,
    undertaking_of,
    unsealed_words,
)

__all__ = [
    "by_number",
    "exported",
    "fresh",
    "heard_of",
    "opened",
    "replied_before",
    "require_same_brand",
    "review_about",
    "reviews",
    "seat_of",
    "undertaking_of",
    "unsealed_words",
]
