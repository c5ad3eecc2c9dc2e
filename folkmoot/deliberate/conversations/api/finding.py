"""Which brand, which conversation, and who is asking."""

from typing import TYPE_CHECKING

from django.http import Http404

from folkmoot.deliberate.conversations import queries
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.foundation.people.api import acting, brand_or_404, reader

if TYPE_CHECKING:
    pass

__all__ = ["acting", "brand_or_404", "conversation_or_404", "reader", "statement_or_404"]


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
