"""What the record says of suggestions."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, written


@dataclass(frozen=True, kw_only=True)
class SuggestionMade(FactBody, kind="suggestion.made", heading=_("A suggestion was made")):
    topic: str
    rule: int
    rung: int
    due: str
    title: str = written()
    text: str = written()
    problem: str = written()
    scene: str = written()


@dataclass(frozen=True, kw_only=True)
class SuggestionChanged(
    FactBody, kind="suggestion.changed", heading=_("A suggestion got a new wording")
):
    version: int
    title: str = written()
    text: str = written()
    problem: str = written()
    scene: str = written()


@dataclass(frozen=True, kw_only=True)
class SuggestionAssessed(
    FactBody,
    kind="suggestion.assessed",
    heading=_("The brand began to assess a suggestion"),
    official=True,
):
    reason_code: str
    title: str
    name: str = written()
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class SuggestionDecided(
    FactBody,
    kind="suggestion.decided",
    heading=_("The brand decided on a suggestion"),
    official=True,
):
    """A yes names who owes it, by when, and what will prove it."""

    outcome: str
    reason_code: str
    owner_title: str
    due: str
    title: str
    name: str = written()
    reason: str = written()
    evidence_wanted: str = written()


@dataclass(frozen=True, kw_only=True)
class SuggestionDelivered(
    FactBody,
    kind="suggestion.delivered",
    heading=_("The brand says that a suggestion is carried out"),
    official=True,
):
    reason_code: str
    title: str
    name: str = written()
    evidence: str = written()


@dataclass(frozen=True, kw_only=True)
class SuggestionAccepted(
    FactBody,
    kind="suggestion.accepted",
    heading=_("A fan confirmed that a suggestion is carried out"),
):
    reason_code: str
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class SuggestionReturned(
    FactBody, kind="suggestion.returned", heading=_("A fan says that it is not carried out yet")
):
    reason_code: str
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class SuggestionHidden(
    FactBody, kind="suggestion.hidden", heading=_("A moderator took a suggestion down")
):
    reason: str
    policy: str


@dataclass(frozen=True, kw_only=True)
class SuggestionShown(FactBody, kind="suggestion.shown", heading=_("A suggestion is shown again")):
    pass


@dataclass(frozen=True, kw_only=True)
class MergeProposed(
    FactBody, kind="merge.proposed", heading=_("A merge of two suggestions was proposed")
):
    into: int
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class MergeRefused(FactBody, kind="merge.refused", heading=_("An author refused a merge")):
    into: int


@dataclass(frozen=True, kw_only=True)
class MergeAgreed(FactBody, kind="merge.agreed", public=False):
    """One of several authors agreed; the others have not yet."""

    into: int


@dataclass(frozen=True, kw_only=True)
class MergeMade(FactBody, kind="merge.made", heading=_("A suggestion was merged into another one")):
    into: int
    supports: int


@dataclass(frozen=True, kw_only=True)
class MergeUndone(FactBody, kind="merge.undone", heading=_("A merge was undone")):
    into: int


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
