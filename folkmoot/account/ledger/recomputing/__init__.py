"""Every published number, computed again from an open-data export and nothing else.

No Django, no database, no clock: `civics` and the standard library. What the pages show was
computed by the rooms; here it is computed a second time, by other code, from the files.
"""

from folkmoot.account.ledger.recomputing.checking import Finding, Problem, Report, recompute

__all__ = ["Finding", "Problem", "Report", "recompute"]
