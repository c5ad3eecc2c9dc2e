"""Looking a tracker up, appealing with a receipt, and the reply. Nobody has to sign in to check."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from folkmoot.deliberate.ballots import actions, queries, rules
from folkmoot.deliberate.ballots.forms import AppealForm, ReplyForm, TrackerForm
from folkmoot.deliberate.ballots.models import Appeal
from folkmoot.deliberate.ballots.views.reading import ballot_or_404, page
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.rules import is_staff
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


@sensitive_post_parameters()
@require_POST
@never_cache
def tracker(request: BrandRequest, ballot: int) -> HttpResponse:
    """By POST, so that no tracker stands in an address, a history or a log."""
    found, form = ballot_or_404(request, ballot), TrackerForm(request.POST)
    rules.require_closed(found)
    if not form.is_valid():
        return page(request, found, checking=form, status=422)
    checked = queries.standing_of(found, form.cleaned_data["tracker"])
    return page(request, found, checking=form, checked=checked)


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class Appealing(View):
    def get(self, request: BrandRequest, ballot: int) -> HttpResponse:
        return self.page(request, ballot, AppealForm())

    def post(self, request: BrandRequest, ballot: int) -> HttpResponse:
        found, form = ballot_or_404(request, ballot), AppealForm(request.POST)
        if not form.is_valid():
            return self.page(request, ballot, form, status=422)
        try:
            made = actions.appeal(found, **form.cleaned_data, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(request, ballot, form, status=refusal.status)
        messages.success(request, gettext("Your appeal is public. The brand replies here."))
        return redirect("ballots:appeal", request.brand.slug, made.number)

    def page(
        self, request: BrandRequest, number: int, form: AppealForm, status: int = 200
    ) -> HttpResponse:
        found = ballot_or_404(request, number)
        context = {"ballot": found, "form": form, "closing": rules.closing_of(found)}
        return render(request, "ballots/appealing.html", context, status=status)


class Replying(View):
    """The page of an appeal; the brand's people find the form for the reply on it."""

    def get(self, request: BrandRequest, appeal: int) -> HttpResponse:
        return self.page(request, self.appeal(request, appeal), ReplyForm())

    def post(self, request: BrandRequest, appeal: int) -> HttpResponse:
        found, form = self.appeal(request, appeal), ReplyForm(request.POST)
        rules.require_opener(request.brand, request.member)
        if not form.is_valid():
            return self.page(request, found, form, status=422)
        words = form.cleaned_data["words"]
        try:
            actions.reply(found, words, actor=request.member, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(request, found, form, status=refusal.status)
        return redirect("ballots:appeal", request.brand.slug, found.number)

    def appeal(self, request: BrandRequest, number: int) -> Appeal:
        found = queries.appeal_by_number(request.brand, number)
        if found is None:
            raise Http404
        return found

    def page(
        self, request: BrandRequest, found: Appeal, form: ReplyForm, status: int = 200
    ) -> HttpResponse:
        reply = getattr(found, "reply", None)
        context = {
            "appeal": found,
            "ballot": found.ballot,
            "reply": reply,
            "clock": clock_of(request.brand, rules.APPEAL_CLOCK, found.subject),
            "form": form if reply is None and is_staff(request.member) else None,
        }
        return render(request, "ballots/appeal.html", context, status=status)
