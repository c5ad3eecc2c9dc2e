"""Secret ballots as JSON: what was fixed, and what was counted. Papers are open data of the page.

Nothing is cast here. A paper is made by the voter's own browser; a program with a token would stand
between the voter and the box, and could keep what nobody else may know.
"""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from folkmoot.deliberate.ballots import queries, rules
from folkmoot.deliberate.ballots.queries.open_data import definition_of
from folkmoot.foundation.programs import BEFORE, brand_or_404

router = Router()


class RowOut(Schema):
    number: int
    about: str
    question: str
    method: str
    stage: str
    eligible: int
    closes: str
    record: int


class RowsOut(Schema):
    ballots: list[RowOut]
    before: int | None = Field(description=BEFORE)


class ResultOut(Schema):
    voted: int
    papers: int
    counts: dict[str, int]
    elected: list[str]
    root: str = Field(description="Of all papers, as the record has it.")
    replaced: list[str] = Field(description="Trackers of papers that their voters replaced.")


class BallotOut(Schema):
    ballot: str
    about: str
    question: str
    method: str
    choices: list[tuple[str, str]] = Field(description="Key and name, in the order of the paper.")
    rule: str
    seats: int
    eligible: int
    eligible_root: str
    receipts: str = Field(description="The key that receipts are signed with.")
    closes: str
    stage: str
    result: ResultOut | None = Field(description="Null until it is counted.")


@router.get("/{moot}/ballots", response=RowsOut, auth=None)
def ballots(request: HttpRequest, moot: str, before: int | None = None) -> dict[str, Any]:
    found, now = queries.ballots(brand_or_404(moot)), timezone.now()
    if before is not None:
        found = found.filter(number__lt=before)
    page = list(found[: queries.PAGE + 1])
    rows = [
        {
            "number": each.number,
            "about": each.about,
            "question": str(each.question),
            "method": each.method,
            "stage": rules.stage_of(each, now),
            "eligible": each.eligible,
            "closes": each.closes_at.isoformat(timespec="seconds"),
            "record": each.fact.number,
        }
        for each in page[: queries.PAGE]
    ]
    return {
        "ballots": rows,
        "before": page[queries.PAGE - 1].number if len(page) > queries.PAGE else None,
    }


@router.get("/{moot}/ballots/{number}", response=BallotOut, auth=None)
def ballot(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    """The same definition and result as in `ballot.json`, by which anybody counts again."""
    found = queries.ballot_by_number(brand_or_404(moot), number)
    if found is None:
        raise Http404
    stage = rules.stage_of(found, timezone.now())
    return {"result": None, **definition_of(found), "stage": stage}
