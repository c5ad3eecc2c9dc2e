"""Of which brand the API is asked, and by whom."""

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.people import queries
from folkmoot.foundation.people.models import Brand, Member
from folkmoot.foundation.refusal import Refusal


def brand_or_404(slug: str) -> Brand:
    brand = queries.brand_by_slug(slug)
    if brand is None:
        raise Http404
    return brand


def acting(request: HttpRequest, brand: str, scope: str) -> Member:
    """The member behind the token, who must be one of this brand; the act asks the rest."""
    token: Any = getattr(request, "auth", None)
    if token is None or token.member.brand.slug != brand:
        raise Http404
    if scope not in token.scopes:
        raise Refusal("scope-missing", _("This token lacks the scope “%(scope)s”."), scope=scope)
    return cast("Member", token.member)


def reader(request: HttpRequest, brand: str) -> Member | None:
    """Who reads, if they say so: reading needs no token, but may show more to one's own."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        return None
    token = queries.live_token(secret, now=timezone.now())
    if token is None or token.member.brand.slug != brand or "read" not in token.scopes:
        return None
    return token.member
