"""Decisions as JSON: reading is open to everybody, deciding takes an executive's token.

The brand's slug is called `moot` here, as in the other rooms.
"""

from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from folkmoot.decide.decisions import actions, queries, rules
from folkmoot.decide.decisions.models import Matter
from folkmoot.foundation.people.api import acting, brand_or_404

if TYPE_CHECKING:
    pass

router = Router()


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class IntentionIn(Strict):
    topic: str = Field(max_length=40)
    rule: int
    text: str = Field(max_length=rules.WORDS_LENGTH)
    decides_on: date


class WeighedIn(Strict):
    subject: str = Field(max_length=80, description="For example conversation:12.")
    standing: Literal["adopted", "partly", "rejected"]
    why: str = Field(max_length=rules.REASONS_LENGTH)


class DraftIn(Strict):
    rule: int = Field(description="The version of the topic's rule under which you decide.")
    text: str = Field(max_length=rules.WORDS_LENGTH)
    reasons: str = Field(max_length=rules.REASONS_LENGTH)
    effective: date
    due: date | None = None
    advice: list[WeighedIn] = []
    poll: str = Field("", max_length=80, description="At L3: a statement, as conversation:12/3.")


class DecisionIn(Strict):
    topic: str = Field(max_length=40)
    draft: DraftIn


class OnMatterIn(Strict):
    draft: DraftIn


class OutcomeIn(Strict):
    reasons: str = Field(max_length=rules.REASONS_LENGTH)
    text: str | None = Field(
        None, max_length=rules.WORDS_LENGTH, description="What holds instead; null upholds it."
    )


class ReasonsIn(Strict):
    reasons: str = Field(max_length=rules.REASONS_LENGTH)


class ReversalIn(Strict):
    reasons: str = Field(max_length=rules.REASONS_LENGTH)
    told: str = Field(max_length=rules.TOLD_LENGTH)
    cost: int
    currency: str = Field(max_length=3)
    rule: int
    poll: str = Field("", max_length=80)


class SignedOut(Schema):
    name: str | None
    title: str
    at: datetime
    record: int = Field(description="The number of its entry in the record.")
    seal: str


class IntentionOut(SignedOut):
    text: str | None
    decides_on: date


class AdviceOut(Schema):
    subject: str
    standing: str
    why: str | None
    record: int


class MajorityOut(Schema):
    poll: str
    eligible: int
    quorum: int
    consulted: int
    in_favour: int
    against: int
    support_share: int


class DecidedOut(SignedOut):
    text: str | None
    reasons: str | None
    effective: date
    due: date | None
    advice: list[AdviceOut]
    majority: MajorityOut | None


class OutcomeOut(SignedOut):
    result: str
    text: str | None
    reasons: str | None


class OverrideOut(SignedOut):
    reasons: str | None
    earliest: datetime
    done_at: datetime | None


class SuspensionOut(Schema):
    cause: str
    at: datetime
    until: datetime | None
    record: int
    outcome: OutcomeOut | None
    override: OverrideOut | None


class ReversalOut(SignedOut):
    reasons: str | None
    told: str | None
    cost: int
    currency: str
    majority: MajorityOut | None


class MatterOut(Schema):
    number: int
    topic: str
    rule: int
    rung: int
    state: str
    intention: IntentionOut | None
    decision: DecidedOut | None
    suspension: SuspensionOut | None
    reversal: ReversalOut | None


class PageOut(Schema):
    decisions: list[MatterOut]
    before: int | None = Field(
        description="Ask for the next page with this number; null at the end."
    )


class LedgerOut(Schema):
    decided: int
    mean_costs: dict[str, int]
    reversals: list[MatterOut]


@router.get("/{moot}/decisions", response=PageOut, auth=None)
def decisions(request: HttpRequest, moot: str, before: int | None = None) -> dict[str, Any]:
    now = timezone.now()
    page = queries.matter_page(brand_or_404(moot), before=before, now=now)
    shown = [queries.exported_matter(matter, now) for matter in (row.matter for row in page.rows)]
    return {"decisions": shown, "before": page.before}


