"""Bridging: what finds support across groups, not in the largest one.

>>> # ratings = Ratings.of_votes(votes)
>>> # found = bridge(ratings, stratum_of)         both methods, and where they disagree
>>> # strata_scores(ratings, stratum_of)          known groups: min of the Wilson lower limits
>>> # model = factor_model(ratings.core())        latent camps: Community Notes' factor model
>>> # jackknife(model), rater_influence(model)    how sure, and who moved it

The method, its guarantees and its limits: docs/methods/bridging.md.
"""

from civics.bridging.factor import FactorModel, factor_model
from civics.bridging.intervals import Intervals, jackknife
from civics.bridging.ratings import Ratings
from civics.bridging.sensitivity import Influence, rater_influence, without_raters
from civics.bridging.strata import StrataScores, strata_scores, wilson
from civics.bridging.verdicts import Bridging, ItemVerdict, Thresholds, bridge, net_supporters

__all__ = [
    "Bridging",
    "FactorModel",
    "Influence",
    "Intervals",
    "ItemVerdict",
    "Ratings",
    "StrataScores",
    "Thresholds",
    "bridge",
    "factor_model",
    "jackknife",
    "net_supporters",
    "rater_influence",
    "strata_scores",
    "wilson",
    "without_raters",
]
