"""What the shell around every page needs."""

from typing import Any

from django.http import HttpRequest

from folkmoot.foundation.people import rules


def shell(request: HttpRequest) -> dict[str, Any]:
    member = getattr(request, "member", None)
    return {
        "brand": getattr(request, "brand", None),
        "member": member,
        "roles": rules.roles_of(member) if member else frozenset(),
    }
