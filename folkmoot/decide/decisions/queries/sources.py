"""The rooms that advice comes from, and how each is asked about it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from folkmoot.decide.decisions.rules import Source
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.conversations.rules import is_open
from folkmoot.deliberate.panels import queries as panels
from folkmoot.deliberate.panels import rules as panel_rules
from folkmoot.deliberate.suggestions import queries as suggestions

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Passage

MOST = 20  # of each kind, to choose from


def _conversation_words(brand: "Brand", number: int) -> "Passage | None":
    found = conversations.conversation_by_number(brand, number)
    return found.question if found else None


def _conversation_people(brand: "Brand", number: int) -> "Iterable[Member]":
    found = conversations.conversation_by_number(brand, number)
    return conversations.people_of(found) if found else ()


def _conversation_is_open(brand: "Brand", number: int, now: datetime) -> bool:
    found = conversations.conversation_by_number(brand, number)
    return found is not None and is_open(found, now)


CONVERSATION = Source(
    title=_("Conversation"),
    words=_conversation_words,
    people=_conversation_people,
    is_open=_conversation_is_open,
    on_topic=conversations.numbers_on_topic,
)


def _suggestion_words(brand: "Brand", number: int) -> "Passage | None":
    found = suggestions.suggestion_by_number(brand, number)
    return found.title if found else None


def _suggestion_people(brand: "Brand", number: int) -> "Iterable[Member]":
    """Who made it: their word is what was weighed. Supporters read it on its page."""
    found = suggestions.suggestion_by_number(brand, number)
    return (found.author,) if found else ()


def _suggestions_on_topic(brand: "Brand", topic: str) -> list[int]:
    found = suggestions.visible(brand).filter(rule__topic__slug=topic)
    return list(found.order_by("-number").values_list("number", flat=True)[:MOST])


SUGGESTION = Source(
    title=_("Suggestion"),
    words=_suggestion_words,
    people=_suggestion_people,
    is_open=lambda brand, number, now: False,
    on_topic=_suggestions_on_topic,
)


def _panel_words(brand: "Brand", number: int) -> "Passage | None":
    found = panels.panel_by_number(brand, number)
    return found.question if found else None


def _panel_people(brand: "Brand", number: int) -> "Iterable[Member]":
    found = panels.panel_by_number(brand, number)
    return [seat.lot.member for seat in panels.seats_of(found)] if found else ()


def _panel_is_open(brand: "Brand", number: int, now: datetime) -> bool:
    found = panels.panel_by_number(brand, number)
    return found is not None and found.concluded_at is None


def _reviews(brand: "Brand", topic: str) -> list[int]:
    """Panels have no topic: whatever was put to one before a decision can be named."""
    found = panels.panels(brand).filter(purpose=panel_rules.Purpose.REVIEW)
    return list(found.order_by("-number").values_list("number", flat=True)[:MOST])


PANEL = Source(
    title=_("Panel"),
    words=_panel_words,
    people=_panel_people,
    is_open=_panel_is_open,
    on_topic=_reviews,
)
