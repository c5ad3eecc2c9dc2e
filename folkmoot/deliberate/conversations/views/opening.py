"""Opening a conversation, or bringing one in that began elsewhere."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.forms import ImportForm, OpeningForm
from folkmoot.deliberate.conversations.imports import read_archive
from folkmoot.deliberate.conversations.views.finding import acting, sign_in_first
from folkmoot.foundation.people.rules import require_operator
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

USUAL_WINDOW = timedelta(days=14)


class Opening(View):
    def get(self, request: BrandRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request, request.get_full_path())
        require_operator(request.member)
        form = OpeningForm(brand=request.brand, initial={"closes_at": _usual_end()})
        return self._page(request, form)

    def post(self, request: BrandRequest) -> HttpResponse:
        actor = acting(request)
        require_operator(actor)
        form = OpeningForm(request.POST, brand=request.brand)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            opened = actions.open_conversation(**form.cleaned_data, actor=actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, form, status=refusal.status)
        return redirect("conversation", request.brand.slug, opened.number)

    def _page(self, request: BrandRequest, form: OpeningForm, status: int = 200) -> HttpResponse:
        return render(request, "conversations/opening.html", {"form": form}, status=status)


class Importing(View):
    def get(self, request: BrandRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request, request.get_full_path())
        require_operator(request.member)
        form = ImportForm(brand=request.brand, initial={"closes_at": _usual_end()})
        return self._page(request, form)

    def post(self, request: BrandRequest) -> HttpResponse:
        actor = acting(request)
        require_operator(actor)
        form = ImportForm(request.POST, request.FILES, brand=request.brand)
        if not form.is_valid():
            return self._page(request, form, status=422)
        terms = dict(form.cleaned_data)
        try:
            export = read_archive(terms.pop("archive"))
            brought = actions.import_conversation(export, **terms, actor=actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, form, status=refusal.status)
        return redirect("conversation", request.brand.slug, brought.number)

    def _page(self, request: BrandRequest, form: ImportForm, status: int = 200) -> HttpResponse:
        return render(request, "conversations/importing.html", {"form": form}, status=status)


def _usual_end() -> object:
    end = timezone.localtime(timezone.now() + USUAL_WINDOW)
    return end.replace(hour=20, minute=0, second=0, microsecond=0)
