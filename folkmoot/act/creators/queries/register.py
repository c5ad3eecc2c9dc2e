"""Creators, what they have, and the limits in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from civics.language import normalise
from folkmoot.act.creators import rules
from folkmoot.act.creators.models import (
    Account,
    Creator,
    Exemption,
    Farewell,
    Kind,
    Limits,
    Privilege,
    Request,
)
from folkmoot.act.creators.rules import Period, Standard
from folkmoot.decide.partnerships.queries import deal_by_number
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.models import Deal
    from folkmoot.foundation.people.models import Brand

DAY = timedelta(days=1)


def creators(brand: "Brand") -> QuerySet[Creator]:
    goodbyes = Farewell.objects.select_related("reason", "comeback").order_by("number")
    found = Creator.objects.filter(brand=brand).select_related("brand", "name", "reason")
    with_them = found.select_related("by__person").prefetch_related(Prefetch("farewells", goodbyes))
    return with_them.order_by("number")


def farewell_of(creator: Creator) -> Farewell | None:
    """The farewell that holds: the last one, unless they came back."""
    last = max(creator.farewells.all(), key=lambda each: each.number, default=None)
    return None if last is None or hasattr(last, "comeback") else last


def creator_at(brand: "Brand", platform: str, handle: str) -> Creator | None:
    """Who is in the register with this account already, whatever the spelling."""
    wanted = (normalise(platform), normalise(handle))
    known = Account.objects.filter(creator__brand=brand, handle__text__isnull=False)
    for account in known.select_related("creator__brand", "creator__name", "handle"):
        if (normalise(account.platform), normalise(str(account.handle))) == wanted:
            return account.creator
    return None


def creator_by_number(brand: "Brand", number: int) -> Creator | None:
    return creators(brand).filter(number=number).first()


def limits_of(brand: "Brand") -> QuerySet[Limits]:
    """Every version, the one in force first."""
    found = Limits.objects.filter(brand=brand).select_related("reason", "by__person", "fact__brand")
    return found.order_by("-number")


def standard(brand: "Brand") -> Standard:
    return rules.standard_of(limits_of(brand).first())


def privileges(brand: "Brand") -> QuerySet[Privilege]:
    related = ("creator__name", "reason", "by__person", "deal", "exemption__reasons")
    found = Privilege.objects.filter(brand=brand).select_related(*related, "revocation__reasons")
    return found.order_by("-begins", "-number")


def privilege_by_number(brand: "Brand", number: int) -> Privilege | None:
    return privileges(brand).select_related("creator__brand").filter(number=number).first()


def requests_open(brand: "Brand", now: datetime) -> QuerySet[Request]:
    """Asked for beyond the limits, and neither signed nor past its last day."""
    found = Request.objects.filter(brand=brand, exemption=None, until__gte=now.date())
    return found.select_related("creator__name", "reason", "by__person").order_by("number")


def exceptions(brand: "Brand") -> int:
    """How many exceptions from the limits were ever signed."""
    return Exemption.objects.filter(request__brand=brand).count()


def request_by_number(brand: "Brand", number: int) -> Request | None:
    found = Request.objects.filter(brand=brand, number=number)
    return found.select_related("creator__brand", "reason", "by__person", "deal").first()


def period_of(privilege: Privilege) -> Period:
    """The days that it is really held: a revoked one ends the day before."""
    revocation = getattr(privilege, "revocation", None)
    last = min(privilege.until, revocation.on - DAY) if revocation else privilege.until
    return Period(privilege.begins, last, privilege.until)


def quarters_used(given: Iterable[Privilege]) -> dict[tuple[int, Kind], set[int]]:
    """By creator and kind, the quarters with a privilege in them, past and to come."""
    used: dict[tuple[int, Kind], set[int]] = {}
    for each in given:
        period = period_of(each)
        touched = rules.touched(period.begins, period.last)
        used.setdefault((each.creator_id, Kind(each.kind)), set()).update(touched)
    return used


def quarters_held(creator: Creator, kind: Kind) -> set[int]:
    """The quarters in which a creator has this kind of privilege."""
    given = Privilege.objects.filter(creator=creator, kind=kind).select_related("revocation")
    return quarters_used(given).get((creator.pk, kind), set())


def require_active(creator: Creator) -> None:
    if farewell_of(creator) is not None:
        raise Refusal(
            "creator-left",
            _("The brand no longer works with this creator. Say first that they are back."),
            status=HTTPStatus.CONFLICT,
        )


def deal_or_refuse(brand: "Brand", number: int | None) -> "Deal | None":
    """The deal that something belongs to, by its number among the partnerships."""
    if number is None:
        return None
    found = deal_by_number(brand, number)
    if found is None:
        raise Refusal(
            "no-such-deal",
            _("There is no deal %(number)d among the partnerships."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            number=number,
        )
    return found


@dataclass(frozen=True)
class Line:
    """A creator in the list, with what they have today."""

    creator: Creator
    left: bool
    held: list[Privilege]


def register(brand: "Brand", now: datetime) -> list[Line]:
    """Those the brand works with first, each in the order in which they were entered."""
    today = now.date()
    held: dict[int, list[Privilege]] = {}
    for privilege in privileges(brand).filter(begins__lte=today, until__gte=today):
        if period_of(privilege).last >= today:
            held.setdefault(privilege.creator_id, []).append(privilege)
    found = [
        Line(creator, farewell_of(creator) is not None, held.get(creator.pk, []))
        for creator in creators(brand)
    ]
    return sorted(found, key=lambda line: line.left)


@dataclass(frozen=True)
class Turn:
    """How near a creator is to the limit of one kind, counted back from the present quarter."""

    kind: Kind
    used: int
    held: int
    of: int

    @property
    def near(self) -> bool:
        """Three quarters of the limit, or more."""
        return self.used >= self.held - self.held // 4


def turn_of(kind: Kind, used: set[int], limits: Standard, present: int) -> Turn:
    window = range(present - limits.of + 1, present + 1)
    return Turn(kind, sum(q in window for q in used), limits.held, limits.of)


def turns(creator: Creator, now: datetime) -> list[Turn]:
    """One line for each kind that the creator has had in the quarters that still count."""
    limits, present = standard(creator.brand), rules.quarter_of(now.date())
    given = Privilege.objects.filter(creator=creator).select_related("revocation")
    found = [
        turn_of(kind, used, limits, present) for (_, kind), used in quarters_used(given).items()
    ]
    return [turn for turn in found if turn.used]
