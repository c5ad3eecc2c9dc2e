"""The pages of a person about themselves."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.accounts import actions, queries
from folkmoot.foundation.people.accounts.forms import (
    ConfirmationForm,
    ErasureForm,
    ProfileForm,
)
from folkmoot.foundation.people.models import Person

View = Callable[[HttpRequest], HttpResponse]
ask_again: Callable[[View], View] = reauthentication_required(app="allauth.account")

TRIES = 5
CODE_SECONDS = 600


@login_required
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return _in_language(redirect("profile"), person.language)
    context = {
        "form": form,
        "memberships": people.memberships(person),
        "second_factor": people.has_second_factor(person),
        "power": people.has_role_anywhere(person),
    }
    return render(request, "accounts/profile.html", context)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    back = request.POST.get("next") or request.headers.get("Referer") or "/"
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    if chosen not in dict(settings.LANGUAGES) or not check_for_language(chosen):
        return redirect(back)
    if request.user.is_authenticated:
        actions.speak(chosen, actor=_person(request))
    return _in_language(redirect(back), chosen)


def _in_language(response: HttpResponse, chosen: str) -> HttpResponse:
    if not chosen:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 86_400,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
@login_required
@ask_again
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(
        queries.portrait(_person(request)),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response["Content-Disposition"] = 'attachment; filename="folkmoot-me.json"'
    return response


@login_required
@ask_again
@never_cache
def erasure(request: HttpRequest) -> HttpResponse:
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.erase_account(
            words=form.cleaned_data["words"], actor=_person(request), now=timezone.now()
        )
        logout(request)
        return redirect("farewell")
    context = {"form": form, "memberships": people.memberships(_person(request))}
    return render(request, "accounts/erasure.html", context)


@require_GET
def farewell(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/farewell.html")


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "account/lockout.html", status=429)


class Confirmation(LoginRequiredMixin, BaseReauthenticateView):  # type: ignore[misc]
    """Is it still you? For people who sign in with codes by e-mail alone."""

    template_name = "accounts/confirmation.html"
    form_class = ConfirmationForm
    KEY = "confirmation"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "code" in request.POST:
            response: HttpResponseBase = super().post(request, *args, **kwargs)
            return response
        self._send()
        return self.render_to_response(self.get_context_data())  # type: ignore[no-any-return]

    def _send(self) -> None:
        adapter = get_adapter()
        code = adapter.generate_login_code()
        self.request.session[self.KEY] = {"code": code, "at": time.time(), "tries": 0}
        context = {"request": self.request, "code": code}
        adapter.send_mail("account/email/login_code", self.request.user.email, context)

    def _sent(self) -> dict[str, Any] | None:
        sent: dict[str, Any] | None = self.request.session.get(self.KEY)
        if sent and (sent["tries"] >= TRIES or time.time() - sent["at"] > CODE_SECONDS):
            del self.request.session[self.KEY]
            return None
        return sent

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return {**kwargs, "expected": (self._sent() or {}).get("code", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "sent": self._sent() is not None}

    def form_invalid(self, form: ConfirmationForm) -> HttpResponseBase:
        if sent := self._sent():
            self.request.session[self.KEY] = {**sent, "tries": sent["tries"] + 1}
        response: HttpResponseBase = super().form_invalid(form)
        return response

    def form_valid(self, form: ConfirmationForm) -> HttpResponseBase:
        del self.request.session[self.KEY]
        record_authentication(self.request, self.request.user, "code", reauthenticated=True)
        response: HttpResponseBase = super().form_valid(form)
        return response


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 behind login_required
    return request.user
