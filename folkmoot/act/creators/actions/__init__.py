"""Acts on creators and on what they are given."""

from folkmoot.act.creators.actions.alerting import (
    raise_alerts,
)
from folkmoot.act.creators.actions.allocating import (
    allocate,
    note_contest,
    strike,
)
from folkmoot.act.creators.actions.caring import (
    look_again,
    open_checklist,
    tick,
)
from folkmoot.act.creators.actions.counting import (
    count_quarters,
)
from folkmoot.act.creators.actions.disclosing import (
    check_proof,
    give_proof,
    register_piece,
)
from folkmoot.act.creators.actions.entering import (
    add_account,
    bid_farewell,
    enter_creator,
    welcome_back,
)
from folkmoot.act.creators.actions.granting import (
    Given,
    ask_exception,
    exempt,
    grant,
    revoke,
)
from folkmoot.act.creators.actions.limiting import (
    set_limits,
)
from folkmoot.act.creators.actions.supporting import (
    ask_support,
    record_support,
)
from folkmoot.act.creators.actions.writing import (
    answer,
    issue_address,
    remark,
)

__all__ = [
    "Given",
    "add_account",
    "allocate",
    "answer",
    "ask_exception",
    "ask_support",
    "bid_farewell",
    "check_proof",
    "count_quarters",
    "enter_creator",
    "exempt",
    "give_proof",
    "grant",
    "issue_address",
    "look_again",
    "note_contest",
    "open_checklist",
    "raise_alerts",
    "record_support",
    "register_piece",
    "remark",
    "revoke",
    "set_limits",
    "strike",
    "tick",
    "welcome_back",
]
