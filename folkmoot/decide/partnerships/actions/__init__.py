"""Acts on red lines, deny rules and deals."""

from folkmoot.decide.partnerships.actions.dealing import announce, move, register, register_all
from folkmoot.decide.partnerships.actions.gating import dispense, publish_due, run_gate
from folkmoot.decide.partnerships.actions.lining import (
    deny,
    propose_line,
    record_ruling,
    retire_line,
)
from folkmoot.decide.partnerships.actions.reviewing import ask_fans, prepare_review

__all__ = [
    "announce",
    "ask_fans",
    "deny",
    "dispense",
    "move",
    "prepare_review",
    "propose_line",
    "publish_due",
    "record_ruling",
    "register",
    "register_all",
    "retire_line",
    "run_gate",
]
