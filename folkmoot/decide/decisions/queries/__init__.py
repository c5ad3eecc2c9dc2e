"""Reading matters: the room's public face."""

from folkmoot.decide.decisions.queries.advice import (
    Advice,
    advice_of,
    citable,
    source_title,
    told_of,
)
from folkmoot.decide.decisions.queries.chain import Chain, chain_of
from folkmoot.decide.decisions.queries.majorities import Majority, is_used, majority, polls
from folkmoot.decide.decisions.queries.open_data import exported, exported_matter
from folkmoot.decide.decisions.queries.reading import (
    MatterPage,
    Row,
    can_be_petitioned,
    can_be_suspended,
    decider_of,
    headline,
    matter_by_number,
    matter_page,
    matters,
    rule_of,
    title_of,
    words_of,
)
from folkmoot.decide.decisions.queries.reversals import Ledger, ledger_of_reversals
from folkmoot.decide.decisions.queries.sources import CONVERSATION, PANEL, SUGGESTION

__all__ = [
    "CONVERSATION",
    "PANEL",
    "SUGGESTION",
    "Advice",
    "Chain",
    "Ledger",
    "Majority",
    "MatterPage",
    "Row",
    "advice_of",
    "can_be_petitioned",
    "can_be_suspended",
    "chain_of",
    "citable",
    "decider_of",
    "evidence",
    "exported",
    "exported_matter",
    "headline",
    "is_used",
    "ledger_of_reversals",
    "majority",
    "matter_by_number",
    "matter_page",
    "matters",
    "polls",
    "rule_of",
    "source_title",
    "title_of",
    "told_of",
    "words_of",
]
