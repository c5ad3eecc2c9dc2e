"""What the record says of suggestions."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung
from folkmoot.deliberate.suggestions.models import Reason, Status
from folkmoot.foundation.record.facts import FactBody, plain, written


def _day(stored: str) -> date:
    return date.fromisoformat(stored[:10])


@dataclass(frozen=True, kw_only=True)
class SuggestionMade(FactBody, kind="suggestion.made", heading=_("A suggestion was made")):
    topic: str = plain(_("Address of the topic"))
    rule: int = plain(_("Version of the rule"))
    rung: int = plain(_("what a voice can do"), read=Rung)
    due: str = plain(_("Due"), read=_day)
    title: str = written(_("Title"))
    text: str = written(_("Words"))
    problem: str = written(_("The problem"))
    scene: str = written(_("When it happens"))


@dataclass(frozen=True, kw_only=True)
class SuggestionChanged(
    FactBody, kind="suggestion.changed", heading=_("A suggestion got a new wording")
):
    version: int = plain(_("Version"))
    title: str = written(_("Title"))
    text: str = written(_("Words"))
    problem: str = written(_("The problem"))
    scene: str = written(_("When it happens"))


@dataclass(frozen=True, kw_only=True)
class SuggestionAssessed(
    FactBody,
    kind="suggestion.assessed",
    heading=_("The brand began to assess a suggestion"),
    official=True,
):
    reason_code: str = plain(_("Kind of reason"), read=Reason)
    title: str = plain(_("In the role of"))
    name: str = written(_("Signed by"))
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class SuggestionDecided(
    FactBody,
    kind="suggestion.decided",
    heading=_("The brand decided on a suggestion"),
    official=True,
):
    """A yes names who owes it, by when, and what will prove it."""

    outcome: str = plain(_("Outcome"), read=Status)
    reason_code: str = plain(_("Kind of reason"), read=Reason)
    owner_title: str = plain(_("Who owes it"))
    due: str = plain(_("Due"), read=_day)
    title: str = plain(_("In the role of"))
    name: str = written(_("Signed by"))
    reason: str = written(_("Reason"))
    evidence_wanted: str = written(_("What will prove it"))


@dataclass(frozen=True, kw_only=True)
class SuggestionDelivered(
    FactBody,
    kind="suggestion.delivered",
    heading=_("The brand says that a suggestion is carried out"),
    official=True,
):
    reason_code: str = plain(_("Kind of reason"), read=Reason)
    title: str = plain(_("In the role of"))
    name: str = written(_("Signed by"))
    evidence: str = written(_("What shows it"))


@dataclass(frozen=True, kw_only=True)
class SuggestionAccepted(
    FactBody,
    kind="suggestion.accepted",
    heading=_("A fan confirmed that a suggestion is carried out"),
):
    reason_code: str = plain(_("Kind of reason"), read=Reason)
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class SuggestionReturned(
    FactBody, kind="suggestion.returned", heading=_("A fan says that it is not carried out yet")
):
    reason_code: str = plain(_("Kind of reason"), read=Reason)
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class SuggestionHidden(
    FactBody, kind="suggestion.hidden", heading=_("A moderator took a suggestion down")
):
    reason: str = plain(_("Reason"))
    policy: str = plain(_("Version of the policy"))


@dataclass(frozen=True, kw_only=True)
class SuggestionShown(FactBody, kind="suggestion.shown", heading=_("A suggestion is shown again")):
    pass


@dataclass(frozen=True, kw_only=True)
class MergeProposed(
    FactBody, kind="merge.proposed", heading=_("A merge of two suggestions was proposed")
):
    into: int = plain(_("Into suggestion"))
    reason: str = written(_("Reason"))


@dataclass(frozen=True, kw_only=True)
class MergeRefused(FactBody, kind="merge.refused", heading=_("An author refused a merge")):
    into: int = plain(_("Into suggestion"))


@dataclass(frozen=True, kw_only=True)
class MergeAgreed(FactBody, kind="merge.agreed", public=False):
    """One of several authors agreed; the others have not yet."""

    into: int


@dataclass(frozen=True, kw_only=True)
class MergeMade(FactBody, kind="merge.made", heading=_("A suggestion was merged into another one")):
    into: int = plain(_("Into suggestion"))
    supports: int = plain(_("Supporters"))


@dataclass(frozen=True, kw_only=True)
class MergeUndone(FactBody, kind="merge.undone", heading=_("A merge was undone")):
    into: int = plain(_("Into suggestion"))


@dataclass(frozen=True, kw_only=True)
class DecisionDrafted(FactBody, kind="decision.drafted", public=False):
    outcome: str
    reason_code: str
    owner_title: str
    due: str
    reason: str = written()
    evidence_wanted: str = written()


@dataclass(frozen=True, kw_only=True)
class DecisionApproved(FactBody, kind="decision.approved", public=False):
    outcome: str


@dataclass(frozen=True, kw_only=True)
class NoteWritten(FactBody, kind="note.written", public=False):
    text: str = written()
