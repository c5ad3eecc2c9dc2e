"""Panels by lot: quotas that always hold, chances as fair as can be, a draw anyone can repeat.

`pool_of` → `make_lottery` → publish `lottery.commitment` → wait for a public seed → `draw`.
"""

from civics.sortition.drawing import Selection, draw
from civics.sortition.lottery import Lottery
from civics.sortition.making import ALGORITHMS, make_lottery
from civics.sortition.pool import Conflict, Person, Pool, Quota, pool_of
from civics.sortition.proof import Proof
from civics.sortition.published import lottery_from
from civics.sortition.relaxation import Change, QuotasInfeasibleError
from civics.sortition.replacement import Replacement, replace_people
from civics.sortition.reserve import Reserve, reserve_list

__all__ = [
    "ALGORITHMS",
    "Change",
    "Conflict",
    "Lottery",
    "Person",
    "Pool",
    "Proof",
    "Quota",
    "QuotasInfeasibleError",
    "Replacement",
    "Reserve",
    "Selection",
    "draw",
    "lottery_from",
    "make_lottery",
    "pool_of",
    "replace_people",
    "reserve_list",
]
