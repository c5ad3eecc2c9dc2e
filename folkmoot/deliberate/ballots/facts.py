"""What the record says of ballots: how each began and how it ended. No vote is a fact."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.deliberate.ballots.models import Method
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class BallotOpened(
    FactBody, kind="ballot.opened", heading=_("A secret ballot was opened"), official=True
):
    """Everything that the papers will be counted by, before the first of them is cast."""

    about: str = plain(_("About"))
    method: str = plain(_("A paper holds"), read=Method)
    choices: list[str] = plain(_("Keys of the choices"))  # noqa: RUF009 - a field
    rule: str = plain(_("Counting rule"))
    seats: int = plain(_("How many are elected"))
    eligible: int = plain(_("How many may vote"))
    eligible_root: str = plain(_("Root of those who may vote"))
    closes: str = plain(_("Closes"), read=datetime.fromisoformat)
    receipts: str = plain(_("Key that receipts are signed with"))
    title: str = plain(_("Title of the owner"))
    owner: str = written(_("Owner"))
    question: str = written(_("Question"))
    names: str = written(_("Names of the choices"))


@dataclass(frozen=True, kw_only=True)
class BallotClosed(FactBody, kind="ballot.closed", heading=_("A secret ballot was counted")):
    """Who voted and what lay in the box are two counts of two boxes; here they are equal."""

    about: str = plain(_("About"))
    voted: int = plain(_("Have voted"))
    papers: int = plain(_("Papers in the box"))
    replaced: int = plain(_("Papers that their voters replaced"))
    root: str = plain(_("Root of the papers"))
    counts: dict[str, int] = plain(pgettext_lazy("of votes", "Counts"))  # noqa: RUF009 - a field
    elected: list[str] = plain(_("Elected"))  # noqa: RUF009 - a field


@dataclass(frozen=True, kw_only=True)
class BallotAppealed(
    FactBody, kind="ballot.appealed", heading=_("A signed receipt is not in the count of a ballot")
):
    ballot: str = plain(_("Ballot"))
    tracker: str = plain(_("Tracker"))
    happened: str = written(_("What happened"))


@dataclass(frozen=True, kw_only=True)
class BallotReplied(
    FactBody,
    kind="ballot.replied",
    heading=_("The brand replied to an appeal about a ballot"),
    official=True,
):
    ballot: str = plain(_("Ballot"))
    title: str = plain(_("Title"))
    reply: str = written(_("Reply"))
