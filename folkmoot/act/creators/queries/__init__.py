"""Reading the register: the room's public face."""

from folkmoot.act.creators.queries.register import (
    Line,
    Turn,
    creator_by_number,
    creators,
    deal_or_refuse,
    limits_of,
    period_of,
    privilege_by_number,
    privileges,
    quarters_held,
    register,
    request_by_number,
    requests_open,
    require_active,
    standard,
    turns,
)

__all__ = [
    "Line",
    "Turn",
    "creator_by_number",
    "creators",
    "deal_or_refuse",
    "limits_of",
    "period_of",
    "privilege_by_number",
    "privileges",
    "quarters_held",
    "register",
    "request_by_number",
    "requests_open",
    "require_active",
    "standard",
    "turns",
]
