"""Acts on creators and on what they are given."""

from folkmoot.act.creators.actions.counting import (
    count_quarters,
)
from folkmoot.act.creators.actions.entering import (
    add_account,
    bid_farewell,
    enter_creator,
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

__all__ = [
    "Given",
    "add_account",
    "ask_exception",
    "bid_farewell",
    "count_quarters",
    "enter_creator",
    "exempt",
    "grant",
    "revoke",
    "set_limits",
]
