"""Reading conversations: the room's public face."""

from folkmoot.deliberate.conversations.queries.ballots import (
    latest_map,
    voices_missing,
    votes_since,
)
from folkmoot.deliberate.conversations.queries.lists import (
    closed_conversations,
    conversation_page,
    open_conversations,
    recent_answers,
    taken_part,
)
from folkmoot.deliberate.conversations.queries.reading import (
    accepted_words,
    answer_by_number,
    answers_of,
    conversation_by_number,
    moderation_log,
    numbers_on_topic,
    origin_of,
    people_of,
    statement_by_number,
    statements_page,
    tallies,
    voices,
    votable_statements,
    votes_cast,
    waiting_count,
    waiting_statements,
)
from folkmoot.deliberate.conversations.queries.results import result_of, where_i_stand
from folkmoot.deliberate.conversations.queries.voting import (
    Progress,
    next_statement,
    progress_of,
    require_visible_result,
    voice_of,
)

__all__ = [
    "Progress",
    "accepted_words",
    "answer_by_number",
    "answers_of",
    "closed_conversations",
    "conversation_by_number",
    "conversation_page",
    "latest_map",
    "moderation_log",
    "next_statement",
    "numbers_on_topic",
    "open_conversations",
    "origin_of",
    "people_of",
    "progress_of",
    "recent_answers",
    "require_visible_result",
    "result_of",
    "statement_by_number",
    "statements_page",
    "taken_part",
    "tallies",
    "voice_of",
    "voices",
    "voices_missing",
    "votable_statements",
    "votes_cast",
    "votes_since",
    "waiting_count",
    "waiting_statements",
    "where_i_stand",
]
