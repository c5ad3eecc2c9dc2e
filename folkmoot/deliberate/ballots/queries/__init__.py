"""The room's public face."""

from folkmoot.deliberate.ballots.queries.checking import (
    Found,
    Standing,
    opened_receipt,
    standing_of,
)
from folkmoot.deliberate.ballots.queries.counting import (
    contents_of,
    papers_of,
    tally_of,
    trouble_of,
)
from folkmoot.deliberate.ballots.queries.reading import (
    PAGE,
    appeal_by_number,
    appeals_of,
    ballot_about,
    ballot_by_number,
    ballots,
    due,
    has_voted,
    may_vote,
    portrait,
    voter_of,
    voters_of,
    waiting,
)

__all__ = [
    "PAGE",
    "Found",
    "Standing",
    "appeal_by_number",
    "appeals_of",
    "ballot_about",
    "ballot_by_number",
    "ballots",
    "contents_of",
    "due",
    "has_voted",
    "may_vote",
    "opened_receipt",
    "papers_of",
    "portrait",
    "standing_of",
    "tally_of",
    "trouble_of",
    "voter_of",
    "voters_of",
    "waiting",
]
