"""Deals as JSON, for those who handle them: the same acts as the pages, and the same refusals.

The brand's slug is called `moot` here, as in the other rooms.
"""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, cast

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from folkmoot.decide.partnerships import actions, batches, queries, rules
from folkmoot.decide.partnerships.models import Deal, Degree, Kind, Run, Stage, Verdict
from folkmoot.decide.partnerships.rules import Answers
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

router = Router()
Out = dict[str, Any]
Said = Literal["yes", "no", "unknown"]
Grade = Literal["low", "middle", "high"]
PAGE = 50


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class AnswersIn(Strict):
    """Every question has its answer, as on the page; what is left out is refused."""

    bars: dict[str, Said] = Field(description="Legal bars: penalty, minor, licence.")
    lines: dict[int, Said] = Field(description="By the number of each red line in force.")
    cautions: dict[str, Said] = Field(
        description="Cautions: judgment, interest, undisclosed, untried."
    )
    reach: Grade
    harm: Grade
    evidence: str = Field("", max_length=rules.REASONS_LENGTH)


class DealIn(Strict):
    partner: str = Field(max_length=rules.PARTNER_LENGTH)
    kind: Literal["endorsement", "co-branding", "creator"]
    purpose: str = Field(max_length=rules.PURPOSE_LENGTH)
    answers: AnswersIn


class StageIn(Strict):
    stage: Literal["contact", "negotiation", "draft", "signed", "running", "ended"]


class BatchIn(Strict):
    table: str = Field(
        max_length=batches.MOST_BYTES, description="CSV; the columns are those of the page."
    )


class ReasonOut(Schema):
    code: str
    about: str


class RunOut(Schema):
    number: int
    verdict: str
    reasons: list[ReasonOut]
    reach: str
    harm: str
    at: datetime
    good_until: datetime
    excepted: bool


class DealOut(Schema):
    number: int
    partner: str | None = Field(description="Null if it was erased.")
    kind: str
    purpose: str
    stage: str
    at: datetime
    passable: bool = Field(description="Whether the gate lets it take the next step today.")
    run: RunOut | None


class WholeOut(DealOut):
    runs: list[RunOut]


class PageOut(Schema):
    deals: list[DealOut]
    before: int | None = Field(
        description="Ask for the next page with this number; null at the end."
    )


class TriedOut(Schema):
    line: int
    partner: str
    verdict: str
    reasons: list[ReasonOut]


class ProblemOut(Schema):
    line: int
    column: str
    message: str


class BatchOut(Schema):
    rows: list[TriedOut]
    problems: list[ProblemOut]


@router.get("/{moot}/deals", response=PageOut)
def deals(request: HttpRequest, moot: str, before: int | None = None) -> Out:
    brand = _reading(request, moot).brand
    found = queries.deals(brand).order_by("-number")
    page = list((found.filter(number__lt=before) if before else found)[: PAGE + 1])
    shown, now = page[:PAGE], timezone.now()
    runs = queries.latest_runs(shown)
    return {
        "deals": [_deal(each, runs.get(each.pk), now) for each in shown],
        "before": shown[-1].number if len(page) > PAGE else None,
    }


@router.get("/{moot}/deals/{number}", response=WholeOut)
def deal(request: HttpRequest, moot: str, number: int) -> Out:
    return _whole(_found(_reading(request, moot), number))


@router.post("/{moot}/deals", response={201: WholeOut})
def register(request: HttpRequest, moot: str, payload: DealIn) -> Status[Out]:
    """Bring a deal in. The gate runs at once."""
    actor = _acting(request, moot, "answer")
    made = actions.register(
        payload.partner,
        Kind(payload.kind),
        payload.purpose,
        _answers(payload.answers),
        actor=actor,
        now=timezone.now(),
    )
    return Status(HTTPStatus.CREATED, _whole(made))


@router.post("/{moot}/deals/{number}/gate", response={201: WholeOut})
def run_gate(request: HttpRequest, moot: str, number: int, payload: AnswersIn) -> Status[Out]:
    actor = _acting(request, moot, "answer")
    found = _found(actor, number)
    actions.run_gate(found, _answers(payload), actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, _whole(found))


@router.post("/{moot}/deals/{number}/stage", response=WholeOut)
def move(request: HttpRequest, moot: str, number: int, payload: StageIn) -> Out:
    """The next step, as far as the gate lets it; ending is always possible."""
    actor = _acting(request, moot, "answer")
    stage = Stage[payload.stage.upper()]
    return _whole(actions.move(_found(actor, number), stage, actor=actor, now=timezone.now()))


@router.post("/{moot}/deal-batches", response=BatchOut)
def batch(request: HttpRequest, moot: str, payload: BatchIn) -> Out:
    """What the gate would say of each partner of a table. Nothing is registered."""
    actor = _acting(request, moot, "answer")
    rules.require_handler(actor)
    asked = [line.number for line in queries.lines_in_force(actor.brand)]
    found = batches.read(payload.table, asked)
    partners = [(row.partner, row.answers) for row in found.rows]
    tried = queries.tried(actor.brand, partners, timezone.now())
    return {
        "rows": [
            {
                "line": row.line,
                "partner": row.partner,
                "verdict": verdict.name.lower(),
                "reasons": [reason.stored() for reason in reasons],
            }
            for row, (verdict, reasons) in zip(found.rows, tried, strict=True)
        ],
        "problems": [
            {"line": each.line, "column": each.column, "message": str(each.sentence)}
            for each in found.problems
        ],
    }


def _answers(given: AnswersIn) -> Answers:
    return Answers(
        bars=given.bars,
        lines=given.lines,
        cautions=given.cautions,
        reach=Degree[given.reach.upper()],
        harm=Degree[given.harm.upper()],
        evidence=given.evidence,
    )


def _deal(deal: Deal, run: Run | None, now: datetime) -> Out:
    return {
        "number": deal.number,
        "partner": deal.partner or None,
        "kind": deal.kind,
        "purpose": deal.purpose,
        "stage": Stage(deal.stage).name.lower(),
        "at": deal.at,
        "passable": deal.stage < Stage.RUNNING and rules.lets_through(run, now),
        "run": _run(run) if run else None,
    }


def _run(run: Run) -> Out:
    return {
        "number": run.number,
        "verdict": Verdict(run.verdict).name.lower(),
        "reasons": run.reasons,
        "reach": Degree(run.reach).name.lower(),
        "harm": Degree(run.harm).name.lower(),
        "at": run.at,
        "good_until": run.good_until,
        "excepted": rules.dispensation_of(run) is not None,
    }


def _whole(deal: Deal) -> Out:
    runs = list(deal.runs.select_related("dispensation").order_by("-number"))
    latest = runs[0] if runs else None
    return {**_deal(deal, latest, timezone.now()), "runs": [_run(run) for run in runs]}


def _found(member: "Member", number: int) -> Deal:
    found = queries.deal_by_number(member.brand, number)
    if found is None:
        raise Http404
    return found


def _reading(request: HttpRequest, brand: str) -> "Member":
    """Deals are not public: also reading takes a token, of somebody who sees them."""
    return rules.require_reader(_acting(request, brand, "read"))


def _acting(request: HttpRequest, brand: str, scope: str) -> "Member":
    """The member behind the token, who must be one of this brand; the act asks the rest."""
    token: Any = getattr(request, "auth", None)
    if token is None or token.member.brand.slug != brand:
        raise Http404
    if scope not in token.scopes:
        raise Refusal("scope-missing", _("This token lacks the scope “%(scope)s”."), scope=scope)
    return cast("Member", token.member)
