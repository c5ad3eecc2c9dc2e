"""What everybody may know of creators as JSON: limits and aggregates, and no creator by name."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from folkmoot.act.creators import queries
from folkmoot.foundation.programs import brand_or_404

router = Router()


class LimitsOut(Schema):
    months: int = Field(description="A privilege lasts so many months at most.")
    held: int = Field(description="The same creator has the same kind in so many quarters …")
    of: int = Field(description="… of so many in a row.")
    top_percent: int
    support_percent: int
    fall_points: int
    broad_percent: int = Field(description="The share meant for broad co-creation.")
    shared: bool = Field(description="Whether shares of resources are open.")


class FiguresOut(Schema):
    quarter: str
    kind: str
    creators: int
    top_five: float
    hhi: float
    gini: float
    method: str
    version: str
    input_digest: str = Field(description="SHA-256 of the amounts, which stay with the brand.")
    counted_at: datetime
    record: int


class ShareOut(Schema):
    quarter: str
    resource: str
    percent: int = Field(description="Of it, into broad co-creation.")


class CreatorsOut(Schema):
    limits: LimitsOut
    exceptions: int = Field(description="How many were ever signed.")
    figures: list[FiguresOut] = Field(description="Of quarters with ten creators or more.")
    shares: list[ShareOut] | None = Field(description="Null unless the brand has opened them.")


@router.get("/{moot}/creators", response=CreatorsOut, auth=None)
def creators(request: HttpRequest, moot: str) -> dict[str, Any]:
    brand = brand_or_404(moot)
    standard = queries.standard(brand)
    shares = queries.shares(brand, timezone.now(), running=False) if standard.shared else None
    return {
        "limits": standard.stored(),
        "exceptions": queries.exceptions(brand),
        "figures": [
            {
                "quarter": each.quarter,
                "kind": each.kind,
                "creators": each.creators,
                **{name: each.result[name] for name in ("top_five", "hhi", "gini")},
                "method": each.method,
                "version": each.version,
                "input_digest": each.input_digest,
                "counted_at": each.at,
                "record": each.fact.number,
            }
            for each in sorted(
                queries.latest_figures(brand).values(), key=lambda each: (each.quarter, each.kind)
            )
        ],
        "shares": shares
        and [
            {"quarter": each.quarter, "resource": each.resource.value, "percent": each.percent}
            for each in shares
        ],
    }
