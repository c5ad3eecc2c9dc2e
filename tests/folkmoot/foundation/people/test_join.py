"""Joining and leaving: one tap each, and nothing is lost in between."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from folkmoot.foundation.people import rules
from folkmoot.foundation.people.actions import join, leave
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.queries import facts_after
from tests.folkmoot.conftest import NOW, Cast, refused


def kinds(cast: Cast) -> list[str]:
    return list(facts_after(cast.brand, 0, public=False).values_list("kind", flat=True))


def test_joining_twice_is_joining_once(cast: Cast) -> None:
    first = join(cast.brand, cast.outsider, now=NOW)
    count = len(kinds(cast))
    assert join(cast.brand, cast.outsider, now=NOW) == first
    assert len(kinds(cast)) == count


def test_whoever_comes_back_is_the_same_member(cast: Cast) -> None:
    leave(actor=cast.lin, now=NOW)
    assert not rules.is_member(cast.lin)
    leave(actor=cast.lin, now=NOW)
    back = join(cast.brand, cast.lin.person, now=NOW + timedelta(days=1))
    assert back == cast.lin
    assert rules.is_member(back)
    assert kinds(cast)[-2:] == ["member.left", "member.joined"]


def test_a_role_is_handed_over_first(cast: Cast) -> None:
    with refused("holds-role"):
        leave(actor=cast.mei, now=NOW)


def test_no_fact_about_members_is_public(cast: Cast) -> None:
    leave(actor=cast.lin, now=NOW)
    public = facts_after(cast.brand, 0).values_list("kind", flat=True)
    assert not [kind for kind in public if kind.startswith(("member", "role"))]


def test_the_page_joins_and_goes_back_to_where_one_was(
    cast: Cast, sign_in: Callable[..., Client], client: Client
) -> None:
    response = client.post("/lumen/membership", {"next": "/lumen/charter/"})
    assert response["Location"].startswith("/account/login/code/?next=/lumen/membership")
    client = sign_in(cast.outsider)
    assert client.post("/lumen/membership", {"next": "/lumen/charter/"})["Location"] == (
        "/lumen/charter/"
    )
    assert Member.objects.filter(brand=cast.brand, person=cast.outsider).exists()
    foreign = client.post("/lumen/membership", {"next": "https://evil.example/"})
    assert foreign["Location"] == "/lumen/"


def test_the_page_leaves(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.lin)
    assert client.post("/lumen/departure")["Location"] == "/lumen/"
    assert not rules.is_member(cast.lin)
    assert client.post("/lumen/departure").status_code == 403
