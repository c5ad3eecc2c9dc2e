"""What pages stand on: a session that ends, the brand, the member, and how a refusal looks."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people import rules
from folkmoot.foundation.people.accounts.rules import IDLE, LONGEST, proved_second_factor
from folkmoot.foundation.refusal import Refusal

Respond = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


class SessionLimitMiddleware:
    """A session ends after a time without requests, and after a longest time in any case."""

    KEY = "limits"
    # The session is written this often at most, not with every request.
    EVERY = 300

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if person is not None and person.is_authenticated:
            now = time.time()
            limits = request.session.get(self.KEY)
            if limits and now > limits["until"]:
                logout(request)
                return self._ended(request)
            if not limits or now - limits["seen"] > self.EVERY:
                self._renew(request, people.has_role_anywhere(person), now)
            self._speak(request, person.language)
        return self.get_response(request)

    def _renew(self, request: HttpRequest, power: bool, now: float) -> None:
        began = request.session.get(self.KEY, {}).get("began", now)
        idle, longest = IDLE[power].total_seconds(), LONGEST[power].total_seconds()
        until = min(now + idle, began + longest)
        request.session[self.KEY] = {"began": began, "seen": now, "until": until}

    def _ended(self, request: HttpRequest) -> HttpResponse:
        here = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}")

    def _speak(self, request: HttpRequest, own: str) -> None:
        """A person's own language, on a machine where nobody has chosen another."""
        if own and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(own)
            request.LANGUAGE_CODE = translation.get_language()


class MootMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.brand = request.member = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Take `brand` out of the address and put brand and member on the request."""
        slug = kwargs.pop("brand", None)
        if slug is None:
            return None
        brand = people.brand_by_slug(slug)
        if brand is None:
            raise Http404
        member = people.member_of(brand, request.user) if request.user.is_authenticated else None
        request.brand, request.member = brand, member  # type: ignore[attr-defined]
        if member is not None and rules.is_staff(member):
            owned = people.has_second_factor(member.person)
            if not (owned and proved_second_factor(request)):
                return self._ask_second_factor(request, slug, owned=owned)
        return None

    def _ask_second_factor(self, request: HttpRequest, slug: str, *, owned: bool) -> HttpResponse:
        """Power asks for a second factor before anything else (ASVS 6.3.3), and says why."""
        here = request.get_full_path() if request.method == "GET" else f"/{slug}/"
        ways = get_adapter().get_reauthentication_methods(request.user)
        ways = [way for way in ways if way["id"].startswith("mfa")] if owned else []
        context = {"ways": ways, "next": urlencode({"next": here})}
        return render(request, "people/second_factor.html", context, status=403)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        return render(request, "web/refusal.html", {"refusal": error}, status=error.status)
