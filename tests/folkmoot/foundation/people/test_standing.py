"""Cohorts come from taking part and from nothing else; levels from what was proved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.foundation.people import queries, rules
from folkmoot.foundation.people.actions import join, leave, note_active, verify
from folkmoot.foundation.people.models import ActiveDay, Level, Member
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    ("days", "cohort"),
    [(0, "silent"), (1, "ordinary"), (2, "ordinary"), (3, "active"), (11, "active"), (12, "core")],
)
def test_the_cohort_follows_active_days(cast: Cast, days: int, cohort: str) -> None:
    for day in range(days):
        note_active(cast.lin, now=NOW - timedelta(days=day))
        note_active(cast.lin, now=NOW - timedelta(days=day, minutes=1))
    assert queries.cohort_of(cast.lin, NOW) == cohort
    assert queries.cohort_of(cast.lin, NOW + timedelta(days=120)) == "silent"


def test_left_is_a_cohort(cast: Cast) -> None:
    note_active(cast.lin, now=NOW)
    leave(actor=cast.lin, now=NOW)
    assert queries.cohort_of(cast.lin, NOW) == "left"


def test_staff_are_not_counted_among_fans(cast: Cast) -> None:
    note_active(cast.lin, now=NOW)
    sizes = queries.cohort_sizes(cast.brand, NOW)
    assert sizes == {"core": 0, "active": 0, "ordinary": 1, "silent": 1, "left": 0}


def test_nothing_that_was_bought_is_stored_about_a_member() -> None:
    # I15: what is not there cannot weigh. A new column about money has to change this list.
    money = ("spend", "spent", "price", "order", "purchase", "amount", "paid", "points", "weight")
    for model in (Member, ActiveDay, *[r.related_model for r in Member._meta.related_objects]):
        if model._meta.app_label == "people":
            names = [field.name for field in model._meta.get_fields()]
            assert not [n for n in names if any(word in n for word in money)], model


def test_levels(cast: Cast) -> None:
    new = join(cast.brand, cast.outsider, now=NOW)
    assert rules.level_of(new, NOW) == Level.EMAIL
    assert rules.level_of(new, NOW + timedelta(days=7)) == Level.SETTLED
    verify(new, Level.MET, actor=cast.mei, now=NOW)
    assert rules.level_of(Member.objects.get(pk=new.pk), NOW) == Level.MET


def test_only_an_operator_of_the_brand_verifies_and_not_themselves(cast: Cast) -> None:
    for actor in (cast.lin, cast.chen, cast.rival, cast.wu):
        with pytest.raises(Refusal):
            verify(cast.zhou, Level.MET, actor=actor, now=NOW)
    with pytest.raises(Refusal):
        verify(cast.mei, Level.MET, actor=cast.mei, now=NOW)


def test_the_page_of_the_operator(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.mei)
    path = "/lumen/members/verification"
    assert client.post(path, {"pseudonym": f" {cast.lin.pseudonym} "}).status_code == 302
    assert rules.level_of(Member.objects.get(pk=cast.lin.pk), NOW) == Level.MET
    assert client.post(path, {"pseudonym": cast.stranger.pseudonym}).status_code == 403


def test_my_place_shows_what_is_known(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.lin)
    body = client.get("/lumen/members/me").content.decode()
    assert cast.lin.pseudonym in body
    assert cast.zhou.pseudonym not in body
    assert client.get("/fathom/members/me").status_code == 403
