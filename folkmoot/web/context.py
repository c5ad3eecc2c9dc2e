"""What the shell around every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from folkmoot.foundation.notices import queries as notices
from folkmoot.foundation.people import rules
from folkmoot.foundation.record import queries as record
from folkmoot.web import themes


def shell(request: HttpRequest) -> dict[str, Any]:
    brand = getattr(request, "brand", None)
    member = getattr(request, "member", None)
    return {
        "brand": brand,
        "member": member,
        "roles": rules.roles_of(member) if member else frozenset(),
        "unread": SimpleLazyObject(lambda: notices.unread(member)) if member else 0,
        "now": timezone.now(),
        "room": _room(request),
        "latest_fact": SimpleLazyObject(lambda: record.latest_number(brand)) if brand else 0,
        "streams": settings.STREAMS_URL,
        "theme": themes.chosen(request),
        "has_theme_file": brand is not None and themes.file_of(brand.slug) is not None,
    }


def _room(request: HttpRequest) -> str:
    """The second part of the address, by which the navigation knows where the reader is."""
    parts = request.path_info.strip("/").split("/")
    return parts[1] if len(parts) > 1 else ""
