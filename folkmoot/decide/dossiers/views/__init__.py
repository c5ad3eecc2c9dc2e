"""Pages: for those who handle partnerships, for the partner, and counts for everybody."""

from folkmoot.decide.dossiers.views.held import held, held_appeal, held_peace, held_reply
from folkmoot.decide.dossiers.views.reading import dossier, dossiers, reading
from folkmoot.decide.dossiers.views.staffing import (
    accepting,
    acknowledging,
    capturing,
    deciding,
    declining,
    filing,
    linking,
    offering,
    opening,
    reviewing,
    withdrawing,
)

__all__ = [
    "accepting",
    "acknowledging",
    "capturing",
    "deciding",
    "declining",
    "dossier",
    "dossiers",
    "filing",
    "held",
    "held_appeal",
    "held_peace",
    "held_reply",
    "linking",
    "offering",
    "opening",
    "reading",
    "reviewing",
    "withdrawing",
]
