"""Opening the box, and counting what is in it."""

from cryptography.exceptions import InvalidTag

from civics.ballots import Paper as Counted
from civics.ballots import Tally, count_papers
from folkmoot.deliberate.ballots import rules
from folkmoot.deliberate.ballots.box import Contents, unpack
from folkmoot.deliberate.ballots.models import Ballot, Box
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.sealing import unseal_bytes


def contents_of(ballot: Ballot) -> Contents:
    """What lies in the box. For acts alone: no page asks while the ballot is open."""
    box = Box.objects.get(ballot=ballot)
    try:
        packed = unseal_bytes(bytes(box.sealed), purpose=rules.BOX_PURPOSE, about=str(ballot.pk))
    except InvalidTag as error:
        raise rules.box_broken() from error
    return unpack(packed, ballot.definition)


def trouble_of(ballot: Ballot) -> Refusal | None:
    """Why a ballot whose time is up cannot be counted, if it cannot."""
    try:
        papers = len(contents_of(ballot).slips)
        rules.require_equal(voted=ballot.marks.count(), papers=papers)
    except Refusal as refusal:
        return refusal
    return None


def counted_papers(ballot: Ballot) -> list[Counted]:
    """The papers of a closed ballot, by tracker."""
    rules.require_closed(ballot)
    rows = ballot.papers.order_by("tracker").values_list("tracker", "choice")
    return [Counted(tracker, tuple(choice)) for tracker, choice in rows]


def papers_of(ballot: Ballot) -> list[list[str]]:
    """What each paper says, by tracker, for other rooms to count. Closed ballots only."""
    return [list(paper.choice) for paper in counted_papers(ballot)]


def tally_of(ballot: Ballot) -> Tally:
    """The count made anew from the papers; pages show what was stored at the close."""
    return count_papers(ballot.definition, counted_papers(ballot))
