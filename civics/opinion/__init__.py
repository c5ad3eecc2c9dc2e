"""Opinion maps: where people agree, where they part, and how sure that is.

The face of the package:

- `Votes.of(participant, statement, vote, participants=…, statements=…)`, `read_votes(path)`
- `opinion_map(votes, previous=…, moderated_out=…, meta=…, parameters=…, rng_seed=…)`
- `update(previous, participants, statements, values)`
- `locate(map_, {"statement": vote, …})`
- `OpinionMap.to_json()`, `OpinionMap.from_json(plain)`

`civics.opinion.polis` gives the same figures exactly as Polis computes them. The method, its
guarantees and its limits: docs/methods/opinion.md.
"""

from civics.opinion.locating import locate
from civics.opinion.map import METHOD, VERSION, OpinionMap
from civics.opinion.mapping import opinion_map, update
from civics.opinion.reading import read_votes
from civics.opinion.result import (
    Candidate,
    Choice,
    Consensus,
    Division,
    Group,
    Parameters,
    Position,
    Reason,
    Representative,
    Sensitivity,
)
from civics.opinion.votes import Votes

__all__ = [
    "METHOD",
    "VERSION",
    "Candidate",
    "Choice",
    "Consensus",
    "Division",
    "Group",
    "OpinionMap",
    "Parameters",
    "Position",
    "Reason",
    "Representative",
    "Sensitivity",
    "Votes",
    "locate",
    "opinion_map",
    "read_votes",
    "update",
]
