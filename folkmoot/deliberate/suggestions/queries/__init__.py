"""Reading suggestions: the public face of the room."""

from folkmoot.deliberate.suggestions.queries.cohorts import cohorts_behind, suppressed
from folkmoot.deliberate.suggestions.queries.desk import (
    decided_counts,
    draft_of,
    drafts,
    notes_of,
    overdue_count,
    queue,
    similar_answers,
    to_deliver,
    waiting_count,
)
from folkmoot.deliberate.suggestions.queries.likeness import similar_to
from folkmoot.deliberate.suggestions.queries.lists import (
    ORDERS,
    SuggestionPage,
    listed,
    recent_decisions,
    rows_of,
    suggestion_page,
    visible,
)
from folkmoot.deliberate.suggestions.queries.participation import participation_of
from folkmoot.deliberate.suggestions.queries.ranking import ranking_of, scores_of
from folkmoot.deliberate.suggestions.queries.reading import (
    decision_of,
    differences,
    merge_by_key,
    merged_into,
    open_merge,
    root_of,
    stages_of,
    standing_of,
    steps_of,
    suggestion_by_number,
    suggestion_by_receipt,
    tally_of,
    versions_of,
)
from folkmoot.deliberate.suggestions.queries.topics import rules_in_force

__all__ = [
    "ORDERS",
    "SuggestionPage",
    "cohorts_behind",
    "decided_counts",
    "decision_of",
    "differences",
    "draft_of",
    "drafts",
    "listed",
    "merge_by_key",
    "merged_into",
    "notes_of",
    "open_merge",
    "overdue_count",
    "participation_of",
    "queue",
    "ranking_of",
    "recent_decisions",
    "root_of",
    "rows_of",
    "rules_in_force",
    "scores_of",
    "similar_answers",
    "similar_to",
    "stages_of",
    "standing_of",
    "steps_of",
    "suggestion_by_number",
    "suggestion_by_receipt",
    "suggestion_page",
    "suppressed",
    "tally_of",
    "to_deliver",
    "versions_of",
    "visible",
    "waiting_count",
]
