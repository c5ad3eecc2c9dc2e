"""What every page of a brand stands on: which brand, which member, and how a refusal looks."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people import rules
from folkmoot.foundation.refusal import Refusal

View = Callable[..., HttpResponse]


class MootMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
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
        member = (
            people.member_of(brand, request.user) if request.user.is_authenticated else None
        )
        request.brand, request.member = brand, member  # type: ignore[attr-defined]
        if rules.is_staff(member) and not is_mfa_enabled(request.user):
            # Power asks for a second factor before anything else (ASVS 6.3.3).
            return redirect("mfa_index")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        return render(request, "web/refusal.html", {"refusal": error}, status=error.status)
