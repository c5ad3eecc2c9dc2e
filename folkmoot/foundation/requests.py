"""The request as views of a brand's pages see it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member


class BrandRequest(HttpRequest):
    """A request below `/<brand>/`: the brand exists, and the member is known if signed in."""

    brand: "Brand"
    member: "Member | None"
    htmx: HtmxDetails
