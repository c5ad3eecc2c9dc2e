"""Roles: given by an executive, one fact each, and never together with a fan's vote."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from folkmoot.foundation.people import queries, rules
from folkmoot.foundation.people.actions import end_role, grant_role, leave
from folkmoot.foundation.people.models import Member, Role, RoleGrant
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


def fresh(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_an_executive_gives_and_ends(cast: Cast) -> None:
    grant_role(cast.zhou, Role.LEGAL, title="法务", actor=cast.chen, now=NOW)
    zhou = fresh(cast.zhou)
    assert rules.is_legal(zhou)
    assert not rules.is_fan(zhou)
    assert queries.title_of(zhou) == "法务"
    end_role(zhou, Role.LEGAL, actor=cast.chen, now=NOW)
    assert rules.is_fan(fresh(zhou))
    row = RoleGrant.objects.get(member=zhou)
    assert (row.granted_by, row.ended_by) == (cast.chen, cast.chen)


@pytest.mark.parametrize("who", ["lin", "mei", "wu", "rival", "stranger"])
def test_nobody_else_does(cast: Cast, who: str) -> None:
    with pytest.raises(Refusal):
        grant_role(cast.zhou, Role.OPERATOR, actor=getattr(cast, who), now=NOW)
    with pytest.raises(Refusal):
        end_role(cast.mei, Role.OPERATOR, actor=getattr(cast, who), now=NOW)


def test_not_across_brands_and_not_for_who_left(cast: Cast) -> None:
    with pytest.raises(Refusal):
        grant_role(cast.stranger, Role.OPERATOR, actor=cast.chen, now=NOW)
    leave(actor=cast.lin, now=NOW)
    with pytest.raises(Refusal):
        grant_role(cast.lin, Role.OPERATOR, actor=cast.chen, now=NOW)


def test_the_page(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.chen)
    form = {"email": "ZHOU@example.org", "role": "auditor", "title": ""}
    assert client.post("/lumen/members/roles", form).status_code == 302
    assert rules.is_auditor(fresh(cast.zhou))
    grant = RoleGrant.objects.get(member=cast.zhou)
    assert client.post(f"/lumen/members/roles/{grant.pk}/end").status_code == 302
    assert not rules.is_auditor(fresh(cast.zhou))
    missing = client.post("/lumen/members/roles", {**form, "email": "stranger@example.org"})
    assert missing.status_code == 403
    assert "role=" not in missing.content.decode().split("<form")[-1].split("name=")[0]


def test_a_grant_of_another_brand_is_not_there(cast: Cast, sign_in: Callable[..., Client]) -> None:
    grant = RoleGrant.objects.get(member=cast.rival)
    assert sign_in(cast.chen).post(f"/lumen/members/roles/{grant.pk}/end").status_code == 404
    assert rules.is_operator(fresh(cast.rival))


@pytest.mark.django_db
def test_the_commands_open_a_brand_and_give_its_first_role() -> None:
    call_command("brand", "found", "oriel", "Oriel", stdout=StringIO())
    out = StringIO()
    call_command(
        "role", "grant", "oriel", "First@Example.org", "executive", "--title", "CEO", stdout=out
    )
    brand = queries.brand_by_slug("oriel")
    assert brand
    member = queries.member_by_email(brand, "first@example.org")
    assert member
    assert rules.is_executive(member)
    assert queries.title_of(member) == "CEO"


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["Oriel", "api", "two words", ""])
def test_a_brand_needs_a_free_plain_address(slug: str) -> None:
    with pytest.raises(CommandError, match=r"slug|brand_slug_free|__all__"):
        call_command("brand", "found", slug, "Oriel")


@pytest.mark.django_db
def test_a_role_needs_a_brand() -> None:
    with pytest.raises(CommandError, match="no brand"):
        call_command("role", "grant", "nowhere", "a@example.org", "operator")
