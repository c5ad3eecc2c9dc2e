"""Language without a language: normalisation, near-duplicates, personal details; Chinese first.

The methods, their guarantees and their limits: docs/methods/duplicates.md and personal-details.md.
"""

from civics.language.duplicates import Duplicates, near_duplicates
from civics.language.index import Index, Match
from civics.language.join import Pairs
from civics.language.normal import normalise
from civics.language.personal import Detail, personal_details

__all__ = [
    "Detail",
    "Duplicates",
    "Index",
    "Match",
    "Pairs",
    "near_duplicates",
    "normalise",
    "personal_details",
]
