"""Influence: how few are behind how much, and whom they stand for.

>>> # pagerank(source, target, nodes=n).score           who is listened to
>>> # concentration(votes_of_each)                      Gini, HHI, effective number, top share
>>> # concentration_intervals(votes_of_each)            how sure
>>> # without_top(votes)                                what if the top 1 % were silent
>>> # representativeness(voters_by_group, frame)        do they look like the fans

The method, its guarantees and its limits: docs/methods/influence.md.
"""

from civics.influence.bootstrap import ConcentrationIntervals, concentration_intervals
from civics.influence.frame import GroupShare, Representativeness, representativeness
from civics.influence.inequality import Concentration, concentration, lorenz
from civics.influence.ranking import Ranking, pagerank
from civics.influence.silence import Silence, without_top

__all__ = [
    "Concentration",
    "ConcentrationIntervals",
    "GroupShare",
    "Ranking",
    "Representativeness",
    "Silence",
    "concentration",
    "concentration_intervals",
    "lorenz",
    "pagerank",
    "representativeness",
    "without_top",
]
