"""Acts on matters. Every one that says what holds is signed by a person; no tally calls them."""

from folkmoot.decide.decisions.actions.deciding import (
    Draft,
    Weighed,
    announce_intention,
    record_decision,
)
from folkmoot.decide.decisions.actions.overriding import announce_override, carry_out_override
from folkmoot.decide.decisions.actions.reversing import reverse_decision
from folkmoot.decide.decisions.actions.reviewing import change_decision, uphold_decision
from folkmoot.decide.decisions.actions.suspending import suspend

__all__ = [
    "Draft",
    "Weighed",
    "announce_intention",
    "announce_override",
    "carry_out_override",
    "change_decision",
    "record_decision",
    "reverse_decision",
    "suspend",
    "uphold_decision",
]
