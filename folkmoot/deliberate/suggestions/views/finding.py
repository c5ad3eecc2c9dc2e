"""What the views of this room share."""

from typing import TYPE_CHECKING, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from folkmoot.deliberate.suggestions import queries
from folkmoot.deliberate.suggestions.models import Merge, Suggestion
from folkmoot.foundation.people.actions import join
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member, Person


def suggestion_or_404(request: BrandRequest, number: int) -> Suggestion:
    found = queries.suggestion_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def merge_or_404(request: BrandRequest, key: int) -> Merge:
    found = queries.merge_by_key(request.brand, key)
    if found is None:
        raise Http404
    return found


def address_of(request: BrandRequest, number: int, part: str = "") -> str:
    return reverse("suggestion", args=[request.brand.slug, number]) + part


def sign_in_first(request: BrandRequest, back: str) -> HttpResponse:
    response = redirect_to_login(back)
    return HttpResponseClientRedirect(response.url) if request.htmx else response


def acting(request: BrandRequest) -> "Member":
    """The member who acts; whether they may is the act's question."""
    if request.member is None:
        raise Refusal("not-member", _("Join the brand's moot first; it takes one tap."))
    return request.member


def first_voice(request: BrandRequest) -> "Member":
    """The member; somebody signed in joins the moot with the first thing they say in it."""
    if request.member is not None:
        return request.member
    return join(request.brand, cast("Person", request.user), now=timezone.now())


def whole_number(text: str | None) -> int | None:
    """A number from the address; whatever else stands there is not one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
