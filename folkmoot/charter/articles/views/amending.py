"""Proposing a change of the charter, speaking on it, settling it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter.articles import actions, queries, rules
from folkmoot.charter.articles.forms import (
    ArticleChange,
    ClauseChange,
    Settling,
    Signing,
    SoulSet,
    Why,
)
from folkmoot.charter.articles.models import AdoptedBy, Amendment, Edition
from folkmoot.charter.articles.rules.patterns import elements_of
from folkmoot.foundation.people.rules import is_executive, is_fan, shown
from folkmoot.foundation.requests import BrandRequest


class Propose(View):
    """Write a change of one part, look at the difference and at its clause, propose it."""

    def get(self, request: BrandRequest, part: str) -> HttpResponse:
        rules.require_executive(request.member)
        edition = rules.require_charter(queries.latest_edition(request.brand))
        rules.require_none_open(queries.open_amendment(request.brand))
        return _page(request, _Part(edition, part, None))

    def post(self, request: BrandRequest, part: str) -> HttpResponse:
        member = rules.require_executive(request.member)
        edition = rules.require_charter(queries.latest_edition(request.brand))
        asked = _Part(edition, part, request.POST)
        if not asked.is_valid():
            return _page(request, asked, status=422)
        body, now = asked.body(), timezone.now()
        charter = body | {"topics": queries.topics_as_said(request.brand, now)}
        findings = rules.lint(charter)
        if findings or body == edition.body or "propose" not in request.POST:
            return _page(
                request,
                asked,
                body=body,
                findings=findings,
                status=422 if findings else 200,
            )
        said = asked.why.cleaned_data
        made = actions.propose(said["title"], said["reason"], body, actor=member, now=now)
        messages.success(request, _("The change is proposed. People may speak on it now."))
        return redirect("amendment", brand=request.brand.slug, amendment=made.number)


class _Part:
    """One part of a charter with the form that changes it: `T2.minutes`, `articles`, `soul`."""

    def __init__(self, edition: Edition, part: str, data: Any) -> None:
        self.edition, self.part = edition, part
        self.soul: Any = None
        key, _dot, element = part.partition(".")
        self.article = next((a for a in edition.body["articles"] if a["key"] == key), None)
        self.element = element
        if part == "soul":
            self.soul = SoulSet(data, initial=edition.body["soul"], prefix="soul")
            self.why: Why = Why(data)
        elif part == "articles":
            keys = [article["key"] for article in edition.body["articles"]]
            self.why = ArticleChange(data, initial={"articles": keys})
        elif self.article and element in elements_of(self.article):
            self.why = ClauseChange(data, article=self.article, element=element)
        else:
            raise Http404

    @property
    def title(self) -> str:
        if self.part == "soul":
            return _("Change the soul")
        if self.part == "articles":
            return _("Add or take out articles")
        label = rules.ELEMENT_LABELS[self.element]
        return _("Change %(key)s: %(element)s") % {"key": self.part.split(".")[0], "element": label}

    def is_valid(self) -> bool:
        valid = self.why.is_valid()
        return (self.soul is None or self.soul.is_valid()) and valid

    def body(self) -> dict[str, Any]:
        """The whole charter as it would stand."""
        now = self.edition.body
        if self.soul is not None:
            items = [{"place": n, **item} for n, item in enumerate(self.soul.items(), start=1)]
            return {**now, "soul": items}
        if isinstance(self.why, ArticleChange):
            return {**now, "articles": self.why.chosen(now["articles"])}
        assert isinstance(self.why, ClauseChange)  # noqa: S101 (there is no fourth part)
        changed = {**self.why.article, self.element: self.why.table()}
        key = changed["key"]
        return {**now, "articles": [changed if a["key"] == key else a for a in now["articles"]]}


def _page(
    request: HttpRequest,
    asked: _Part,
    *,
    body: dict[str, Any] | None = None,
    findings: list[rules.Finding] | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"part": asked, "form": asked.why, "findings": findings}
    if body is not None:
        before = asked.edition.body
        context["changes"] = queries.differences(before, body)
        context["previewed"] = True
        if before != body and not findings:
            clause = queries.clause_for(before, body)
            context["clause"] = clause
            context["adopted_by"] = AdoptedBy(clause.adopted_by).label
    return render(request, "articles/proposing.html", context, status=status)


@require_safe
def amendment(request: BrandRequest, amendment: int) -> HttpResponse:
    found, now = _amendment(request, amendment), timezone.now()
    keys = queries.keys_of(found, brand=False)
    settlement = getattr(found, "settlement", None)
    guardian = (
        queries.guardians_of(found).filter(member=request.member).first()
        if request.member
        else None
    )
    signatures = found.signatures.select_related("guardian", "words", "fact__brand").order_by("at")
    context = {
        "now": now,
        "amendment": found,
        "changes": queries.differences(found.edition.body, found.body),
        "open": rules.is_open(found, now),
        "settlement": settlement,
        "in_favour": shown(keys.in_favour),
        "against": shown(keys.against),
        "spoken": shown(keys.in_favour + keys.against),
        "needed": settlement.needed if settlement else queries.voices_needed(found, now),
        "keys": keys,
        "signatures": signatures,
        "may_sign": guardian is not None
        and rules.is_open(found, now)
        and not found.signatures.filter(guardian__member=request.member).exists(),
        "own": queries.voice_of(found, request.member),
        "may_speak": is_fan(request.member) and rules.is_open(found, now),
        "may_settle": is_executive(request.member)
        and settlement is None
        and now >= found.closes_at,
        "settling": Settling(),
        "signing": Signing(),
    }
    return render(request, "articles/amendment.html", context)


@require_POST
def voice(request: BrandRequest, amendment: int) -> HttpResponse:
    found = _amendment(request, amendment)
    in_favour = request.POST.get("voice") == "for"
    actions.give_voice(found, in_favour=in_favour, actor=request.member, now=timezone.now())
    messages.success(request, _("Your voice is counted. You can change it until the window ends."))
    return redirect("amendment", brand=request.brand.slug, amendment=found.number)


@require_POST
def signature(request: BrandRequest, amendment: int) -> HttpResponse:
    found, member = _amendment(request, amendment), rules.require_guardian(request.member)
    consents = request.POST.get("key") == "turn"
    reason = request.POST.get("reason", "")
    actions.sign(found, reason, consents=consents, actor=member, now=timezone.now())
    messages.success(request, _("Signed. It stands in the public record."))
    return redirect("amendment", brand=request.brand.slug, amendment=found.number)


@require_POST
def settle(request: BrandRequest, amendment: int) -> HttpResponse:
    found = _amendment(request, amendment)
    member, now = rules.require_executive(request.member), timezone.now()
    reply = request.POST.get("reply", "")
    if request.POST.get("outcome") == "adopted":
        actions.adopt(found, reply, actor=member, now=now)
        messages.success(request, _("Adopted. It is in force after its notice."))
    else:
        actions.decline(found, reply, actor=member, now=now)
        messages.success(request, _("Not adopted. The reasons stand in the public record."))
    return redirect("amendment", brand=request.brand.slug, amendment=found.number)


def _amendment(request: BrandRequest, number: int) -> Amendment:
    found = queries.amendment_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found