@router.get("/{moot}/decisions/reversals", response=LedgerOut, auth=None)
def reversals(request: HttpRequest, moot: str) -> dict[str, Any]:
    brand, now = brand_or_404(moot), timezone.now()
    ledger = queries.ledger_of_reversals(brand)
    shown = [_again(reversal.decision.matter) for reversal, _headline in ledger.reversals]
    return {
        "decided": ledger.decided,
        "mean_costs": ledger.mean_costs,
        "reversals": [queries.exported_matter(matter, now) for matter in shown],
    }


@router.get("/{moot}/decisions/{number}", response=MatterOut, auth=None)
def decision(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    return queries.exported_matter(_matter(moot, number), timezone.now())


@router.post("/{moot}/intentions", response={201: MatterOut})
def announce_intention(
    request: HttpRequest, moot: str, payload: IntentionIn
) -> Status[dict[str, Any]]:
    actor, said = acting(request, moot, "answer"), payload.dict()
    matter = actions.announce_intention(said.pop("topic"), **said, actor=actor, now=timezone.now())
    return _created(matter)


@router.post("/{moot}/decisions", response={201: MatterOut})
def record_decision(request: HttpRequest, moot: str, payload: DecisionIn) -> Status[dict[str, Any]]:
    actor = acting(request, moot, "answer")
    recorded = actions.record_decision(
        payload.topic, _draft(payload.draft), actor=actor, now=timezone.now()
    )
    return _created(recorded.matter)


@router.post("/{moot}/decisions/{number}/decision", response={201: MatterOut})
def record_on_matter(
    request: HttpRequest, moot: str, number: int, payload: OnMatterIn
) -> Status[dict[str, Any]]:
    actor, matter = acting(request, moot, "answer"), _matter(moot, number)
    actions.record_decision(matter, _draft(payload.draft), actor=actor, now=timezone.now())
    return _created(matter)


@router.post("/{moot}/decisions/{number}/outcome", response={201: MatterOut})
def publish_outcome(
    request: HttpRequest, moot: str, number: int, payload: OutcomeIn
) -> Status[dict[str, Any]]:
    actor, matter, now = acting(request, moot, "answer"), _matter(moot, number), timezone.now()
    if payload.text is None:
        actions.uphold_decision(matter, payload.reasons, actor=actor, now=now)
    else:
        actions.change_decision(matter, payload.text, payload.reasons, actor=actor, now=now)
    return _created(matter)


@router.post("/{moot}/decisions/{number}/override", response={201: MatterOut})
def announce_override(
    request: HttpRequest, moot: str, number: int, payload: ReasonsIn
) -> Status[dict[str, Any]]:
    actor, matter = acting(request, moot, "answer"), _matter(moot, number)
    actions.announce_override(matter, payload.reasons, actor=actor, now=timezone.now())
    return _created(matter)


@router.post("/{moot}/decisions/{number}/override/execution", response={201: MatterOut})
def carry_out_override(request: HttpRequest, moot: str, number: int) -> Status[dict[str, Any]]:
    actor, matter = acting(request, moot, "answer"), _matter(moot, number)
    actions.carry_out_override(matter, actor=actor, now=timezone.now())
    return _created(matter)


@router.post("/{moot}/decisions/{number}/reversal", response={201: MatterOut})
def reverse_decision(
    request: HttpRequest, moot: str, number: int, payload: ReversalIn
) -> Status[dict[str, Any]]:
    actor, matter = acting(request, moot, "answer"), _matter(moot, number)
    actions.reverse_decision(matter, **payload.dict(), actor=actor, now=timezone.now())
    return _created(matter)


def _created(matter: Matter) -> Status[dict[str, Any]]:
    said = queries.exported_matter(_again(matter), timezone.now())
    return Status(HTTPStatus.CREATED, said)


def _draft(said: DraftIn) -> actions.Draft:
    advice = [actions.Weighed(**weighed.dict()) for weighed in said.advice]
    return actions.Draft(**(said.dict() | {"advice": advice}))


def _again(matter: Matter) -> Matter:
    """The matter with what was just written beside it."""
    found = queries.matter_by_number(matter.brand, matter.number)
    assert found is not None  # noqa: S101 (it was just handed in)
    return found


def _matter(moot: str, number: int) -> Matter:
    found = queries.matter_by_number(brand_or_404(moot), number)
    if found is None:
        raise Http404
    return found
