"""Aggregates for everybody; the register for those at the brand who work with creators."""

from folkmoot.act.creators.views.caring import (
    Looking,
    Opening,
    Ticking,
    checklist,
)
from folkmoot.act.creators.views.creator import (
    addressing,
    creator,
)
from folkmoot.act.creators.views.disclosing import (
    Checking,
    GivingProof,
    RegisteringPiece,
    piece,
)
from folkmoot.act.creators.views.filling import (
    AddingAccount,
    Answering,
    BiddingFarewell,
    Entering,
    Exempting,
    Granting,
    Limiting,
    Revoking,
    WelcomingBack,
)
from folkmoot.act.creators.views.held import (
    held,
    held_remark,
)
from folkmoot.act.creators.views.quarters import (
    amounts,
    figures,
    quarter,
)
from folkmoot.act.creators.views.register import (
    creators,
    register,
)
from folkmoot.act.creators.views.resources import (
    Allocating,
    Striking,
    resources,
)
from folkmoot.act.creators.views.supporting import (
    support,
)

__all__ = [
    "AddingAccount",
    "Allocating",
    "Answering",
    "BiddingFarewell",
    "Checking",
    "Entering",
    "Exempting",
    "GivingProof",
    "Granting",
    "Limiting",
    "Looking",
    "Opening",
    "RegisteringPiece",
    "Revoking",
    "Striking",
    "Ticking",
    "WelcomingBack",
    "addressing",
    "amounts",
    "checklist",
    "creator",
    "creators",
    "figures",
    "held",
    "held_remark",
    "piece",
    "quarter",
    "register",
    "resources",
    "support",
]
