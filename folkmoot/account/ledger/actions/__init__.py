"""Writing the log. One process does it: `folkmoot ledger run`, which `folkmoot serve` starts."""

from folkmoot.account.ledger.actions.checking import ask_witnesses, check
from folkmoot.account.ledger.actions.cosigning import gather, know_witnesses
from folkmoot.account.ledger.actions.opening import open_log, origin_of
from folkmoot.account.ledger.actions.publishing import publish
from folkmoot.account.ledger.actions.recovering import Recovered, recover
from folkmoot.account.ledger.actions.rotating import finish_rotation, rotate
from folkmoot.account.ledger.actions.sequencing import BATCH, Overtaken, sequence
from folkmoot.account.ledger.actions.sweeping import sweep

__all__ = [
    "BATCH",
    "Overtaken",
    "Recovered",
    "ask_witnesses",
    "check",
    "finish_rotation",
    "gather",
    "know_witnesses",
    "open_log",
    "origin_of",
    "publish",
    "recover",
    "rotate",
    "sequence",
    "sweep",
]
