"""Who may change a charter, when, and what an amendment needs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.articles.models import (
    AdoptedBy,
    Amendment,
    Edition,
    Guardian,
    Review,
    SoulItem,
)
from folkmoot.charter.articles.rules.linting import Finding as Finding
from folkmoot.charter.articles.rules.linting import lint as lint
from folkmoot.charter.rules import NOTICE, Keys
from folkmoot.foundation.people.rules import is_executive, level_of, require, require_fan
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

SETTLED = _("This has been settled, or its term is over.")
NOT_GUARDIAN = _("Only a guardian who held the key when this was proposed can sign it.")
SIGNED = _("You have signed this; a signature cannot be taken back.")

ELEMENT_LABELS = {
    "eligibility": _("Who may take part"),
    "term": _("Terms"),
    "quorum": _("Quorum"),
    "thresholds": _("Thresholds"),
    "clocks": _("Clocks"),
    "conflicts": _("Conflicts of interest"),
    "confidentiality": _("Confidentiality"),
    "minutes": _("Minutes"),
    "amendment": _("How it is changed"),
    "sunset": _("Review and end"),
    "protection": _("Protection"),
}

REVIEW_CLOCK = "charter-review"
REASON_LENGTH = 2000
REPLY_LENGTH = 4000
# Months of a charter are counted as thirty days: a promise that anyone can check on paper.
MONTH = timedelta(days=30)
GUARDIAN_TERM = 12 * MONTH
# After its last change a topic rests for so long before the next one is no longer "too fast".
COOL_DOWN = timedelta(days=30)
# An announced change that is further away than this, or an amendment that waits longer for its
# settlement, is "too slow".
FARTHEST_START = timedelta(days=180)
LONGEST_WAIT = timedelta(days=30)


@dataclass(frozen=True)
class Limits:
    """How long a seat is held, how often in a row, and how long the rest after that is."""

    months: int
    limit: int
    cooldown_months: int


@dataclass(frozen=True)
class PanelTerms:
    """Whom a panel by lot is drawn from, in which parts, and by when the brand replies to it."""

    core: int
    others: int
    minimum_level: int
    quorum_share: int
    agreed_above: int
    reply_hours: int

    @property
    def seats(self) -> int:
        return self.core + self.others

    @property
    def quorum(self) -> int:
        return max(1, -(-self.seats * self.quorum_share // 100))


def in_a_row(ends: list[datetime], limits: Limits, now: datetime) -> tuple[int, datetime | None]:
    """How many terms in a row ended at these times, and until when the rest after them lasts."""
    rest = limits.cooldown_months * MONTH
    row, last = 0, None
    for end in sorted(ends):
        fresh = last is not None and end - last > rest + limits.months * MONTH
        row, last = (1 if fresh else row + 1), end
    if last is None or last + rest <= now:
        return 0, None
    return row, last + rest


def require_executive(member: "Member | None") -> "Member":
    require(
        is_executive,
        member,
        code="not-executive",
        sentence=_("Only an executive of the brand may change its charter."),
    )
    assert member is not None  # noqa: S101 (nobody is no executive)
    return member


def require_clean(charter: dict[str, Any]) -> None:
    """Refuse a charter in which the linter finds anything, naming the first place."""
    found = lint(charter)
    if found:
        raise Refusal(
            "charter-incomplete",
            _("%(place)s: %(why)s"),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            place=found[0].place,
            why=str(found[0]),
            findings=len(found),
        )


def require_text(text: str, *, longest: int) -> str:
    text = text.strip()
    if not text or "\0" in text or len(text) > longest:
        raise Refusal(
            "text-length",
            _("Write between 1 and %(longest)d characters."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            longest=longest,
        )
    return text


def require_no_charter(*, exists: bool) -> None:
    if exists:
        raise Refusal(
            "charter-exists",
            _("This brand has a charter. Propose an amendment to change it."),
            status=HTTPStatus.CONFLICT,
        )


def require_charter(edition: Edition | None) -> Edition:
    if edition is None:
        raise Refusal(
            "no-charter",
            _("This brand has no charter yet. An executive writes the first one."),
            status=HTTPStatus.CONFLICT,
        )
    return edition


def require_differs(before: dict[str, Any], after: dict[str, Any]) -> None:
    if before == after:
        raise Refusal(
            "nothing-changes",
            _("Nothing differs from the charter in force."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_none_open(amendment: Amendment | None) -> None:
    if amendment is not None:
        raise Refusal(
            "amendment-open",
            _("Amendment %(number)d is still open. It is settled first, then the next begins."),
            status=HTTPStatus.CONFLICT,
            number=amendment.number,
        )


def is_open(amendment: Amendment, now: datetime) -> bool:
    """Comments and voices are taken until its window ends."""
    return not hasattr(amendment, "settlement") and now < amendment.closes_at


def require_open(amendment: Amendment, now: datetime) -> None:
    if not is_open(amendment, now):
        raise Refusal(
            "amendment-closed",
            _("The window of this amendment has ended."),
            status=HTTPStatus.CONFLICT,
        )


def require_settleable(amendment: Amendment, now: datetime, *, settled: bool) -> None:
    if settled:
        raise Refusal(
            "amendment-settled",
            _("This amendment has been settled."),
            status=HTTPStatus.CONFLICT,
        )
    if now < amendment.closes_at:
        raise Refusal(
            "amendment-too-early",
            _("People may speak until %(day)s; then it can be adopted."),
            status=HTTPStatus.CONFLICT,
            day=f"{timezone.localtime(amendment.closes_at):%Y-%m-%d %H:%M}",
        )


def require_voice(amendment: Amendment, member: "Member | None", now: datetime) -> "Member":
    """The member, if the clause lets them speak on this amendment."""
    require_open(amendment, now)
    fan = require_fan(member)
    require_same_brand(amendment.brand_id, fan)
    if level_of(fan, now) < amendment.minimum_level:
        raise Refusal("level-too-low", _("This amendment asks for a higher verification."))
    if fan.joined_at > now - timedelta(days=amendment.minimum_days):
        raise Refusal(
            "too-new",
            _("This amendment is for members of %(days)d days or more."),
            days=amendment.minimum_days,
        )
    return fan


def require_same_brand(brand: int, member: "Member") -> None:
    if member.brand_id != brand:
        raise Refusal("other-brand", _("There is no such thing here."), status=HTTPStatus.NOT_FOUND)


def require_adoptable(amendment: Amendment, keys: Keys, *, needed: int) -> None:
    """The clause under which it was proposed decides, and nothing else."""
    enough = keys.majority_shown(support_share=amendment.support_share, needed=needed)
    if amendment.adopted_by == AdoptedBy.VOTE and not enough:
        raise Refusal(
            "no-majority",
            _("The members' majority is not shown, so this cannot be adopted."),
            status=HTTPStatus.CONFLICT,
        )
    if amendment.adopted_by == AdoptedBy.TWO_KEYS and not (enough or keys.guardians_turned):
        raise Refusal(
            "second-key-missing",
            _("The second key is missing: neither the guardians nor a majority support it."),
            status=HTTPStatus.CONFLICT,
        )


def starts_at(amendment: Amendment, latest: Edition, now: datetime) -> datetime:
    """I2: after the clause's own notice, and later than the edition before it."""
    notice = max(NOTICE, timedelta(days=amendment.notice_days))
    return max(now + notice, latest.effective_from + timedelta(minutes=1))


