"""Proposing a merge, answering the proposal, taking one's support along, and undoing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.http import require_POST

from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.forms import MergeForm
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.deliberate.suggestions.views.finding import (
    acting,
    address_of,
    merge_or_404,
    sign_in_first,
    suggestion_or_404,
)
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


class Merges(View):
    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        found = suggestion_or_404(request, number)
        if not request.user.is_authenticated:
            return sign_in_first(request, request.get_full_path())
        return self._page(request, found, MergeForm(initial={"target": request.GET.get("into")}))

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        found, actor = suggestion_or_404(request, number), acting(request)
        form = MergeForm(request.POST)
        if not form.is_valid():
            return self._page(request, found, form, status=422)
        target = queries.suggestion_by_number(request.brand, form.cleaned_data["target"])
        if target is None:
            form.add_error("target", gettext("There is no such suggestion here."))
            return self._page(request, found, form, status=422)
        try:
            actions.propose_merge(
                found, target, form.cleaned_data["reason"], actor=actor, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, found, form, status=refusal.status)
        messages.success(request, gettext("Proposed. Nothing moves unless the author agrees."))
        return redirect(address_of(request, number))

    def _page(
        self, request: BrandRequest, found: Suggestion, form: MergeForm, status: int = 200
    ) -> HttpResponse:
        similar = [
            each.suggestion
            for each in queries.similar_to(request.brand, str(found.text))
            if each.suggestion.pk != found.pk
        ]
        context = {"suggestion": found, "form": form, "similar": similar}
        return render(request, "suggestions/merging.html", context, status=status)


@require_POST
def agreement(request: BrandRequest, merge: int) -> HttpResponse:
    found = merge_or_404(request, merge)
    actions.agree_to_merge(found, actor=acting(request), now=timezone.now())
    messages.success(request, gettext("You agreed. It can be undone until there is a decision."))
    return redirect(address_of(request, found.source.number))


@require_POST
def refusal(request: BrandRequest, merge: int) -> HttpResponse:
    found = merge_or_404(request, merge)
    actions.refuse_merge(found, actor=acting(request), now=timezone.now())
    messages.success(request, gettext("Refused. Your suggestion stays as it is."))
    return redirect(address_of(request, found.source.number))


@require_POST
def carrying(request: BrandRequest, merge: int) -> HttpResponse:
    found = merge_or_404(request, merge)
    keep = request.POST.get("keep") == "yes"
    actions.answer_merge(found, keep, actor=acting(request), now=timezone.now())
    told = gettext("Your support came along.") if keep else gettext("Your support stays behind.")
    messages.success(request, told)
    return redirect(address_of(request, found.target.number, "#support"))


@require_POST
def undoing(request: BrandRequest, merge: int) -> HttpResponse:
    found = merge_or_404(request, merge)
    actions.undo_merge(found, actor=acting(request), now=timezone.now())
    messages.success(request, gettext("Undone. Everything stands as before the merge."))
    return redirect(address_of(request, found.source.number))
