"""The limits that keep privileges from becoming a standing: how long, and how often in turn."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.models import Limits
from folkmoot.act.creators.rules.quarters import DAY, fits, next_day
from folkmoot.foundation.refusal import Refusal

LARGEST = 10**15
EARLIEST, LATEST = 2000, 2200


@dataclass(frozen=True, kw_only=True)
class Standard:
    """What holds for all creators.

    A privilege lasts `months` at most, and the same creator has the same kind of it in at most
    `held` of any `of` quarters in a row. There is an alert once five creators have more than
    `top_percent` of a kind, or fewer than `support_percent` of the fans asked say yes, or
    `fall_points` fewer than the time before. `broad_percent` is the share of resources that should
    go to broad co-creation; `shared` says whether the public sees how far that is so.
    """

    months: int = 12
    held: int = 4
    of: int = 6
    top_percent: int = 60
    support_percent: int = 50
    fall_points: int = 10
    broad_percent: int = 50
    shared: bool = False

    def stored(self) -> dict[str, Any]:
        return asdict(self)


DEFAULTS = Standard()
RANGES = {
    "months": (1, 12),
    "held": (1, 39),
    "of": (2, 40),
    "top_percent": (1, 100),
    "support_percent": (0, 100),
    "fall_points": (1, 100),
    "broad_percent": (0, 100),
}


def standard_of(limits: Limits | None) -> Standard:
    """The limits in force; the defaults until the brand has set its own."""
    if limits is None:
        return DEFAULTS
    return Standard(**{name: getattr(limits, name) for name in asdict(DEFAULTS)})


def require_limits(standard: Standard) -> None:
    for name, (least, most) in RANGES.items():
        if not least <= getattr(standard, name) <= most:
            raise Refusal(
                "limit-out-of-range",
                _("A number is out of its range: %(name)s must be between %(least)d and %(most)d."),
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
                name=name,
                least=least,
                most=most,
            )
    if standard.held >= standard.of:
        raise Refusal(
            "no-rotation",
            _("Quarters with a privilege must be fewer than the quarters looked at."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_quantity(quantity: int) -> None:
    if not 1 <= quantity <= LARGEST:
        raise Refusal(
            "quantity-out-of-range",
            _("Say how much, as a number above zero."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_period(begins: date, until: date, standard: Standard) -> None:
    """Every privilege has a last day, and the limits say how far it may be."""
    if not EARLIEST <= begins.year <= LATEST:
        raise Refusal(
            "day-out-of-range",
            _("That day is too far away."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    latest = months_after(begins, standard.months)
    if not begins <= until <= latest:
        raise Refusal(
            "period-out-of-range",
            _(
                "A privilege has a last day, here on %(latest)s at the latest. It can be given "
                "anew, but never for good."
            ),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            latest=date_format(latest, "Y-m-d"),
        )


def months_after(begins: date, months: int) -> date:
    """The last day of a stretch of so many months, the first day included."""
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if begins.day > days:
        return date(year, month + 1, days)
    return date(year, month + 1, begins.day) - DAY


def require_rotation(used: Collection[int], begins: date, until: date, standard: Standard) -> None:
    """`used` are the quarters in which this creator has had, or will have, this kind."""
    if fits(used, begins, until, held=standard.held, of=standard.of):
        return
    again = next_day(used, begins, until, held=standard.held, of=standard.of)
    terms = {"held": standard.held, "of": standard.of}
    if again is None:
        raise Refusal(
            "rotation-never",
            _(
                "So long a time never fits: the same creator has the same kind of privilege in at "
                "most %(held)d of %(of)d quarters in a row. Shorten it, or ask for an exception."
            ),
            status=HTTPStatus.CONFLICT,
            **terms,
        )
    raise Refusal(
        "rotation",
        _(
            "It is the turn of others: the same creator has the same kind of privilege in at most "
            "%(held)d of %(of)d quarters in a row. As many days fit again from %(again)s; "
            "otherwise ask for an exception."
        ),
        status=HTTPStatus.CONFLICT,
        again=date_format(again, "Y-m-d"),
        **terms,
    )
