"""One row by its columns, without composing SQL each time."""

import pytest
from django.db.models import Model

from folkmoot.charter.models import TopicVersion
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.people.models import Brand, Member, Person, RoleGrant
from folkmoot.foundation.record.models import Fact, Passage
from folkmoot.foundation.rows import row
from tests.folkmoot.conftest import Cast

pytestmark = pytest.mark.database

MODELS = (Brand, Member, Person, RoleGrant, TopicVersion, Fact, Passage, Conversation)


@pytest.mark.parametrize("model", MODELS)
def test_it_is_the_row_that_django_finds(model: type[Model], cast: Cast, topic: str) -> None:
    for wanted in model._base_manager.all():
        found = row(model, id=wanted.pk)
        assert found is not None
        for field in model._meta.concrete_fields:
            held, expected = (getattr(each, field.attname) for each in (found, wanted))
            assert (held, type(held)) == (expected, type(expected)), field.name
        assert not found._state.adding


def test_nothing_is_none(cast: Cast) -> None:
    assert row(Brand, slug="nowhere") is None
    assert row(Member, brand_id=cast.brand.pk, person_id=0) is None


def test_two_columns_are_both_asked(cast: Cast) -> None:
    asked = {"brand_id": cast.brand.pk, "person_id": cast.lin.person_id}
    assert row(Member, **asked) == cast.lin
    assert row(Member, **asked | {"brand_id": cast.other_brand.pk}) is None


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_a_number_that_no_column_holds_is_no_row(number: int, cast: Cast) -> None:
    """Django's own querysets know this; a driver does not, and says so with an error."""
    assert row(Brand, id=number) is None
