"""Reading petitions: the room's public face."""

from folkmoot.decide.petitions.queries.counting import (
    Electorate,
    electorate,
    signatures_by_cohort,
)
from folkmoot.decide.petitions.queries.open_data import exported
from folkmoot.decide.petitions.queries.reading import (
    PETITION,
    Progress,
    Row,
    admitted_words,
    ended,
    fresh,
    has_seconded,
    has_signed,
    petition_by_number,
    petition_page,
    petitions,
    petitions_on,
    progress_of,
    signers,
    title_of,
    under_way,
    waiting_for_check,
)
from folkmoot.decide.petitions.queries.simulation import Simulation, simulate

__all__ = [
    "PETITION",
    "Electorate",
    "Progress",
    "Row",
    "Simulation",
    "admitted_words",
    "electorate",
    "ended",
    "exported",
    "fresh",
    "has_seconded",
    "has_signed",
    "petition_by_number",
    "petition_page",
    "petitions",
    "petitions_on",
    "progress_of",
    "signatures_by_cohort",
    "signers",
    "simulate",
    "title_of",
    "under_way",
    "waiting_for_check",
]
