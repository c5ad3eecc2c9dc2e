"""Acts on petitions. None of them says how a decision ends: the strongest one stops it (I8)."""

from folkmoot.decide.petitions.actions.checking import admit, reject
from folkmoot.decide.petitions.actions.closing import close_ended
from folkmoot.decide.petitions.actions.replying import reply
from folkmoot.decide.petitions.actions.signing import sign, withdraw
from folkmoot.decide.petitions.actions.starting import second, start_petition

__all__ = [
    "admit",
    "close_ended",
    "reject",
    "reply",
    "second",
    "sign",
    "start_petition",
    "withdraw",
]
