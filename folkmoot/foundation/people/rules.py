"""Who is who, said once. Rules of other rooms are sentences made of these."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from rules.predicates import Predicate

# Other rooms name these types, and may not import the models.
from folkmoot.foundation.people.models import Brand as Brand  # noqa: PLC0414
from folkmoot.foundation.people.models import Level as Level  # noqa: PLC0414
from folkmoot.foundation.people.models import Member as Member  # noqa: PLC0414
from folkmoot.foundation.people.models import Role as Role  # noqa: PLC0414
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# Cohorts are counted in active days of the last ninety. Spending is not an input anywhere.
WINDOW = timedelta(days=90)
CORE_DAYS = 12
ACTIVE_DAYS = 3
SETTLED_AFTER = timedelta(days=7)

# Under ten people a figure could point at a person, so it is not shown: on pages or in exports.
SMALLEST_CELL = 10

COHORTS = ("core", "active", "ordinary", "silent", "left")


@dataclass(frozen=True)
class Purpose:
    """What a member may agree to. A changed sentence gets a new `wording`, and is asked again."""

    wording: str
    sentence: "StrPromise"


PURPOSES = {
    "invitations": Purpose(
        "2026-11", _("Invite me to reviews and panels for which I was drawn by lot.")
    ),
    "adult": Purpose("2026-11", _("I am 18 or older. Seats on panels are for adults.")),
    "surveys": Purpose("2026-11", _("Ask me short questions, at most once a month.")),
}


def cohort_for(*, active_days: int, departed: bool) -> str:
    """The cohort of someone with so many active days in the window."""
    if departed:
        return "left"
    if active_days >= CORE_DAYS:
        return "core"
    if active_days >= ACTIVE_DAYS:
        return "active"
    return "ordinary" if active_days else "silent"


def level_of(member: Member, now: datetime) -> Level:
    """The highest level that the member has proved by now."""
    proved = [v.level for v in member.verifications.all()]
    settled = member.joined_at + SETTLED_AFTER <= now
    return Level(max([Level.SETTLED if settled else Level.EMAIL, *proved]))


def shown(count: int) -> int | None:
    """A count of people, if it is large enough to be shown."""
    return count if count >= SMALLEST_CELL else None


def token_digest(secret: str) -> str:
    # The secret has 256 random bits, so a plain hash is enough: there is nothing to guess.
    return hashlib.sha256(secret.encode()).hexdigest()


def roles_of(member: Member) -> frozenset[str]:
    """The roles the member holds now; loaded once for each member object."""
    held: frozenset[str] | None = getattr(member, "_roles", None)
    if held is None:
        held = frozenset(member.grants.filter(ended_at__isnull=True).values_list("role", flat=True))
        member._roles = held  # type: ignore[attr-defined]
    return held


def remember(member: Member, *, departed: bool, roles: Iterable[str]) -> None:
    """Keep on a member object what a page has read with it, so that no rule reads it again."""
    member._departed, member._roles = departed, frozenset(roles)  # type: ignore[attr-defined]


def _is_member(member: Member | None) -> bool:
    if member is None:
        return False
    departed: bool | None = getattr(member, "_departed", None)
    if departed is None:
        departed = member.departures.filter(returned_at__isnull=True).exists()
    return not departed


def _sentence(function: Callable[[Member | None], bool], name: str) -> Any:
    """A predicate that joins others with `&`, `|` and `~`."""
    return Predicate(function, name)


is_member = _sentence(_is_member, "is a member")


def holds(*roles: Role) -> Any:
    """A predicate: the member holds one of these roles now."""

    def predicate(member: Member | None) -> bool:
        return member is not None and not roles_of(member).isdisjoint(roles)

    return _sentence(predicate, f"holds {' or '.join(roles)}")


is_operator = holds(Role.OPERATOR)
is_executive = holds(Role.EXECUTIVE)
is_legal = holds(Role.LEGAL)
is_auditor = holds(Role.AUDITOR)
is_staff = holds(*Role)
# Staff never vote as fans, whatever else they are.
is_fan = is_member & ~is_staff


def require(
    predicate: Callable[..., bool], *subject: Any, code: str, sentence: Any, **params: Any
) -> None:
    """Refuse unless the rule holds: `require(is_operator, actor, code=…, sentence=…)`."""
    if not predicate(*subject):
        raise Refusal(code, sentence, **params)


def require_operator(member: Member | None) -> Member:
    if member is None or not is_operator(member):
        raise Refusal("not-operator", _("Only an operator of the brand may do this."))
    return member


def require_executive(member: Member | None) -> None:
    require(
        is_executive,
        member,
        code="not-executive",
        sentence=_("Only an executive of the brand may give or end a role."),
    )


def require_member(member: Member | None) -> Member:
    """The member, if they have joined and not left; a role does not matter."""
    if member is None or not is_member(member):
        raise Refusal("not-member", _("Join the brand's moot first; it takes one tap."))
    return member


def require_fan(member: Member | None) -> Member:
    """The member, if they may speak and vote as a fan of this brand."""
    member = require_member(member)
    if is_staff(member):
        raise Refusal(
            "staff-cannot-vote",
            _("You hold a role in this brand, so you cannot speak or vote as a fan here."),
        )
    return member
