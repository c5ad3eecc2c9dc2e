"""Partnerships as JSON, for those at the brand who handle them: no deal is public yet."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from folkmoot.decide.partnerships import actions, queries, rules
from folkmoot.decide.partnerships.imports import MOST_BYTES, read_candidates
from folkmoot.decide.partnerships.models import Deal, Degree, Kind, Stage
from folkmoot.foundation.people.api import acting

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

router = Router()
Said = Literal["yes", "no", "unknown"]
PAGE = 50


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class GateIn(Strict):
    """One word to each question. `GET …/partnerships/questions` says what they are."""

    bars: dict[str, Said]
    lines: dict[int, Said]
    cautions: dict[str, Said]
    reach: Literal[1, 2, 3]
    harm: Literal[1, 2, 3]
    evidence: str = Field("", max_length=rules.REASONS_LENGTH)

    def answers(self) -> rules.Answers:
        return rules.Answers(
            bars=self.bars,
            lines=self.lines,
            cautions=self.cautions,
            reach=Degree(self.reach),
            harm=Degree(self.harm),
            evidence=self.evidence,
        )


class DealIn(Strict):
    partner: str = Field(max_length=rules.PARTNER_LENGTH)
    kind: Literal["endorsement", "co-branding", "creator"]
    purpose: str = Field(max_length=rules.PURPOSE_LENGTH)
    gate: GateIn


class StageIn(Strict):
    stage: int = Field(ge=0, le=6, description="The next step, or 6 to end it.")


class BatchIn(Strict):
    table: str = Field(
        max_length=MOST_BYTES, description="CSV with the columns of the page's example file."
    )


class QuestionsOut(Schema):
    bars: dict[str, str]
    lines: dict[str, str]
    cautions: dict[str, str]


class ReasonOut(Schema):
    code: str
    about: str


class TriedOut(Schema):
    partner: str
    kind: str
    verdict: Literal["green", "amber", "red", "barred"]
    reasons: list[ReasonOut]


class FaultOut(Schema):
    row: int = Field(description="Counted from 1, the line of the headings.")
    column: str
    message: str


class BatchOut(Schema):
    rows: list[TriedOut]
    faults: list[FaultOut]


class RunOut(Schema):
    number: int
    verdict: Literal["green", "amber", "red", "barred"]
    reasons: list[ReasonOut]
    reach: int
    harm: int
    at: datetime
    good_until: datetime
    excepted: bool


class DealOut(Schema):
    number: int
    partner: str
    kind: str
    purpose: str
    stage: int
    stage_at: datetime
    runs: list[RunOut]
    review: int | None = Field(description="The number of its latest review by fans.")


class DealsOut(Schema):
    partnerships: list[DealOut]
    before: int | None = Field(
        description="Ask for the next page with this number; null at the end."
    )


@router.get("/{moot}/partnerships/questions", response=QuestionsOut)
def questions(request: HttpRequest, moot: str) -> dict[str, Any]:
    """What the gate asks today: the law's questions, the fans' red lines, cautions."""
    actor = rules.require_reader(acting(request, moot, "read"))
    return {
        "bars": {code: str(question) for code, question in rules.BARS.items()},
        "lines": {str(line.number): str(line) for line in queries.lines_in_force(actor.brand)},
        "cautions": {code: str(question) for code, question in rules.CAUTIONS.items()},
    }


@router.post("/{moot}/partnerships/batch", response=BatchOut)
def batch(request: HttpRequest, moot: str, payload: BatchIn) -> dict[str, Any]:
    """What the gate would say of each partner of a table. Nothing of it is kept."""
    actor = rules.require_handler(acting(request, moot, "answer"))
    numbers = [line.number for line in queries.lines_in_force(actor.brand)]
    found, faults = read_candidates(payload.table.encode("utf-8", "replace"), numbers)
    partners = [(each.partner, each.answers) for each in found]
    verdicts = queries.tried(actor.brand, partners, timezone.now())
    return {
        "rows": [
            {
                "partner": each.partner,
                "kind": each.kind.value,
                "verdict": verdict.name.lower(),
                "reasons": [reason.stored() for reason in reasons],
            }
            for each, (verdict, reasons) in zip(found, verdicts, strict=True)
        ],
        "faults": [
            {"row": each.row, "column": each.column, "message": str(each.sentence)}
            for each in faults
        ],
    }


@router.get("/{moot}/partnerships", response=DealsOut)
def deals(request: HttpRequest, moot: str, before: int | None = None) -> dict[str, Any]:
    actor = rules.require_reader(acting(request, moot, "read"))
    found = queries.deals(actor.brand).order_by("-number")
    if before is not None:
        found = found.filter(number__lt=before)
    page = list(found[: PAGE + 1])
    return {
        "partnerships": [queries.exported(deal) for deal in page[:PAGE]],
        "before": page[PAGE - 1].number if len(page) > PAGE else None,
    }


@router.get("/{moot}/partnerships/{number}", response=DealOut)
def deal(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    actor = rules.require_reader(acting(request, moot, "read"))
    return queries.exported(_deal(actor, number))


@router.post("/{moot}/partnerships", response={201: DealOut})
def register(request: HttpRequest, moot: str, payload: DealIn) -> Status[dict[str, Any]]:
    actor = acting(request, moot, "answer")
    made = actions.register(
        payload.partner,
        Kind(payload.kind),
        payload.purpose,
        payload.gate.answers(),
        actor=actor,
        now=timezone.now(),
    )
    return Status(HTTPStatus.CREATED, queries.exported(made))


@router.post("/{moot}/partnerships/{number}/gate", response={201: DealOut})
def run_gate(
    request: HttpRequest, moot: str, number: int, payload: GateIn
) -> Status[dict[str, Any]]:
    actor = rules.require_handler(acting(request, moot, "answer"))
    found = _deal(actor, number)
    actions.run_gate(found, payload.answers(), actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, queries.exported(found))


@router.post("/{moot}/partnerships/{number}/stage", response=DealOut)
def move(request: HttpRequest, moot: str, number: int, payload: StageIn) -> dict[str, Any]:
    actor = rules.require_handler(acting(request, moot, "answer"))
    found = _deal(actor, number)
    return queries.exported(
        actions.move(found, Stage(payload.stage), actor=actor, now=timezone.now())
    )


def _deal(actor: "Member", number: int) -> Deal:
    found = queries.deal_by_number(actor.brand, number)
    if found is None:
        raise Http404
    return found
