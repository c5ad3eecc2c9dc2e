"""Trust: does it come back, and how sure is that?

>>> # net_promoter(p, passive, d), share(k, n), mean_rating(counts, scale)   what people say
>>> # by_stratum({"core": …, "public": …})                     side by side, never netted
>>> # interrupted_series(values, at), placebo_dates(…)         did a line jump or bend at a date
>>> # synthetic_control(values, {"other": …}, at)              and would it have done so anyway
>>> # survival_curve(waited, ended).median, .quantile(0.9)     reply times, open ones counted
>>> # log_rank(groups), restricted_mean_difference(…)          did waits or leavings differ

Every interval was put to the test: docs/methods/trust.md says where it holds what it promises.
"""

from civics.trust.comparing import (
    LogRank,
    RestrictedMean,
    log_rank,
    restricted_mean,
    restricted_mean_difference,
)
from civics.trust.estimate import Estimate
from civics.trust.ratings import (
    Figure,
    NetPromoter,
    mean_rating,
    net_promoter,
    promoter_counts,
    share,
)
from civics.trust.series import Interruption, PlaceboDates, interrupted_series, placebo_dates
from civics.trust.strata import NET_PROMOTER_SCALE, Gap, Strata, by_stratum
from civics.trust.survival import SurvivalCurve, Wait, survival_curve
from civics.trust.synthetic import SyntheticControl, synthetic_control

__all__ = [
    "NET_PROMOTER_SCALE",
    "Estimate",
    "Figure",
    "Gap",
    "Interruption",
    "LogRank",
    "NetPromoter",
    "PlaceboDates",
    "RestrictedMean",
    "Strata",
    "SurvivalCurve",
    "SyntheticControl",
    "Wait",
    "by_stratum",
    "interrupted_series",
    "log_rank",
    "mean_rating",
    "net_promoter",
    "placebo_dates",
    "promoter_counts",
    "restricted_mean",
    "restricted_mean_difference",
    "share",
    "survival_curve",
    "synthetic_control",
]
