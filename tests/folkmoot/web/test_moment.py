"""Times in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.template import defaultfilters
from django.utils import translation

from folkmoot.web.templatetags import entries, moment, words
from folkmoot.web.templatetags.moment import clock_face, length, until
from tests.folkmoot.conftest import NOW


@dataclass
class Clock:
    due_at: datetime
    met_at: datetime | None = None
    kind: str = "answer"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=3, hours=23), "3 days"),
        (timedelta(days=-1), "1 day"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(seconds=1), "1 minute"),
        (timedelta(0), "1 minute"),
    ],
)
def test_a_length_is_told_in_its_largest_unit(span: timedelta, words: str) -> None:
    with translation.override("en"):
        assert length(span) == words


def test_no_filter_of_ours_takes_the_name_of_a_built_in_one() -> None:
    for ours in (entries.register, moment.register, words.register):
        assert not ours.filters.keys() & defaultfilters.register.filters.keys()


def test_before_and_after_now() -> None:
    with translation.override("en"):
        assert until(NOW + timedelta(days=2), NOW) == "in 2 days"
        assert until(NOW - timedelta(days=2), NOW) == "2 days ago"


@pytest.mark.parametrize(
    ("due", "met", "state", "sentence"),
    [
        (timedelta(days=3), None, "running", "Reply due in 3 days"),
        (timedelta(hours=5), None, "soon", "Reply due in 5 hours"),
        (timedelta(days=-2), None, "overdue", "Reply overdue by 2 days"),
        (timedelta(days=-2), timedelta(days=-3), "met", "Answered in time"),
        (timedelta(days=-3), timedelta(days=-1), "met-late", "Answered 2 days late"),
    ],
)
def test_a_clock_says_where_it_stands(
    due: timedelta, met: timedelta | None, state: str, sentence: str
) -> None:
    clock = Clock(NOW + due, NOW + met if met is not None else None)
    with translation.override("en"):
        face = clock_face({"now": NOW}, clock)
    assert (face["state"], face["sentence"]) == (state, sentence)


def test_another_kind_of_clock_has_its_own_words() -> None:
    with translation.override("en"):
        face = clock_face({"now": NOW}, Clock(NOW + timedelta(days=3), kind="promise"))
    assert face["sentence"] == "Due in 3 days"
