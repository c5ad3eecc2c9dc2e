"""Petitions as JSON. The brand's slug is called `moot` here, as in the other rooms."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.petitions import actions, queries, rules
from folkmoot.decide.petitions.models import Petition
from folkmoot.foundation.people.api import acting, brand_or_404

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

router = Router()
FEW = "Null if it is under ten."


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class PetitionIn(Strict):
    decision: int = Field(description="The number of the decision or intention it is about.")
    asks: str = Field(max_length=rules.ASKS_LENGTH)
    because: str = Field(max_length=rules.BECAUSE_LENGTH)
    about_the_decision: bool = Field(
        description="Not about a person, a price, safety or a legal duty."
    )
    mends: int | None = Field(None, description="Your own petition that was not admitted.")


class RejectionIn(Strict):
    reason: Literal[
        "person",
        "price",
        "safety",
        "duty",
        "other-matter",
        "unclear",
        "duplicate",
        "personal",
        "unlawful",
    ]
    why: str = Field(max_length=rules.WHY_LENGTH)


class ReplyIn(Strict):
    text: str = Field(max_length=rules.REPLY_LENGTH)


class CheckOut(Schema):
    admitted: bool
    reason: str
    why: str | None
    at: datetime
    record: int


class CohortOut(Schema):
    signatures: int | None = Field(description=FEW)
    eligible: int | None = Field(description=FEW)


class SigningOut(Schema):
    opened_at: datetime
    closes_at: datetime
    eligible: int
    needed: int
    cohorts_needed: int
    cohort_least: int
    signatures: int | None = Field(description=FEW)
    cohorts_reached: int
    cohorts: dict[str, CohortOut]


class EstablishedOut(Schema):
    at: datetime
    suspended: bool
    record: int


class ReplyOut(Schema):
    text: str | None
    name: str | None
    title: str
    at: datetime
    record: int
    seal: str


class PetitionOut(Schema):
    number: int
    about: str
    topic: str
    rule: int
    rung: int
    state: str
    asks: str | None = Field(description="Null until somebody has read it, or if it was erased.")
    because: str | None
    mends: int | None
    started_at: datetime
    record: int
    check: CheckOut | None
    signing: SigningOut | None
    established: EstablishedOut | None
    reply: ReplyOut | None


class PageOut(Schema):
    petitions: list[PetitionOut]
    before: int | None = Field(
        description="Ask for the next page with this number; null at the end."
    )


class SignedOut(Schema):
    signed: bool


@router.get("/{moot}/petitions", response=PageOut, auth=None)
def petitions(
    request: HttpRequest,
    moot: str,
    show: Literal["all", "signing", "established", "rejected"] = "all",
    before: int | None = None,
) -> dict[str, Any]:
    now = timezone.now()
    page = queries.petition_page(brand_or_404(moot), show=show, before=before, now=now)
    shown = [queries.exported(row.petition, None, now) for row in page.rows]
    return {"petitions": shown, "before": page.before}


@router.get("/{moot}/petitions/{number}", response=PetitionOut, auth=None)
def petition(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    return queries.exported(_petition(moot, number), None, timezone.now())


@router.post("/{moot}/petitions", response={201: PetitionOut})
def start(request: HttpRequest, moot: str, payload: PetitionIn) -> Status[dict[str, Any]]:
    actor, said = acting(request, moot, "speak"), payload.dict()
    matter = decisions.matter_by_number(actor.brand, said.pop("decision"))
    if matter is None:
        raise Http404
    mends = said.pop("mends")
    begun = actions.start_petition(
        matter,
        **said,
        mends=_petition(moot, mends) if mends else None,
        actor=actor,
        now=timezone.now(),
    )
    return _created(begun, actor)


@router.post("/{moot}/petitions/{number}/seconding", response={201: PetitionOut})
def second(request: HttpRequest, moot: str, number: int) -> Status[dict[str, Any]]:
    actor, found = acting(request, moot, "vote"), _petition(moot, number)
    actions.second(found, actor=actor, now=timezone.now())
    return _created(found, actor)


@router.post("/{moot}/petitions/{number}/signature", response=SignedOut)
def sign(request: HttpRequest, moot: str, number: int) -> dict[str, bool]:
    actor = acting(request, moot, "vote")
    actions.sign(_petition(moot, number), actor=actor, now=timezone.now())
    return {"signed": True}


@router.post("/{moot}/petitions/{number}/signature/withdrawal", response=SignedOut)
def withdraw(request: HttpRequest, moot: str, number: int) -> dict[str, bool]:
    actor = acting(request, moot, "vote")
    actions.withdraw(_petition(moot, number), actor=actor, now=timezone.now())
    return {"signed": False}


@router.post("/{moot}/petitions/{number}/admission", response={201: PetitionOut})
def admit(request: HttpRequest, moot: str, number: int) -> Status[dict[str, Any]]:
    actor, found = acting(request, moot, "moderate"), _petition(moot, number)
    actions.admit(found, actor=actor, now=timezone.now())
    return _created(found, actor)


@router.post("/{moot}/petitions/{number}/rejection", response={201: PetitionOut})
def reject(
    request: HttpRequest, moot: str, number: int, payload: RejectionIn
) -> Status[dict[str, Any]]:
    actor, found = acting(request, moot, "moderate"), _petition(moot, number)
    actions.reject(found, payload.reason, payload.why, actor=actor, now=timezone.now())
    return _created(found, actor)


@router.post("/{moot}/petitions/{number}/reply", response={201: PetitionOut})
def reply(request: HttpRequest, moot: str, number: int, payload: ReplyIn) -> Status[dict[str, Any]]:
    actor, found = acting(request, moot, "answer"), _petition(moot, number)
    actions.reply(found, payload.text, actor=actor, now=timezone.now())
    return _created(found, actor)


def _created(petition: Petition, actor: "Member") -> Status[dict[str, Any]]:
    said = queries.exported(queries.fresh(petition), actor, timezone.now())
    return Status(HTTPStatus.CREATED, said)


def _petition(moot: str, number: int) -> Petition:
    found = queries.petition_by_number(brand_or_404(moot), number)
    if found is None:
        raise Http404
    return found
