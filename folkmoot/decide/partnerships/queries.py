"""Reading deals and what stops them: the room's public face."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers.rules import same_name
from folkmoot.decide.partnerships import rules
from folkmoot.decide.partnerships.models import Deal, Denial, Line, Run, Stage, Verdict
from folkmoot.deliberate.reviews.queries import review_about
from folkmoot.foundation.record.queries import facts_after
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Fact

PRECEDENTS = 5


@dataclass(frozen=True)
class Precedent:
    """An earlier deal that was like this one, and what became of it."""

    deal: Deal
    run: Run | None
    same_partner: bool


def deals(brand: "Brand") -> QuerySet[Deal]:
    return Deal.objects.filter(brand=brand).select_related("brand", "by__person")


def deal_by_number(brand: "Brand", number: int) -> Deal | None:
    return deals(brand).filter(number=number).first()


def latest_run(deal: Deal) -> Run | None:
    runs = Run.objects.filter(deal=deal).select_related("dispensation__reasons", "by__person")
    return runs.order_by("-number").first()


def latest_runs(found: list[Deal]) -> dict[int, Run]:
    """By deal, in one question."""
    runs = Run.objects.filter(deal__in=found).select_related("dispensation").order_by("number")
    return {run.deal_id: run for run in runs}


def lines(brand: "Brand") -> QuerySet[Line]:
    related = ("words", "ratification__fact__brand", "retirement__reasons", "panel", "fact__brand")
    return Line.objects.filter(brand=brand).select_related(*related).order_by("number")


def line_by_number(brand: "Brand", number: int) -> Line | None:
    return lines(brand).filter(number=number).first()


def lines_in_force(brand: "Brand") -> list[Line]:
    return [line for line in lines(brand) if rules.holds_now(line)]


def denials(brand: "Brand", now: datetime) -> QuerySet[Denial]:
    """Those that have not ended."""
    return Denial.objects.filter(brand=brand, until__gt=now.date()).order_by("number")


def denials_of(brand: "Brand", partner: str, now: datetime) -> list[Denial]:
    return [each for each in denials(brand, now) if same_name(each.partner, partner)]


def precedents(deal: Deal) -> list[Precedent]:
    """Ended or signed deals: those with the same partner first, then of the same kind."""
    past = list(
        deals(deal.brand)
        .filter(stage__gte=Stage.SIGNED, number__lt=deal.number)
        .order_by("-number")[:200]
    )
    same = [each for each in past if same_name(each.partner, deal.partner)]
    like = [each for each in past if each.kind == deal.kind and each not in same]
    chosen = (same + like)[:PRECEDENTS]
    runs = latest_runs(chosen)
    return [Precedent(each, runs.get(each.pk), each in same) for each in chosen]


def announced(deal: Deal) -> "Fact | None":
    found = facts_after(deal.brand, 0, kinds=["partnership.announced"])
    return found.filter(subject=deal.subject).first()


def announcements(brand: "Brand") -> "QuerySet[Fact]":
    """What is public of partnerships: announced ones, and every exception that was made."""
    kinds = ["partnership.announced", "partnership.exception-published"]
    found = facts_after(brand, 0, kinds=kinds).order_by("-number")
    return found.select_related("brand").prefetch_related("passages")


def exported(deal: Deal) -> dict[str, Any]:
    """The deal with every run of its gate, the latest first."""
    review = review_about(deal.brand, deal.subject)
    runs = deal.runs.select_related("dispensation").order_by("-number")
    return {
        "number": deal.number,
        "partner": deal.partner,
        "kind": deal.kind,
        "purpose": deal.purpose,
        "stage": deal.stage,
        "stage_at": deal.stage_at,
        "runs": [_exported(run) for run in runs],
        "review": review.number if review else None,
    }


def _exported(run: Run) -> dict[str, Any]:
    return {
        "number": run.number,
        "verdict": Verdict(run.verdict).name.lower(),
        "reasons": run.reasons,
        "reach": run.reach,
        "harm": run.harm,
        "at": run.at,
        "good_until": run.good_until,
        "excepted": rules.dispensation_of(run) is not None,
    }


def require_same_brand(deal: Deal, member: "Member | None") -> None:
    if member is None or deal.brand_id != member.brand_id:
        raise Refusal("other-brand", _("There is no such deal here."), status=HTTPStatus.NOT_FOUND)
