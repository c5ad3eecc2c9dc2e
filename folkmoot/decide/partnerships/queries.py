"""Reading deals and what stops them: the room's public face."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers.queries import standing_alike, standing_evidence
from folkmoot.decide.dossiers.rules import are_alike, bare_all
from folkmoot.decide.partnerships import rules
from folkmoot.decide.partnerships.models import Deal, Denial, Line, Run, Stage, Verdict
from folkmoot.decide.partnerships.precedents import Case, Nearness, features, library, nearness
from folkmoot.decide.partnerships.rules import Answers, Reason
from folkmoot.deliberate.reviews.queries import review_about
from folkmoot.foundation.record.queries import facts_after
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Fact

# Three are always shown, more only if they have something in common.
FEWEST_PRECEDENTS, PRECEDENTS = 3, 5


@dataclass(frozen=True)
class Near:
    """An earlier deal of this brand, or a public case: what it has in common with a new one."""

    nearness: Nearness
    deal: Deal | None = None
    run: Run | None = None
    same_partner: bool = False
    case: Case | None = None


def deals(brand: "Brand") -> QuerySet[Deal]:
    return Deal.objects.filter(brand=brand).select_related("brand", "by__person")


def deal_by_number(brand: "Brand", number: int) -> Deal | None:
    return deals(brand).filter(number=number).first()


def going(brand: "Brand") -> dict[tuple[str, str], int]:
    """The number of the latest deal that has not ended, by the partner's bare name and the kind."""
    found = list(deals(brand).exclude(stage=Stage.ENDED).order_by("number"))
    names = bare_all([each.partner for each in found])
    return {(name, each.kind): each.number for name, each in zip(names, found, strict=True)}


def partner_of(brand: "Brand", number: int) -> str | None:
    """With whom a deal is meant that has not ended."""
    found = deals(brand).filter(number=number).exclude(stage=Stage.ENDED).first()
    return found.partner if found else None


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


def denial_of(fact: "Fact") -> Denial:
    return Denial.objects.get(fact=fact)


def nearest(deal: Deal, run: Run | None) -> list[Near]:
    """Signed or ended deals and public cases by what they share; the same partner comes first.

    The library is large enough that there are always at least three.
    """
    here = _features(deal, run)
    past = list(
        deals(deal.brand)
        .filter(stage__gte=Stage.SIGNED, number__lt=deal.number)
        .order_by("-number")[:200]
    )
    runs = latest_runs(past)
    own, *names = bare_all([deal.partner, *(each.partner for each in past)])
    found = [
        Near(
            nearness(here, _features(each, runs.get(each.pk))),
            deal=each,
            run=runs.get(each.pk),
            same_partner=name == own,
        )
        for name, each in zip(names, past, strict=True)
    ]
    found += [Near(nearness(here, case.features), case=case) for case in library()]
    found.sort(key=lambda each: (not each.same_partner, -each.nearness.share))
    like = sum(each.same_partner or each.nearness.share > 0 for each in found)
    return found[: max(FEWEST_PRECEDENTS, min(like, PRECEDENTS))]


def _features(deal: Deal, run: Run | None) -> frozenset[str]:
    return features(deal.kind, run.reasons, run.harm, run.reach) if run else frozenset()


def overtaken(brand: "Brand", now: datetime, partner: str | None = None) -> list[Deal]:
    """Deals that go on, with whoever is called so or alike, about which there is something new."""
    found = list(deals(brand).exclude(stage=Stage.ENDED))
    if partner is not None:
        own, *names = bare_all([partner, *(each.partner for each in found)])
        named = zip(names, found, strict=True)
        found = [each for name, each in named if name == own or are_alike(name, own)]
    runs = latest_runs(found)
    told = news(brand, [(deal, runs[deal.pk]) for deal in found], now)
    return [deal for deal in found if told[deal.pk]]


def news_of(deal: Deal, run: Run | None, now: datetime) -> list[Reason]:
    """What has come up since the gate last ran: it overtakes the verdict."""
    return news(deal.brand, [(deal, run)], now)[deal.pk] if run else []


def news(
    brand: "Brand", found: Sequence[tuple[Deal, Run]], now: datetime
) -> dict[int, list[Reason]]:
    """By deal, what the gate would say to the same answers today and did not say then."""
    asked = [line.number for line in lines_in_force(brand)]
    today = tried(brand, [(deal.partner, rules.answers_of(run)) for deal, run in found], now)
    return {
        deal.pk: rules.unheard(run, asked, reasons)
        for (deal, run), (_verdict, reasons) in zip(found, today, strict=True)
    }


def tried(
    brand: "Brand", partners: Sequence[tuple[str, Answers]], now: datetime
) -> list[tuple[Verdict, list[Reason]]]:
    """What the gate says of each; nothing is kept. Promises and evidence are read once."""
    promised = list(denials(brand, now))
    denied: dict[str, list[int]] = defaultdict(list)
    for name, each in zip(bare_all([each.partner for each in promised]), promised, strict=True):
        denied[name].append(each.number)
    asked = {partner for partner, _answers in partners}
    evidence, alike = standing_evidence(brand, asked, now), standing_alike(brand, asked, now)
    names = bare_all([partner for partner, _answers in partners])
    return [
        rules.judge(answers, denied[name], evidence[partner], _alike(name, denied, alike[partner]))
        for name, (partner, answers) in zip(names, partners, strict=True)
    ]


def _alike(name: str, denied: Mapping[str, Sequence[int]], dossiers: Sequence[int]) -> list[Reason]:
    """What is there under a name that is like this one."""
    near = sorted(n for other, numbers in denied.items() if are_alike(name, other) for n in numbers)
    found = [Reason("denial-alike", str(number)) for number in near]
    return found + [Reason("dossier-alike", str(number)) for number in dossiers]


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
