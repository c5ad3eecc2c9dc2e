"""What the views of this room share: find it or answer 404, sign in last, come back."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from folkmoot.deliberate.conversations import queries
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.foundation.people.rules import is_staff
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


def conversation_or_404(request: BrandRequest, number: int) -> Conversation:
    conversation = queries.conversation_by_number(request.brand, number)
    if conversation is None:
        raise Http404
    return conversation


def statement_or_404(request: BrandRequest, number: int, statement: int) -> Statement:
    found = queries.statement_by_number(request.brand, number, statement)
    if found is None:
        raise Http404
    return found


def address_of(request: BrandRequest, number: int, **parameters: object) -> str:
    """The conversation's page, at its voting card."""
    asked = f"?{urlencode(parameters)}" if parameters else ""
    return reverse("conversation", args=[request.brand.slug, number]) + asked + "#card"


def sign_in_first(request: BrandRequest, back: str) -> HttpResponse:
    response = redirect_to_login(back)
    return HttpResponseClientRedirect(response.url) if request.htmx else response


def whole_number(text: str | None) -> int | None:
    """A number from the address; whatever else stands there is not one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def as_staff(member: "Member | None") -> bool:
    return bool(is_staff(member))


def acting(request: BrandRequest) -> "Member":
    """The member who acts for the brand; whether they may is the act's question."""
    if request.member is None:
        raise Refusal("not-member", _("Only the brand's people may do this. Please sign in first."))
    return request.member
