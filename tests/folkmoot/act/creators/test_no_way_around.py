"""With the database in hand: nothing permanent, nothing edited, no exception slipped in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from folkmoot.act.creators import actions
from folkmoot.act.creators.models import (
    Creator,
    Exemption,
    Kind,
    Limits,
    Privilege,
    Request,
    Revocation,
)
from folkmoot.act.creators.rules import Standard
from folkmoot.foundation.people.models import Member
from tests.folkmoot.act.creators.conftest import DAY, TODAY, given
from tests.folkmoot.conftest import NOW, Cast


@pytest.fixture
def privilege(cast: Cast, creator: Creator) -> Privilege:
    return actions.grant(creator, given(), actor=cast.mei, now=NOW)


def copied(privilege: Privilege, **more: Any) -> Privilege:
    return Privilege(
        **{
            "brand": privilege.brand,
            "number": 2,
            "creator": privilege.creator,
            "kind": privilege.kind,
            "quantity": 1,
            "begins": TODAY,
            "until": TODAY,
            "reason": privilege.reason,
            "by": privilege.by,
            "at": NOW,
            "fact": privilege.fact,
        }
        | more
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": date(2036, 3, 2)},
        {"until": date(2027, 3, 3)},
        {"until": date.max},
        {"until": None},
        {"until": TODAY - DAY},
        {"quantity": 0},
        {"kind": "for-life"},
    ],
)
def test_no_row_without_an_end(privilege: Privilege, wrong: dict[str, Any]) -> None:
    copied(privilege, until=date(2027, 3, 2)).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        copied(privilege, **{"number": 3} | wrong).save()


def test_sql_makes_nothing_permanent(privilege: Privilege) -> None:
    names = [f.column for f in Privilege._meta.concrete_fields if f.name not in ("id", "number")]
    for until in ("9999-12-31", "2999-01-01", "2027-03-03", "10000-01-01", "12026-03-01", ""):
        chosen = [f"'{until}'" if name == "until" else name for name in names]
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO creators_privilege (number, {', '.join(names)}) "  # noqa: S608
                f"SELECT 9, {', '.join(chosen)} FROM creators_privilege"
            )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE creators_privilege SET until = '2026-12-31'")


def test_what_was_said_stays(cast: Cast, ma: Member, privilege: Privilege) -> None:
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    terms = given(begins=date(2026, 4, 1), until=date(2026, 4, 2))
    asked = actions.ask_exception(privilege.creator, terms, actor=ma, now=NOW)
    actions.exempt(asked, "推迟了。", actor=cast.chen, now=NOW)
    actions.revoke(privilege, TODAY, "停", actor=cast.mei, now=NOW)
    tampering: list[Callable[[], Any]] = [
        lambda: Privilege.objects.update(until=date(2026, 6, 1)),
        lambda: Privilege.objects.update(quantity=1),
        lambda: Privilege.objects.all().delete(),
        lambda: Limits.objects.update(held=3),
        lambda: Request.objects.update(by=cast.mei),
        lambda: Exemption.objects.update(by=ma),
        lambda: Revocation.objects.update(on=date(2026, 3, 20)),
        lambda: Revocation.objects.all().delete(),
        lambda: Creator.objects.update(relation="unpaid"),
    ]
    for tamper in tampering:
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()


def test_no_exception_is_slipped_in(cast: Cast, ma: Member, privilege: Privilege) -> None:
    """Not by whoever asked, not without the role, not by another brand, not for something else."""
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    terms = given(begins=date(2026, 4, 1), until=date(2026, 4, 2))
    asked = actions.ask_exception(privilege.creator, terms, actor=ma, now=NOW)
    signed = {"request": asked, "reasons": asked.reason, "at": NOW, "fact": asked.fact}
    for by in (ma, cast.mei, cast.rival):
        with pytest.raises(IntegrityError), transaction.atomic():
            Exemption.objects.create(**signed, by=by, name="x", title="x")
    exemption = Exemption.objects.create(**signed, by=cast.chen, name="Chen", title="x")
    as_asked = {
        "kind": Kind.BUDGET,
        "quantity": terms.quantity,
        "begins": terms.begins,
        "until": terms.until,
        "exemption": exemption,
    }
    for other in ({"quantity": 10**9}, {"kind": Kind.GIFT}, {"until": date(2026, 12, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            copied(privilege, **as_asked | other).save()
    copied(privilege, **as_asked).save()


def test_limits_that_are_none(cast: Cast) -> None:
    limits = actions.set_limits(Standard(), "轮流", actor=cast.chen, now=NOW)
    for wrong in ({"months": 13}, {"held": 6, "of": 6}, {"held": 0}):
        limits.pk, limits.number = None, 2
        changed = Limits(**{f.name: getattr(limits, f.name) for f in Limits._meta.fields} | wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            changed.save()
