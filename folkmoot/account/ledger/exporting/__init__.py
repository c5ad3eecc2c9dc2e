"""A brand's public record as one folder of simple files, from which everything is recomputed.

Rooms say what they publish; this puts it beside the log, its openings and the list of figures.
"""

from folkmoot.account.ledger.exporting.writing import Unusable, export

__all__ = ["Unusable", "export"]
