"""Contests as JSON. Reading is open; a fan's program enters, and stands behind others' entries.

A juror's paper is not among it: the vote is secret, and a program with a token would stand between
the juror and the box.
"""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from folkmoot.act.contests import actions, queries, rules
from folkmoot.act.contests.models import Contest, Entry
from folkmoot.foundation.programs import BEFORE, Strict, acting, brand_or_404

router = Router()
PAGE = 50
ERASED = "Null if it was erased."


class EntryIn(Strict):
    title: str = Field(max_length=rules.TITLE_LENGTH)
    text: str = Field(max_length=rules.WORDS_LENGTH)
    cost: int = Field(0, ge=0, le=10**12, description="In fen, where a budget is shared out.")


class FeasibilityOut(Schema):
    at: int = Field(description="The number of supporters at which it was said.")
    outcome: str
    reason: str | None = Field(description=ERASED)
    title: str
    record: int


class EntryOut(Schema):
    number: int
    title: str | None = Field(description=ERASED)
    text: str | None = Field(description=ERASED)
    cost: int = Field(description="In fen; 0 where no budget is shared out.")
    at: datetime
    supporters: int
    feasibility: list[FeasibilityOut]
    won: bool
    made: str | None = Field(description="Where it can be seen.")
    rights_returned: bool
    record: int


class ContestOut(Schema):
    number: int
    state: str
    title: str | None
    asks: str | None
    criteria: str | None
    no_gos: str | None
    rights: str | None
    royalties: str | None
    rule: str
    places: int = Field(description="How many win, or the budget in fen.")
    newcomers: int = Field(description="Of these for those who have never won here.")
    entries_close: datetime
    support_closes: datetime
    answer_due: datetime
    rights_return: date
    owner: str
    owner_title: str
    jury: int | None = Field(description="The number of the panel.")
    ballot: int | None = Field(description="The number of the secret ballot.")
    cancelled: str | None = Field(description="Why it was called off.")
    won: list[int] | None = Field(description="Entries, in the order in which they won.")
    seed: str | None = Field(description="Of the tie-break: the root of the papers.")
    record: int


class WholeOut(ContestOut):
    entries: list[EntryOut]


class ContestsOut(Schema):
    contests: list[ContestOut]
    before: int | None = Field(description=BEFORE)


class SupportOut(Schema):
    supported: bool
    supporters: int


@router.get("/{moot}/contests", response=ContestsOut, auth=None)
def contests(request: HttpRequest, moot: str, before: int | None = None) -> dict[str, Any]:
    found, now = queries.contests(brand_or_404(moot)), timezone.now()
    if before is not None:
        found = found.filter(number__lt=before)
    page = list(found[: PAGE + 1])
    return {
        "contests": [queries.exported(contest, now) for contest in page[:PAGE]],
        "before": page[PAGE - 1].number if len(page) > PAGE else None,
    }


@router.get("/{moot}/contests/{number}", response=WholeOut, auth=None)
def contest(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    found = _contest(moot, number)
    entries = queries.exported_entries(found)
    return {**queries.exported(found, timezone.now()), "entries": entries}


@router.post("/{moot}/contests/{number}/entries", response={201: EntryOut})
def enter(request: HttpRequest, moot: str, number: int, payload: EntryIn) -> Status[dict[str, Any]]:
    actor, found = acting(request, moot, "speak"), _contest(moot, number)
    made = actions.enter(found, **payload.dict(), actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, queries.exported_entry(made))


@router.post("/{moot}/contests/entries/{number}/support", response=SupportOut)
def support(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    actor, found = acting(request, moot, "vote"), _entry(moot, number)
    actions.support(found, actor=actor, now=timezone.now())
    return {"supported": True, "supporters": queries.supporters_of(found)}


@router.post("/{moot}/contests/entries/{number}/support/withdrawal", response=SupportOut)
def unsupport(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    actor, found = acting(request, moot, "vote"), _entry(moot, number)
    actions.unsupport(found, actor=actor, now=timezone.now())
    return {"supported": False, "supporters": queries.supporters_of(found)}


@router.post("/{moot}/contests/entries/{number}/withdrawal", response={204: None})
def withdraw(request: HttpRequest, moot: str, number: int) -> Status[None]:
    """Take one's own entry back."""
    actor, found = acting(request, moot, "speak"), _entry(moot, number)
    actions.withdraw(found, actor=actor, now=timezone.now())
    return Status(HTTPStatus.NO_CONTENT, None)


def _contest(moot: str, number: int) -> Contest:
    found = queries.contest_by_number(brand_or_404(moot), number)
    if found is None:
        raise Http404
    return found


def _entry(moot: str, number: int) -> Entry:
    found = queries.entry_by_number(brand_or_404(moot), number)
    if found is None:
        raise Http404
    return found
