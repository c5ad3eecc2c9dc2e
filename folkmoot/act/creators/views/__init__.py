"""Aggregates for everybody; the register for those at the brand who work with creators."""

from folkmoot.act.creators.views.creator import (
    creator,
)
from folkmoot.act.creators.views.filling import (
    AddingAccount,
    BiddingFarewell,
    Entering,
    Exempting,
    Granting,
    Limiting,
    Revoking,
)
from folkmoot.act.creators.views.quarters import (
    figures,
    quarter,
)
from folkmoot.act.creators.views.register import (
    creators,
    register,
)

__all__ = [
    "AddingAccount",
    "BiddingFarewell",
    "Entering",
    "Exempting",
    "Granting",
    "Limiting",
    "Revoking",
    "creator",
    "creators",
    "figures",
    "quarter",
    "register",
]
