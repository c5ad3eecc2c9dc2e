"""Reading dossiers: by the brand's people, by the partner, and as counts by everybody."""

from folkmoot.decide.dossiers.queries.counting import Public, public_counts, standing_evidence
from folkmoot.decide.dossiers.queries.reading import (
    appeal_by_number,
    dossier_by_link,
    dossier_by_number,
    dossier_on,
    dossiers,
    expired,
    has_open,
    item_by_key,
    items_of,
    offer_of,
    open_appeals,
    require_same_brand,
    reviewers_of,
)
from folkmoot.decide.dossiers.queries.seeing import Seen, seen_by

__all__ = [
    "Public",
    "Seen",
    "appeal_by_number",
    "dossier_by_link",
    "dossier_by_number",
    "dossier_on",
    "dossiers",
    "expired",
    "has_open",
    "item_by_key",
    "items_of",
    "offer_of",
    "open_appeals",
    "public_counts",
    "require_same_brand",
    "reviewers_of",
    "seen_by",
    "standing_evidence",
]
