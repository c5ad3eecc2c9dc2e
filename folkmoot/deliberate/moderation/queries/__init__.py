"""The room's public face."""

from folkmoot.deliberate.moderation.queries.reading import (
    PAGE,
    appeal_of,
    appeals_for_person,
    appeals_waiting,
    filing_by_number,
    filing_by_receipt,
    filings_open,
    log,
    measure_by_number,
    measure_of,
    names_shielded,
    shielded,
    taken_down,
)
from folkmoot.deliberate.moderation.queries.report import (
    Quarter,
    Report,
    counted_from,
    quarter_from,
    quarter_of,
    report_of,
)

__all__ = [
    "PAGE",
    "Quarter",
    "Report",
    "appeal_of",
    "appeals_for_person",
    "appeals_waiting",
    "counted_from",
    "filing_by_number",
    "filing_by_receipt",
    "filings_open",
    "log",
    "measure_by_number",
    "measure_of",
    "names_shielded",
    "quarter_from",
    "quarter_of",
    "report_of",
    "shielded",
    "taken_down",
]
