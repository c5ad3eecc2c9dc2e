"""The papers of a secret ballot, as anybody can check them: trackers, lists, roots and the count.

A ballot publishes its definition before it opens, and after it closes the list of its papers, each
with a tracker that only its voter can lead back to themselves. From these two files everything the
public log says about the ballot is computed again. Read in this order: `tracking`, `receipts`,
`definitions`, `listing`, `counting`. The protocol and its limits: docs/methods/ballots.md.
"""

from civics.ballots.counting import Tally, count_papers
from civics.ballots.definitions import (
    APPROVAL,
    METHODS,
    ONE,
    RANKING,
    Definition,
    parse_definition,
)
from civics.ballots.listing import Paper, format_papers, lines_root, parse_papers, parse_tokens
from civics.ballots.receipts import Receipt, open_receipt, sign_receipt
from civics.ballots.tracking import NONCE_BYTES, TRACKER_BYTES, hash_of, lock_of, tracker_of

__all__ = [
    "APPROVAL",
    "METHODS",
    "NONCE_BYTES",
    "ONE",
    "RANKING",
    "TRACKER_BYTES",
    "Definition",
    "Paper",
    "Receipt",
    "Tally",
    "count_papers",
    "format_papers",
    "hash_of",
    "lines_root",
    "lock_of",
    "open_receipt",
    "parse_definition",
    "parse_papers",
    "parse_tokens",
    "sign_receipt",
    "tracker_of",
]
