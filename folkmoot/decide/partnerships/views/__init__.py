"""The pages of this room: reading deals, the forms, and many partners at once."""

from folkmoot.decide.partnerships.views.batch import batch, example
from folkmoot.decide.partnerships.views.filling import (
    Denying,
    Excepting,
    Gating,
    Opening,
    Preparing,
    Proposing,
    Registering,
    Retiring,
)
from folkmoot.decide.partnerships.views.printing import sheet
from folkmoot.decide.partnerships.views.reading import announcement, deal, partnerships, stage

__all__ = [
    "Denying",
    "Excepting",
    "Gating",
    "Opening",
    "Preparing",
    "Proposing",
    "Registering",
    "Retiring",
    "announcement",
    "batch",
    "deal",
    "example",
    "partnerships",
    "sheet",
    "stage",
]
