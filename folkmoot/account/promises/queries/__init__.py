"""The room's public face: reading promises, their consistency, their feeds."""

from folkmoot.account.promises.queries.consistency import Consistency, Tally, consistency
from folkmoot.account.promises.queries.feeds import atom, calendar
from folkmoot.account.promises.queries.reading import (
    SHOWN,
    Line,
    draft_by_number,
    line_of,
    open_drafts,
    owed_promises,
    page_of,
    promise_by_number,
    promises,
    promises_from,
)

__all__ = [
    "SHOWN",
    "Consistency",
    "Line",
    "Tally",
    "atom",
    "calendar",
    "consistency",
    "draft_by_number",
    "line_of",
    "open_drafts",
    "owed_promises",
    "page_of",
    "promise_by_number",
    "promises",
    "promises_from",
]
