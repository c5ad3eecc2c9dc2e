"""What the record says of contests."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests.models import Feasible, Rule
from folkmoot.deliberate.moderation.rules import Reason
from folkmoot.foundation.record.facts import FactBody, plain, written


@dataclass(frozen=True, kw_only=True)
class ContestOpened(
    FactBody, kind="contest.opened", heading=_("A contest was opened"), official=True
):
    rule: str = plain(_("Counting rule"), read=Rule)
    places: int = plain(_("Places, or budget in fen"))
    newcomers: int = plain(_("Of these for newcomers"))
    entries_close: str = plain(_("Entries until"), read=datetime.fromisoformat)
    support_closes: str = plain(_("Support until"), read=datetime.fromisoformat)
    answer_due: str = plain(_("Result until"), read=datetime.fromisoformat)
    rights_return: str = plain(_("Rights return on"), read=date.fromisoformat)
    owner_title: str = plain(_("Title of the owner"))
    owner: str = written(_("Owner"))
    title: str = written(_("Title of the contest"))
    asks: str = written(_("What is asked"))
    criteria: str = written(_("Criteria"))
    no_gos: str = written(_("What cannot win"))
    rights: str = written(_("Rights"))
    royalties: str = written(_("Royalties and credit"))


@dataclass(frozen=True, kw_only=True)
class ContestCancelled(
    FactBody, kind="contest.cancelled", heading=_("A contest was cancelled"), official=True
):
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class EntryMade(FactBody, kind="contest.entered", heading=_("A fan entered a contest")):
    contest: str = plain(_("Contest"))
    cost: int = plain(_("Cost in fen"))
    title: str = written(_("Title of the entry"))
    text: str = written(_("Idea"))


@dataclass(frozen=True, kw_only=True)
class EntryWithdrawn(
    FactBody, kind="contest.withdrawn", heading=_("A fan withdrew an entry to a contest")
):
    contest: str = plain(_("Contest"))


@dataclass(frozen=True, kw_only=True)
class EntryHidden(
    FactBody, kind="contest.entry-hidden", heading=_("A moderator took an entry down")
):
    reason: str = plain(_("Reason"), read=Reason)
    policy: str = plain(_("Version of the policy"))


@dataclass(frozen=True, kw_only=True)
class EntryShown(FactBody, kind="contest.entry-shown", heading=_("An entry is shown again")):
    pass


@dataclass(frozen=True, kw_only=True)
class EntryTriaged(
    FactBody,
    kind="contest.triaged",
    heading=_("The brand said whether it can be made"),
    official=True,
):
    supporters: int = plain(_("At so many supporters"))
    outcome: str = plain(_("Outcome"), read=Feasible)
    title: str = plain(_("Title"))
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class EntryAssessed(
    FactBody,
    kind="contest.assessed",
    heading=_("Somebody of the trade assessed a finalist"),
    official=True,
):
    title: str = plain(_("Title"))
    reasons: str = written(_("Reasons"))


@dataclass(frozen=True, kw_only=True)
class VotingOpened(
    FactBody, kind="contest.voting-opened", heading=_("A jury votes on the finalists of a contest")
):
    ballot: str = plain(_("Ballot"))
    finalists: list[str] = plain(_("Finalists"))  # noqa: RUF009 - a field


@dataclass(frozen=True, kw_only=True)
class ContestDecided(FactBody, kind="contest.decided", heading=_("A contest was decided")):
    ballot: str = plain(_("Ballot"))
    seed: str = plain(_("Seed of the tie-break"))
    winners: list[str] = plain(_("Winners"))  # noqa: RUF009 - a field


@dataclass(frozen=True, kw_only=True)
class EntryWon(FactBody, kind="contest.won", heading=_("An entry won a contest"), official=True):
    """What the brand owes its author becomes the draft of a promise."""

    contest: str = plain(_("Contest"))
    due: str = plain(_("Rights return on"), read=date.fromisoformat)
    terms: str = written(_("Royalties and credit"))


@dataclass(frozen=True, kw_only=True)
class EntryDone(
    FactBody, kind="contest.made", heading=_("What won a contest was made"), official=True
):
    url: str = plain(_("Where it can be seen"))


@dataclass(frozen=True, kw_only=True)
class RightsReturned(
    FactBody, kind="contest.rights-returned", heading=_("The rights in an entry returned")
):
    contest: str = plain(_("Contest"))
