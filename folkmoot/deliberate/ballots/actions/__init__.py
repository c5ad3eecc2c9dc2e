"""Acts on ballots."""

from folkmoot.deliberate.ballots.actions.appealing import appeal, reply
from folkmoot.deliberate.ballots.actions.casting import Taken, cast
from folkmoot.deliberate.ballots.actions.closing import close, close_due
from folkmoot.deliberate.ballots.actions.opening import open_ballot

__all__ = ["Taken", "appeal", "cast", "close", "close_due", "open_ballot", "reply"]
