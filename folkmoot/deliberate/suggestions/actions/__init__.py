"""Everything that happens to a suggestion."""

from folkmoot.deliberate.suggestions.actions.assessing import assess, write_note
from folkmoot.deliberate.suggestions.actions.deciding import (
    approve_draft,
    draft_decision,
    publish_decision,
    publish_decisions,
)
from folkmoot.deliberate.suggestions.actions.delivering import (
    confirm_delivery,
    deliver,
    return_delivery,
)
from folkmoot.deliberate.suggestions.actions.hiding import hide, restore, show_again
from folkmoot.deliberate.suggestions.actions.merging import (
    agree_to_merge,
    answer_merge,
    propose_merge,
    refuse_merge,
    undo_merge,
)
from folkmoot.deliberate.suggestions.actions.ranking import rank
from folkmoot.deliberate.suggestions.actions.suggesting import Wording, change, suggest
from folkmoot.deliberate.suggestions.actions.supporting import keep, support, withdraw

__all__ = [
    "Wording",
    "agree_to_merge",
    "answer_merge",
    "approve_draft",
    "assess",
    "change",
    "confirm_delivery",
    "deliver",
    "draft_decision",
    "hide",
    "keep",
    "propose_merge",
    "publish_decision",
    "publish_decisions",
    "rank",
    "refuse_merge",
    "restore",
    "return_delivery",
    "show_again",
    "suggest",
    "support",
    "undo_merge",
    "withdraw",
    "write_note",
]
