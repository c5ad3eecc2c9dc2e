"""Language without a language: normalisation and near-duplicates, Chinese short texts first.

The method, its guarantees and its limits: docs/methods/duplicates.md.
"""

from civics.language.duplicates import Duplicates, near_duplicates
from civics.language.index import Index, Match
from civics.language.join import Pairs
from civics.language.likeness import Hit, WeightedIndex
from civics.language.normal import normalise

__all__ = [
    "Duplicates",
    "Hit",
    "Index",
    "Match",
    "Pairs",
    "WeightedIndex",
    "near_duplicates",
    "normalise",
]
