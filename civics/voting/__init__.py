"""Voting: thresholds, committees, ranked ballots and shared budgets, counted exactly.

The face of the package:

- `judge(yes, no, abstain, …)`: has a motion passed (`Threshold`, `Quorum`)
- `elect_committee(rule, Approvals, seats, …)`, `all_committees(…)`
- `elect_one(rule, Rankings, …)`, `elect_stv(Rankings, seats, …)`
- `greedy_budget(Projects, …)`, `equal_shares(Projects, …)`
- `TieBreak.by_seed(seed)`
- `parse_pabulib`, `format_pabulib`, `reformat_pabulib`, `rankings_of`, `parse_abc_yaml`,
  `format_abc_yaml`, `parse_preflib`

Every result is an `Outcome`: winners, the steps that elected them with their figures, and every
tie that the tie-break decided. The methods, their guarantees and limits: docs/methods/voting.md.
"""

from civics.voting.abcyaml import AbcElection, Expected, format_abc_yaml, parse_abc_yaml
from civics.voting.ballots import Approvals
from civics.voting.committee_shares import COMMITTEE_COMPLETIONS
from civics.voting.committees import COMMITTEE_RULES, all_committees, elect_committee
from civics.voting.completion import COMPLETIONS
from civics.voting.equal_shares import BudgetOutcome, equal_shares
from civics.voting.greedy import GREEDY_RULES, greedy_budget
from civics.voting.outcome import Outcome, Tie, Why
from civics.voting.pabulib import Pabulib, parse_pabulib, rankings_of
from civics.voting.pabulib_writing import format_pabulib, reformat_pabulib
from civics.voting.preflib import parse_preflib
from civics.voting.projects import Projects
from civics.voting.rankings import Rankings
from civics.voting.single import SINGLE_RULES, RankedOutcome, elect_one
from civics.voting.stv import elect_stv
from civics.voting.thresholds import MAJORITY, TWO_THIRDS, Quorum, Threshold, Verdict, judge
from civics.voting.tiebreak import LISTED, TieBreak

__all__ = [
    "COMMITTEE_COMPLETIONS",
    "COMMITTEE_RULES",
    "COMPLETIONS",
    "GREEDY_RULES",
    "LISTED",
    "MAJORITY",
    "SINGLE_RULES",
    "TWO_THIRDS",
    "AbcElection",
    "Approvals",
    "BudgetOutcome",
    "Expected",
    "Outcome",
    "Pabulib",
    "Projects",
    "Quorum",
    "RankedOutcome",
    "Rankings",
    "Threshold",
    "Tie",
    "TieBreak",
    "Verdict",
    "Why",
    "all_committees",
    "elect_committee",
    "elect_one",
    "elect_stv",
    "equal_shares",
    "format_abc_yaml",
    "format_pabulib",
    "greedy_budget",
    "judge",
    "parse_abc_yaml",
    "parse_pabulib",
    "parse_preflib",
    "rankings_of",
    "reformat_pabulib",
]
