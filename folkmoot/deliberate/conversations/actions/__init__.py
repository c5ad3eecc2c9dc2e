"""Everything that happens in a conversation."""

from folkmoot.deliberate.conversations.actions.answering import publish_answer
from folkmoot.deliberate.conversations.actions.importing import import_conversation
from folkmoot.deliberate.conversations.actions.mapping import DrawnMap, confirm_map, publish_map
from folkmoot.deliberate.conversations.actions.moderating import (
    accept_statement,
    add_seed,
    reject_statement,
    restore_statement,
)
from folkmoot.deliberate.conversations.actions.opening import close, open_conversation
from folkmoot.deliberate.conversations.actions.voting import cast_vote, make_statement, take_part

__all__ = [
    "DrawnMap",
    "accept_statement",
    "add_seed",
    "cast_vote",
    "close",
    "confirm_map",
    "import_conversation",
    "make_statement",
    "open_conversation",
    "publish_answer",
    "publish_map",
    "reject_statement",
    "restore_statement",
    "take_part",
]
