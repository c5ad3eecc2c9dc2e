"""What goes in and out as JSON."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

from folkmoot.deliberate.suggestions import queries, rules
from folkmoot.deliberate.suggestions.models import Draft, Merge, Step, Suggestion, Version
from folkmoot.foundation.programs import Strict

# Whole numbers as the database holds them.
LARGEST = 2_147_483_647


class WordingIn(Strict):
    text: str = Field(max_length=rules.TEXT_LENGTH)
    title: str = Field("", max_length=rules.TITLE_LENGTH)
    problem: str = Field("", max_length=rules.BOX_LENGTH)
    scene: str = Field("", max_length=rules.BOX_LENGTH)


class SuggestionIn(WordingIn):
    topic: str = Field("", max_length=40)
    willing: bool = False


class StepIn(Strict):
    reason: str = Field(max_length=20)
    text: str = Field(max_length=rules.REASON_LENGTH)


class DraftIn(Strict):
    outcome: Literal["adopted", "partly", "declined"]
    reason: str = Field(max_length=20)
    text: str = Field(max_length=rules.REASON_LENGTH)
    owner_title: str = Field("", max_length=rules.OWNER_LENGTH)
    due: date | None = None
    evidence: str = Field("", max_length=rules.REASON_LENGTH)


class PublicationIn(Strict):
    drafts: list[int] = Field(min_length=1, max_length=100)


class ConfirmationIn(Strict):
    done: bool
    reason: str = Field(max_length=20)
    text: str = Field(max_length=rules.BOX_LENGTH)


class MergeIn(Strict):
    into: int = Field(ge=1, le=LARGEST)
    reason: str = Field(max_length=rules.BOX_LENGTH)


class CarryIn(Strict):
    keep: bool


class SuggestionOut(Schema):
    number: int
    title: str | None = Field(description="Null if the words were erased on a legal basis.")
    text: str | None
    topic: str
    rung: int
    status: str
    version: int
    supports: int
    wanted_across_groups: float
    made_at: datetime
    reply_due: datetime
    overdue: bool
    merged_into: int | None


class MadeOut(SuggestionOut):
    receipt: str


class PageOut(Schema):
    suggestions: list[SuggestionOut]
    page: int
    more: bool


class LikeOut(SuggestionOut):
    likeness: float


class StepOut(Schema):
    number: int
    status: str
    reason_code: str
    reason: str | None
    name: str = Field(description="Empty where a fan spoke, who is not named.")
    title: str
    at: datetime
    record: int
    seal: str


class DecisionOut(StepOut):
    owner_title: str
    due: date | None
    evidence_wanted: str | None


class WholeOut(SuggestionOut):
    problem: str | None
    scene: str | None
    present_wording: int = Field(description="Supporters of the wording shown.")
    older_wording: int
    cohorts: dict[str, int | None] = Field(description="Null under ten people.")
    decision: DecisionOut | None
    steps: list[StepOut]


class VersionOut(Schema):
    number: int
    title: str | None
    text: str | None
    problem: str | None
    scene: str | None
    at: datetime
    record: int


class SupportOut(Schema):
    supports: int
    supported: bool


class DraftOut(Schema):
    draft: int
    suggestion: int
    outcome: str
    reason_code: str
    approved: bool
    published: bool


class MergeOut(Schema):
    merge: int
    source: int
    into: int
    merged: bool
    refused: bool
    undone: bool


def suggestion_out(suggestion: Suggestion, now: datetime) -> dict[str, Any]:
    into = suggestion.merged_into
    return {
        "number": suggestion.number,
        "title": suggestion.title.text,
        "text": suggestion.text.text,
        "topic": suggestion.rule.topic.slug,
        "rung": suggestion.rule.rung,
        "status": suggestion.status,
        "version": suggestion.version,
        "supports": suggestion.supports,
        "wanted_across_groups": suggestion.across,
        "made_at": suggestion.at,
        "reply_due": suggestion.due_at,
        "overdue": suggestion.is_undecided and now > suggestion.due_at,
        "merged_into": into.number if into else None,
    }


def whole_out(suggestion: Suggestion, now: datetime) -> dict[str, Any]:
    version, tally = queries.versions_of(suggestion)[0], queries.tally_of(suggestion)
    decision = queries.decision_of(suggestion)
    return {
        **suggestion_out(suggestion, now),
        "problem": version.problem.text,
        "scene": version.scene.text,
        "present_wording": tally.present,
        "older_wording": tally.older,
        "cohorts": queries.cohorts_behind(suggestion, now),
        "decision": {
            **step_out(decision.step),
            "owner_title": decision.owner_title,
            "due": decision.due,
            "evidence_wanted": decision.evidence.text,
        }
        if decision
        else None,
        "steps": [step_out(step) for step in queries.steps_of(suggestion)],
    }


def step_out(step: Step) -> dict[str, Any]:
    return {
        "number": step.number,
        "status": step.status,
        "reason_code": step.reason,
        "reason": step.words.text,
        "name": step.name,
        "title": step.title,
        "at": step.at,
        "record": step.fact.number,
        "seal": step.fact.seal,
    }


def version_out(version: Version) -> dict[str, Any]:
    boxes = ("title", "text", "problem", "scene")
    return {
        "number": version.number,
        **{box: getattr(version, box).text for box in boxes},
        "at": version.at,
        "record": version.fact.number,
    }


def draft_out(draft: Draft) -> dict[str, Any]:
    return {
        "draft": draft.pk,
        "suggestion": draft.suggestion.number,
        "outcome": draft.outcome,
        "reason_code": draft.reason,
        "approved": draft.approved_at is not None,
        "published": draft.published_at is not None,
    }


def merge_out(merge: Merge) -> dict[str, Any]:
    return {
        "merge": merge.pk,
        "source": merge.source.number,
        "into": merge.target.number,
        "merged": merge.merged_at is not None,
        "refused": merge.refused_at is not None,
        "undone": merge.undone_at is not None,
    }
