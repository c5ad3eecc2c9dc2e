"""The map of one conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civics.opinion import published
from civics.opinion.gram import Gram
from civics.opinion.result import Choice, Consensus, Division, Group, Parameters
from civics.opinion.votes import Votes

METHOD = "opinion-map"
VERSION = "1"


@dataclass(frozen=True, eq=False)
class OpinionMap:
    """The map of one conversation. Arrays are read-only and follow `participants`/`statements`.

    Compare two maps by `to_json()`. `votes` and `gram` are what `update` goes on from; a map
    that was read back by `from_json` has neither, and still serves as `previous`.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    coordinates: NDArray[np.float64]
    """(n, 2); NaN for a person without a vote on a statement of the map."""
    group_of: NDArray[np.int16]
    """(n,) label, −1 for a person in no group."""
    centre: NDArray[np.float64]
    """(m,) mean vote of each statement."""
    axes: NDArray[np.float64]
    """(2, m) unit length, nine decimals."""
    explained: tuple[float, float]
    """Share of the variance along each axis."""
    counts: NDArray[np.int64]
    """(groups, m, 3) agree, disagree, pass in each group; one row for everyone without groups."""
    choice: Choice
    groups: tuple[Group, ...]
    consensus: tuple[Consensus, ...]
    """Those that hold, best first, both directions."""
    divisions: tuple[Division, ...]
    """Those whose interval stays above zero, widest first."""
    priorities: Mapping[str, float]
    """How much one more vote on each statement is worth; not normalised."""
    parameters: Parameters
    moderated_out: tuple[str, ...]
    meta: tuple[str, ...]
    asked: int
    """Statements with a vote."""
    rng_seed: int
    method: str = METHOD
    version: str = VERSION
    follows: str = ""
    """Digest of the map given as `previous`: names and number of groups lean on it."""
    votes: Votes | None = None
    gram: Gram | None = None
    stored_digest: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the votes that were counted, see `Votes.digest`."""
        return self.votes.digest() if self.votes else self.stored_digest

    def to_json(self, *, people: bool = True) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers, for `json.dumps`.

        Figures have six decimals, axes nine; what is not a number is None. `people=False` leaves
        out the ids and places of people.
        """
        return published.plain_map(self, without=() if people else published.ABOUT_PEOPLE)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "OpinionMap":
        """The map back from `to_json()`: good for showing, `locate` and `previous=`."""
        return cls(**published.revived(plain))
