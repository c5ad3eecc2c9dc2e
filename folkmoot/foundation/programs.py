"""What the JSON faces of the rooms share: whose moot it is, and who acts behind a token."""

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import ConfigDict

from folkmoot.foundation.people.queries import brand_by_slug
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

BEFORE = "Ask for the next page with this number; null at the end."


class Strict(Schema):
    """What a program sends: a field that is not asked for is refused."""

    model_config = ConfigDict(extra="forbid")


def brand_or_404(moot: str) -> "Brand":
    brand = brand_by_slug(moot)
    if brand is None:
        raise Http404
    return brand


def acting(request: HttpRequest, moot: str, scope: str) -> "Member":
    """The member behind the token, who must be one of this brand; the act asks the rest."""
    token: Any = getattr(request, "auth", None)
    if token is None or token.member.brand.slug != moot:
        raise Http404
    if scope not in token.scopes:
        raise Refusal("scope-missing", _("This token lacks the scope “%(scope)s”."), scope=scope)
    return cast("Member", token.member)
