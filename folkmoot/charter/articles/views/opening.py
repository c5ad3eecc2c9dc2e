"""The first-run wizard: from nothing to a charter that the linter passes."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe

from folkmoot.charter.actions import Terms
from folkmoot.charter.articles import actions, queries, rules
from folkmoot.charter.articles.actions import TopicDraft
from folkmoot.charter.articles.forms import Beginning, Choosing, SoulSet, Topics, TopicSet
from folkmoot.charter.articles.models import Opening
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.charter.models import Rung
from folkmoot.foundation.people.queries import title_of
from folkmoot.foundation.people.rules import Member
from folkmoot.foundation.requests import BrandRequest

STEPS = {
    "brand": gettext_lazy("Your brand"),
    "articles": gettext_lazy("Articles"),
    "topics": gettext_lazy("Topics"),
    "soul": gettext_lazy("Soul"),
    "review": gettext_lazy("Look and adopt"),
}


@require_safe
def opening(request: BrandRequest) -> HttpResponse:
    """Go on where somebody left it: at the first step that has not been answered."""
    member = rules.require_executive(request.member)
    rules.require_no_charter(exists=queries.latest_edition(request.brand) is not None)
    begun = queries.opening_of(request.brand) or Opening(brand=request.brand)
    return redirect("charter_step", brand=member.brand.slug, step=_next_unsaid(begun))


def _next_unsaid(begun: Opening) -> str:
    return next((step for step in STEPS if step not in begun.said), "review")


class Step(View):
    """One step: what was said before stands in it, and is kept when it is sent."""

    titles: ClassVar = STEPS

    def get(self, request: BrandRequest, step: str) -> HttpResponse:
        member, begun = self._begun(request, step)
        if step == "review":
            unsaid = _next_unsaid(begun)
            if unsaid != "review":
                return redirect("charter_step", brand=request.brand.slug, step=unsaid)
            return _review(request, begun)
        return _page(request, step, begun, self._form(step, begun, member, None))

    def post(self, request: BrandRequest, step: str) -> HttpResponse:
        member, _begun = self._begun(request, step)
        now = timezone.now()
        begun = actions.begin(actor=member, now=now)
        if step == "review":
            return _adopt(request, begun, member)
        form = self._form(step, begun, member, request.POST)
        if not form.is_valid():
            return _page(request, step, begun, form, status=422)
        said = form.items() if step == "soul" else form.cleaned_data
        actions.keep(begun, step, said, actor=member, now=now)
        return redirect("charter_step", brand=request.brand.slug, step=_after(step))

    def _begun(self, request: BrandRequest, step: str) -> tuple[Member, Opening]:
        member = rules.require_executive(request.member)
        rules.require_no_charter(exists=queries.latest_edition(request.brand) is not None)
        if step not in STEPS:
            raise Http404
        return member, queries.opening_of(request.brand) or Opening(brand=request.brand)

    def _form(self, step: str, begun: Opening, member: Member, data: Any) -> Any:
        said = begun.said.get(step)
        if step == "brand":
            return Beginning(data, initial=said)
        if step == "articles":
            return Choosing(data, initial=said or Choosing.first(begun.said))
        if step == "topics":
            decider = " ".join(part for part in (title_of(member), str(member.person)) if part)
            return TopicSet(data, initial=said or Topics.first(begun.said, decider), prefix="topic")
        return SoulSet(data, initial=said or [], prefix="soul")


def _after(step: str) -> str:
    steps = list(STEPS)
    return steps[steps.index(step) + 1]


def _page(
    request: BrandRequest, step: str, begun: Opening, form: Any, *, status: int = 200
) -> HttpResponse:
    context = {"step": step, "steps": _steps(step, begun), "form": form, "begun": begun}
    return render(request, "articles/opening.html", context, status=status)


def _steps(present: str, begun: Opening) -> list[dict[str, Any]]:
    return [
        {"name": step, "title": title, "present": step == present, "done": step in begun.said}
        for step, title in STEPS.items()
    ]


def _drafts(begun: Opening) -> list[TopicDraft]:
    return [
        TopicDraft(
            slug=topic["slug"],
            title=topic["title"],
            terms=Terms(
                rung=Rung(topic["rung"]),
                decider=topic["decider"],
                higher_decider=topic["higher_decider"],
                open_to_change=topic["open_to_change"],
                not_open=topic["not_open"],
                reply_hours=topic["reply_days"] * 24,
            ),
        )
        for topic in begun.said.get("topics", [])
        if topic["use"]
    ]


def _written(begun: Opening) -> dict[str, Any]:
    """The charter as it stands so far."""
    keys = begun.said.get("articles", {}).get("articles", [])
    return {
        "articles": [pattern(key) for key in keys],
        "soul": begun.said.get("soul", []),
        "topics": [draft.plain() for draft in _drafts(begun)],
    }


def _review(request: BrandRequest, begun: Opening, *, status: int = 200) -> HttpResponse:
    written = _written(begun)
    findings = [(finding, _step_of(finding.place)) for finding in rules.lint(written)]
    context = {
        "step": "review",
        "steps": _steps("review", begun),
        "begun": begun,
        "charter": written,
        "drafts": _drafts(begun),
        "findings": findings,
    }
    return render(request, "articles/opening_review.html", context, status=status)


def _step_of(place: str) -> str:
    """In which step a finding is mended."""
    first = place.partition(".")[0].partition(" ")[0]
    return first if first in ("topics", "soul") else "articles"


def _adopt(request: BrandRequest, begun: Opening, member: Member) -> HttpResponse:
    written = _written(begun)
    if rules.lint(written) or _next_unsaid(begun) != "review":
        return _review(request, begun, status=422)
    actions.adopt_first(
        articles=written["articles"],
        soul=written["soul"],
        topics=_drafts(begun),
        actor=member,
        now=timezone.now(),
    )
    messages.success(
        request, _("The charter is adopted and in force. Now ask your first question.")
    )
    return redirect("charter_text", brand=request.brand.slug)
