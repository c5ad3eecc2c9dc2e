"""The first charter."""

from datetime import timedelta

import pytest

from folkmoot.charter.articles import queries
from folkmoot.charter.articles.actions import adopt_first
from folkmoot.charter.articles.actions.adopting import digest_of
from folkmoot.charter.articles.models import Edition, SoulItem
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.charter.models import Rung, Topic
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.rules import Member
from folkmoot.foundation.record.queries import history, latest_number
from tests.folkmoot.charter.articles.conftest import DAY, ITEM, THEN, draft
from tests.folkmoot.conftest import NOW, Cast, refused


def adopt(cast: Cast, actor: Member, **changed: object) -> Edition:
    said: dict[str, object] = {"articles": [pattern("T1")], "soul": [], "topics": [draft()]}
    return adopt_first(**(said | changed), actor=actor, now=NOW)  # type: ignore[arg-type]


def test_it_is_in_force_at_once_with_its_topics_and_its_soul(cast: Cast, edition: Edition) -> None:
    assert queries.edition_in_force(cast.brand, THEN) == edition
    assert queries.edition_in_force(cast.brand, THEN - timedelta(microseconds=1)) is None
    assert [item.statement for item in queries.soul(cast.brand, NOW)] == ["机身上不印广告"]
    assert set(Topic.objects.values_list("slug", flat=True)) == {"design", "soul"}


def test_the_record_vouches_for_its_text(cast: Cast, edition: Edition) -> None:
    fact = history(cast.brand, "charter:1").get()
    assert fact.published["digest"] == digest_of(edition.body)
    assert fact.published["articles"] == "T2 T4 T12"


def test_its_review_has_a_clock(cast: Cast, edition: Edition) -> None:
    clock = clock_of(cast.brand, "charter-review", "charter:1")
    assert clock is not None
    assert clock.due_at == edition.review_due == THEN + 24 * 30 * DAY


@pytest.mark.parametrize("name", ["lin", "mei", "wu", "zhou"])
def test_only_an_executive_adopts(cast: Cast, name: str) -> None:
    with refused("not-executive"):
        adopt(cast, getattr(cast, name))


def test_there_is_one_first_charter(cast: Cast, edition: Edition) -> None:
    with refused("charter-exists"):
        adopt(cast, cast.chen)


def test_what_the_linter_finds_is_refused_and_nothing_is_written(cast: Cast) -> None:
    before = latest_number(cast.brand)
    with refused("charter-incomplete"):
        adopt(cast, cast.chen, articles=[pattern("T2")])
    with refused("charter-incomplete"):
        adopt(cast, cast.chen, topics=[draft(rung=Rung.CONSENT)])
    with refused("charter-incomplete"):
        adopt(cast, cast.chen, articles=[pattern("T4"), pattern("T12")], soul=[ITEM] * 6)
    assert latest_number(cast.brand) == before
    assert not Edition.objects.exists()
    assert not SoulItem.objects.exists()
