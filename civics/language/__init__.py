"""Language: normalisation, near-duplicates, claims to speak for all; Chinese short texts first.

The methods, their guarantees and limits: docs/methods/duplicates.md and collective.md.
"""

from civics.language.collective import Claim, speaks_for_all
from civics.language.duplicates import Duplicates, near_duplicates
from civics.language.index import Index, Match
from civics.language.join import Pairs
from civics.language.normal import normalise

__all__ = [
    "Claim",
    "Duplicates",
    "Index",
    "Match",
    "Pairs",
    "near_duplicates",
    "normalise",
    "speaks_for_all",
]
