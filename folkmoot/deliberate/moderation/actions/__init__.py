"""What is done in moderation. Hiding and lifting are parts of other rooms' acts."""

from folkmoot.deliberate.moderation.actions.appealing import appeal, decide_alone, settle
from folkmoot.deliberate.moderation.actions.erasing import erase
from folkmoot.deliberate.moderation.actions.filing import (
    acknowledge,
    decide_filing,
    end_own_protection,
    end_protection,
    file,
)
from folkmoot.deliberate.moderation.actions.measures import hide, lift

__all__ = [
    "acknowledge",
    "appeal",
    "decide_alone",
    "decide_filing",
    "end_own_protection",
    "end_protection",
    "erase",
    "file",
    "hide",
    "lift",
    "settle",
]
