"""Which brand, which conversation, and who is asking."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils import timezone

from folkmoot.deliberate.conversations import queries
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.programs import brand_or_404

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


def conversation_or_404(brand: str, number: int) -> Conversation:
    conversation = queries.conversation_by_number(brand_or_404(brand), number)
    if conversation is None:
        raise Http404
    return conversation


def statement_or_404(brand: str, number: int, statement: int) -> Statement:
    found = queries.statement_by_number(brand_or_404(brand), number, statement)
    if found is None:
        raise Http404
    return found


def reader(request: HttpRequest, brand: str) -> "Member | None":
    """Who reads, if they say so: reading needs no token, but may show more to one's own."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        return None
    token = people.live_token(secret, now=timezone.now())
    if token is None or token.member.brand.slug != brand or "read" not in token.scopes:
        return None
    return token.member
