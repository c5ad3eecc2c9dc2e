"""Language without a language: normalisation, doubles, personal details, claims, hostility.

The methods, their guarantees and their limits: docs/methods/duplicates.md, personal-details.md,
collective.md and hostility.md. Chinese short texts first.
"""

from civics.language.collective import Claim, speaks_for_all
from civics.language.duplicates import Duplicates, near_duplicates
from civics.language.hostility import Excerpt, hostile_excerpts
from civics.language.index import Index, Match
from civics.language.join import Pairs
from civics.language.likeness import Hit, WeightedIndex
from civics.language.normal import normalise, normalise_each
from civics.language.personal import Detail, personal_details

__all__ = [
    "Claim",
    "Detail",
    "Duplicates",
    "Excerpt",
    "Hit",
    "Index",
    "Match",
    "Pairs",
    "WeightedIndex",
    "hostile_excerpts",
    "near_duplicates",
    "normalise",
    "normalise_each",
    "personal_details",
    "speaks_for_all",
]
