"""Reading contests: the room's public face."""

from folkmoot.act.contests.queries.counting import count, newcomers_among, prior_standing
from folkmoot.act.contests.queries.open_data import FILES, commands_of, file_of
from folkmoot.act.contests.queries.reading import (
    Row,
    contest_by_number,
    contests,
    entry_by_number,
    finalists_of,
    fresh,
    fresh_entry,
    odds_of,
    own_entry,
    require_same_brand,
    returns_due,
    rows_of,
    shown_words,
    supporters_of,
)

__all__ = [
    "FILES",
    "Row",
    "commands_of",
    "contest_by_number",
    "contests",
    "count",
    "entry_by_number",
    "file_of",
    "finalists_of",
    "fresh",
    "fresh_entry",
    "newcomers_among",
    "odds_of",
    "own_entry",
    "prior_standing",
    "require_same_brand",
    "returns_due",
    "rows_of",
    "shown_words",
    "supporters_of",
]
