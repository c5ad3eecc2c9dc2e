"""Moderation: what is never stored, what is taken down with a reason, and the appeal."""

from collections.abc import Callable

import pytest
from django.test import Client

from folkmoot.deliberate.moderation import queries as moderation
from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.jobs import restore_suggestions
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.search.queries import find
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.suggestions.conftest import again

ROOM = "/lumen/suggestions/"


@pytest.mark.parametrize("box", ["text", "title", "problem", "scene"])
def test_personal_details_are_never_stored(cast: Cast, topic: str, box: str) -> None:
    said = {"text": "请改进售后", box: "请打给店长 13812345678"}
    with refused("personal-details"):
        actions.suggest(Wording(**said), actor=cast.lin, now=NOW)
    assert not Suggestion.objects.exists()


def test_taken_down_everywhere_and_shown_again(
    cast: Cast, suggestion: Suggestion, sign_in: Callable[[Member], Client]
) -> None:
    catch_up()
    sign_in(cast.mei).post(f"{ROOM}1/hiding", {"reason": "attack"})
    catch_up()
    assert queries.suggestion_by_number(cast.brand, 1) is None
    assert queries.suggestion_page(cast.brand).rows == []
    assert queries.similar_to(cast.brand, "电池门希望能自己打开") == []
    assert not find(cast.brand, "电池门")
    lin = sign_in(cast.lin)
    for path in (ROOM, f"{ROOM}1/", "/lumen/record/", f"{ROOM}1/desk"):
        assert "电池门" not in Client().get(path).content.decode(), path
    assert "moderation/measures/" in lin.get(f"{ROOM}1/").content.decode()
    assert "moderation/measures/" in inbox(cast.lin).first().path  # type: ignore[union-attr]
    assert "电池门" in lin.get("/lumen/participation").content.decode()  # one's own
    sign_in(cast.mei).post(f"{ROOM}1/showing")
    assert again(cast, 1).supports == 1
    catch_up()
    assert find(cast.brand, "电池门")


def test_the_measure_has_reason_author_and_the_reply_is_given(
    cast: Cast, suggestion: Suggestion
) -> None:
    actions.hide(suggestion, "personal", actor=cast.mei, now=NOW)
    measure = moderation.measure_of(suggestion.text)
    assert measure is not None
    assert (measure.author, measure.reason, measure.about) == (
        cast.lin,
        "personal",
        "suggestion:1",
    )
    clock = clock_of(cast.brand, "answer", "suggestion:1")
    assert clock is not None
    assert clock.met_by == measure.fact
    with refused("already-ruled"):
        actions.hide(suggestion, "personal", actor=cast.mei, now=NOW)


@pytest.mark.parametrize("reason", ["", "duplicate", "several", "cost"])
def test_only_for_a_reason_of_the_policy(cast: Cast, suggestion: Suggestion, reason: str) -> None:
    with refused("reason-needed"):
        actions.hide(suggestion, reason, actor=cast.mei, now=NOW)


@pytest.mark.parametrize(
    ("who", "code"), [("lin", "not-moderator"), ("chen", "not-moderator"), ("rival", "other-brand")]
)
def test_who_may_not(cast: Cast, suggestion: Suggestion, who: str, code: str) -> None:
    with refused(code):
        actions.hide(suggestion, "attack", actor=getattr(cast, who), now=NOW)


def test_an_appeal_that_was_won_shows_it_again(cast: Cast, suggestion: Suggestion) -> None:
    actions.hide(suggestion, "attack", actor=cast.mei, now=NOW)
    won = Fact(
        brand=cast.brand,
        kind="appeal.decided",
        subject="measure:1",
        at=NOW,
        published={"outcome": "overturned", "about": "suggestion:1", "item": 1},
    )
    for _ in range(2):
        restore_suggestions(won)
    assert again(cast, 1).hidden_at is None
    assert Fact.objects.filter(kind="suggestion.shown").count() == 1
