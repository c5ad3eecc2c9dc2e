"""Opening a ballot by hand, and counting one before the clock does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.http import require_POST

from folkmoot.deliberate.ballots import actions, rules
from folkmoot.deliberate.ballots.forms import OpeningForm
from folkmoot.deliberate.ballots.views.reading import ballot_or_404
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


class Opening(View):
    def get(self, request: BrandRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return self.page(request, OpeningForm())

    def post(self, request: BrandRequest) -> HttpResponse:
        form = OpeningForm(request.POST)
        actor = rules.require_opener(request.brand, request.member)
        if not form.is_valid():
            return self.page(request, form, status=422)
        listed = {
            name: people.member_by_pseudonym(request.brand, name) for name in form.pseudonyms()
        }
        if unknown := [name for name, member in listed.items() if member is None]:
            form.add_error("voters", gettext("Not members here: %s") % ", ".join(unknown[:5]))
            return self.page(request, form, status=422)
        given = {name: form.cleaned_data[name] for name in ("about", "question", "method")}
        try:
            made = actions.open_ballot(
                request.brand,
                **given,
                choices=form.choices(),
                voters=[member for member in listed.values() if member is not None],
                closes=form.cleaned_data["closes"],
                rule=form.cleaned_data["rule"],
                seats=form.cleaned_data["seats"],
                actor=actor,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(request, form, status=refusal.status)
        return redirect("ballots:ballot", request.brand.slug, made.number)

    def page(self, request: BrandRequest, form: OpeningForm, status: int = 200) -> HttpResponse:
        rules.require_opener(request.brand, request.member)
        return render(request, "ballots/opening.html", {"form": form}, status=status)


@require_POST
@login_required
def count(request: BrandRequest, ballot: int) -> HttpResponse:
    found = ballot_or_404(request, ballot)
    rules.require_opener(request.brand, request.member)
    actions.close(found, actor=request.member, now=timezone.now())
    messages.success(request, gettext("Counted. Both boxes held as many."))
    return redirect("ballots:ballot", request.brand.slug, found.number)
