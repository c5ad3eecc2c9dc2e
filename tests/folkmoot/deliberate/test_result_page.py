"""The result in pictures and in words, and when it is not shown."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions, queries
from folkmoot.deliberate.conversations.jobs import refresh_maps
from folkmoot.deliberate.conversations.models import Choice, Conversation
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd, two_camps, voted
from tests.folkmoot.pages import read_page

RESULT = "/lumen/conversations/1/result"


def page(client: Client, address: str = RESULT) -> str:
    return " ".join(read_page(client, address).split())


@pytest.fixture
def lin(cast: Cast, divided: Conversation, sign_in: Callable[[Member], Client]) -> Client:
    """Lin has answered everything as the odd camp did; the map is drawn."""
    for number in range(1, 9):
        held = queries.statement_by_number(cast.brand, 1, number)
        assert held is not None
        actions.cast_vote(held, Choice(two_camps(29, number - 1)), actor=cast.lin, now=NOW)
    refresh_maps(NOW)
    return sign_in(cast.lin)


def test_before_seven_answers_it_is_hidden_and_says_why(
    divided: Conversation, client: Client
) -> None:
    refresh_maps(NOW)
    shown = page(client)
    assert "The result is not shown yet" in shown
    assert 'role="img"' not in shown
    assert " %" not in shown


def test_after_its_end_everybody_sees_it(cast: Cast, divided: Conversation, client: Client) -> None:
    actions.close(divided, actor=cast.mei, now=NOW)
    refresh_maps(NOW)
    assert 'role="img"' in page(client)


def test_it_says_what_is_shared_what_divides_and_where_i_stand(lin: Client) -> None:
    shown = page(lin)
    assert "100 % agree (41 of 41)" in shown
    assert "What divides us" in shown
    assert "is closest to your 8 answers" in shown
    assert "41 people, 2 groups." in shown
    assert 'class="map__me"' in shown


def test_the_picture_needs_no_script_and_no_inline_style(lin: Client) -> None:
    svg = re.search(r"<svg class=\"map.*?</svg>", page(lin), flags=re.S)
    assert svg
    assert "style=" not in svg[0]
    assert "<script" not in svg[0]
    assert "<title" in svg[0]
    assert "<desc" in svg[0]


def test_marks_carry_people_and_no_one(lin: Client, divided: Conversation) -> None:
    latest = queries.latest_map(divided)
    assert latest is not None
    assert sum(mark[2] for mark in latest.picture["marks"]) == 41
    shown = page(lin)
    for participant in divided.participants.all():
        assert participant.pseudonym not in shown


def test_it_says_what_the_map_does_not_count_yet(cast: Cast, lin: Client) -> None:
    held = queries.statement_by_number(cast.brand, 1, 1)
    assert held is not None
    for member in (cast.zhou, cast.lin):
        actions.cast_vote(held, Choice.AGREE, actor=member, now=NOW + timedelta(seconds=3))
    assert "2 votes since are kept and will be counted" in page(lin)


def test_without_a_map_it_says_how_many_are_missing(
    cast: Cast, conversation: Conversation, sign_in: Callable[[Member], Client]
) -> None:
    voted(conversation, [cast.lin, *crowd(cast.brand, 2)], two_camps)
    shown = page(sign_in(cast.lin))
    assert "7 more voices and the map appears" in shown
    assert "All 24 votes are kept" in shown


def test_a_group_of_nine_is_not_told_apart(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    """Thirty against six: the six are on the map, and nothing says how they voted."""
    camps = [2 * i + 1 for i in range(30)] + [2 * i for i in range(6)]
    voted(conversation, crowd(cast.brand, 36), lambda i, s: two_camps(camps[i], s))
    actions.close(conversation, actor=cast.mei, now=NOW)
    refresh_maps(NOW)
    latest = queries.latest_map(conversation)
    assert latest is not None
    result = queries.result_of(conversation, latest, now=NOW)
    small = [group for group in result.groups if group.size is None]
    assert small
    assert all(group.stands_for == [] for group in small)
    told_apart = {str(group.label) for group in result.groups} - {str(g.label) for g in small}
    assert set(latest.picture["outlines"]) == told_apart
    sides = [share for division in result.divisions for _, _, share in division.sides]
    assert all(share.trials >= 10 for share in sides)
    assert "fewer than 10" in page(client)


def test_staff_see_what_they_facilitate(
    cast: Cast, divided: Conversation, sign_in: Callable[[Member], Client]
) -> None:
    refresh_maps(NOW)
    assert 'role="img"' in page(sign_in(cast.mei))
