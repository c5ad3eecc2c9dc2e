"""Who is asking: a bearer token that a member made for themselves, with scopes."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from folkmoot.foundation.people import queries as people


class Token(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> object | None:
        return people.live_token(token, now=timezone.now())
