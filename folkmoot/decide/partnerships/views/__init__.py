"""Pages of red lines and of deals."""

from folkmoot.decide.partnerships.views.batching import batch, batch_registration
from folkmoot.decide.partnerships.views.dealing import (
    Denying,
    Excepting,
    Gating,
    Opening,
    Preparing,
    Proposing,
    Registering,
    Retiring,
    announcement,
    deal,
    partnerships,
    stage,
)
from folkmoot.decide.partnerships.views.printing import sheet

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
    "batch_registration",
    "deal",
    "partnerships",
    "sheet",
    "stage",
]
