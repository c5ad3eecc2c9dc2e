"""Whole journeys, with the cast of the other tests."""

from django.utils.module_loading import autodiscover_modules

from tests.folkmoot.conftest import (
    cast,
    emptied_between_tests,
    no_words_by_chance,
    sign_in,
    today,
    topic,
)
from tests.folkmoot.decide.conftest import board, it_is_now, topics

__all__ = [
    "board",
    "cast",
    "emptied_between_tests",
    "it_is_now",
    "no_words_by_chance",
    "sign_in",
    "today",
    "topic",
    "topics",
]

# A journey is told to its end: every room reads the record.
autodiscover_modules("jobs")
