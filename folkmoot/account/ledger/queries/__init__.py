"""Reading the log: the room's public face."""

from folkmoot.account.ledger.queries.auditing import BACKDATED, Finding, audit, lost_by, remade
from folkmoot.account.ledger.queries.places import (
    Place,
    State,
    entries_of,
    entry_at,
    entry_of,
    log_of,
    logs,
    places_near,
)
from folkmoot.account.ledger.queries.published import (
    entries_between,
    entry_file,
    fetch_from,
    own_key,
    proof_file,
    published_checkpoint,
    published_note,
)
from folkmoot.account.ledger.queries.sequence import frontier_of, indexes_of, numbers_meant, waiting
from folkmoot.account.ledger.queries.witnessing import (
    LONGEST_PAUSE,
    existed_before,
    policy_file,
    standings,
    witness_counts,
    witness_policy,
    witnesses,
    witnesses_due,
)
from folkmoot.account.ledger.queries.words import LET_IN, OPEN_AT_ONCE, open_words

__all__ = [
    "BACKDATED",
    "LET_IN",
    "LONGEST_PAUSE",
    "OPEN_AT_ONCE",
    "Finding",
    "Place",
    "State",
    "audit",
    "entries_between",
    "entries_of",
    "entry_at",
    "entry_file",
    "entry_of",
    "existed_before",
    "fetch_from",
    "frontier_of",
    "indexes_of",
    "log_of",
    "logs",
    "lost_by",
    "numbers_meant",
    "open_words",
    "own_key",
    "places_near",
    "policy_file",
    "proof_file",
    "published_checkpoint",
    "published_note",
    "remade",
    "standings",
    "waiting",
    "witness_counts",
    "witness_policy",
    "witnesses",
    "witnesses_due",
]