def is_live(guardian: Guardian, now: datetime) -> bool:
    return (
        guardian.accepted_at is not None
        and guardian.accepted_at <= now < guardian.until
        and (guardian.ended_at is None or now < guardian.ended_at)
    )


def item_holds(item: SoulItem, now: datetime) -> bool:
    return item.since <= now and (item.until is None or now < item.until)


def require_not_yet_guardian(*, already: bool) -> None:
    if already:
        raise Refusal(
            "already-guardian",
            _("This member has been asked for this item already."),
            status=HTTPStatus.CONFLICT,
        )


def require_rested(*, terms: int, resting_until: datetime | None, limit: int) -> None:
    """Term limits and the rest after them (R11, T4)."""
    if terms >= limit and resting_until is not None:
        raise Refusal(
            "term-limit",
            _("After %(limit)d terms in a row comes a rest until %(day)s."),
            status=HTTPStatus.CONFLICT,
            limit=limit,
            day=f"{timezone.localtime(resting_until):%Y-%m-%d}",
        )


def require_adult(*, adult: bool) -> None:
    """I15: minors take no seats."""
    if not adult:
        raise Refusal(
            "adults-only",
            _("Seats are for adults: please confirm that you are eighteen or older."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_outcome(outcome: str) -> None:
    if outcome not in Review.Outcome.values:
        raise Refusal(
            "unknown-outcome", _("Choose one of the two."), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )


def require_latest(edition: Edition, latest: Edition | None) -> None:
    if latest is None or latest.pk != edition.pk:
        raise Refusal(
            "edition-replaced",
            _("A newer edition stands; review that one."),
            status=HTTPStatus.CONFLICT,
        )


def require_guardian(member: "Member | None") -> "Member":
    if member is None:
        raise Refusal("not-guardian", NOT_GUARDIAN)
    return member


def require_found(member: "Member | None") -> "Member":
    if member is None:
        raise Refusal(
            "no-such-member",
            _("Nobody here has this pseudonym."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return member
