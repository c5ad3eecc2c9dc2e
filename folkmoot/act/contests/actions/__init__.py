"""Acts on contests: of those who run one, of those who enter and support, and of time."""

from folkmoot.act.contests.actions.deciding import convene_jury, decide, open_voting
from folkmoot.act.contests.actions.entering import enter, support, unsupport, withdraw
from folkmoot.act.contests.actions.following import mark_made, return_due
from folkmoot.act.contests.actions.hiding import hide, show_again
from folkmoot.act.contests.actions.running import Brief, assess, cancel, open_contest, triage

__all__ = [
    "Brief",
    "assess",
    "cancel",
    "convene_jury",
    "decide",
    "enter",
    "hide",
    "mark_made",
    "open_contest",
    "open_voting",
    "return_due",
    "show_again",
    "support",
    "triage",
    "unsupport",
    "withdraw",
]
