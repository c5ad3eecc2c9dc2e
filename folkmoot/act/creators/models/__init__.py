"""Creators who work with the brand: what they are given, until when, and what it comes to.

A creator is a business partner under a working name, never an ordinary fan: there is no field for
an address, a family or a phone. Every row here is written once; the database refuses to change or
delete one (migration 0002), and it knows no privilege without an end.
"""

from folkmoot.act.creators.models.base import (
    Numbered,
    Row,
)
from folkmoot.act.creators.models.caring import (
    Alert,
    Checklist,
    Concern,
    Look,
    Tick,
)
from folkmoot.act.creators.models.disclosing import (
    Check,
    Label,
    Piece,
    Proof,
)
from folkmoot.act.creators.models.privileges import (
    Exemption,
    Figures,
    Kind,
    Privilege,
    Request,
    Revocation,
    Terms,
)
from folkmoot.act.creators.models.register import (
    Account,
    Comeback,
    Creator,
    Farewell,
    Limits,
    Relation,
)
from folkmoot.act.creators.models.resources import (
    Allocation,
    Resource,
    Side,
    Strike,
)
from folkmoot.act.creators.models.supporting import (
    Asking,
    Support,
)
from folkmoot.act.creators.models.writing import (
    Address,
    Answer,
    Remark,
)

__all__ = [
    "Account",
    "Address",
    "Alert",
    "Allocation",
    "Answer",
    "Asking",
    "Check",
    "Checklist",
    "Comeback",
    "Concern",
    "Creator",
    "Exemption",
    "Farewell",
    "Figures",
    "Kind",
    "Label",
    "Limits",
    "Look",
    "Numbered",
    "Piece",
    "Privilege",
    "Proof",
    "Relation",
    "Remark",
    "Request",
    "Resource",
    "Revocation",
    "Row",
    "Side",
    "Strike",
    "Support",
    "Terms",
    "Tick",
]
