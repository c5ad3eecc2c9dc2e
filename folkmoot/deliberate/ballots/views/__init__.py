"""Pages of ballots, by what they are for."""

from folkmoot.deliberate.ballots.views.checking import Appealing, Replying, tracker
from folkmoot.deliberate.ballots.views.reading import ballot, ballots, data
from folkmoot.deliberate.ballots.views.staffing import Opening, count
from folkmoot.deliberate.ballots.views.voting import paper, salt

__all__ = [
    "Appealing",
    "Opening",
    "Replying",
    "ballot",
    "ballots",
    "count",
    "data",
    "paper",
    "salt",
    "tracker",
]
