"""When a rule is in force, what it must say, and who may take part under it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.models import (
    LONGEST_SUSPENSION,
    MOST_COHORTS,
    Rung,
    Topic,
    TopicVersion,
)
from folkmoot.foundation.people.rules import (
    Level,
    Member,
    is_executive,
    level_of,
    require,
    require_fan,
)
from folkmoot.foundation.refusal import Refusal

# What other rooms need of this one's models.
__all__ = ["LONGEST_SUSPENSION", "MOST_COHORTS", "Rung"]

# How long a changed rule is announced before it is in force.
NOTICE = timedelta(days=7)
LONGEST_REPLY_HOURS = 366 * 24
LARGEST_QUORUM = 1_000_000_000
LONGEST_TEXT = 1000
# The smallest and the largest number that a term may be.
RANGES = {
    "quorum": (0, LARGEST_QUORUM),
    "quorum_share": (0, 100),
    "petition_share": (1, 100),
    "petition_cohorts": (1, MOST_COHORTS),
    "suspension_hours": (1, LONGEST_SUSPENSION),
    "support_share": (50, 99),
    "reply_hours": (1, LONGEST_REPLY_HOURS),
}


def require_announcer(member: Member | None) -> Member:
    """The member, if they may change who decides what."""
    require(
        is_executive,
        member,
        code="not-executive",
        sentence=_("Only an executive of the brand may change who decides what."),
    )
    assert member is not None  # noqa: S101 (nobody is no executive)
    return member


def earliest_start(topic: Topic | None, now: datetime) -> datetime:
    """I2: never retroactive; a change of an existing rule needs the full notice.

    Versions start in the order in which they were announced, so that a rule is never replaced by
    one that is older than itself.
    """
    latest = topic.versions.order_by("-effective_from").first() if topic else None
    if latest is None:
        return now
    return max(now + NOTICE, latest.effective_from + timedelta(minutes=1))


def require_notice(topic: Topic | None, *, effective_from: datetime, now: datetime) -> None:
    earliest = earliest_start(topic, now)
    if effective_from < earliest:
        raise Refusal(
            "rule-without-notice",
            _("A rule can be in force from %(earliest)s at the earliest."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            earliest=f"{timezone.localtime(earliest):%Y-%m-%d %H:%M}",
        )


def require_name(slug: str, title: str) -> None:
    """A topic has a short address of small letters, figures and hyphens, and a title."""
    try:
        topic = Topic(slug=slug, title=title)
        topic.clean_fields(exclude=["brand"])
        validate_slug(slug)
        _require_text(title)
    except ValidationError as error:
        raise _incomplete(_("title and address"), error) from None


def require_terms(terms: dict[str, Any]) -> None:
    """Every term says something, and something that the database and the page can hold."""
    for term, value in terms.items():
        field = field_of(term)
        try:
            field.clean(value, None)
            if isinstance(value, str) and (value or not field.blank):
                _require_text(value)
            _require_in_range(term, value)
        except ValidationError as error:
            raise _incomplete(field.verbose_name, error) from None
    if terms["rung"] == Rung.SUSPEND and not terms["higher_decider"]:
        raise _incomplete(
            field_of("higher_decider").verbose_name,
            ValidationError(_("Where a decision can be suspended, name who looks at it again.")),
        )


def _require_in_range(term: str, value: Any) -> None:
    least, most = RANGES.get(term, (None, None))
    if least is not None and most is not None and not least <= value <= most:
        raise ValidationError(
            _("Choose a number from %(least)d to %(most)d."), params={"least": least, "most": most}
        )


def field_of(term: str) -> "Field[Any, Any]":
    """The field of a version that holds a term; its name is how readers know the term."""
    field = TopicVersion._meta.get_field(term)
    if not isinstance(field, Field):
        raise TypeError(f"{term} is no term of a rule")
    return field


def _require_text(text: str) -> None:
    if not text.strip() or "\0" in text or len(text) > LONGEST_TEXT:
        raise ValidationError(
            _("Write between 1 and %(longest)d characters."), params={"longest": LONGEST_TEXT}
        )


def _incomplete(term: Any, error: ValidationError) -> Refusal:
    return Refusal(
        "rule-incomplete",
        "%(term)s: %(why)s",
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        term=str(term),
        why=" ".join(error.messages),
    )


def require_rule(topic: Topic | None, *, now: datetime) -> TopicVersion:
    """The rule in force: nothing is asked or decided on a topic without one (R06)."""
    version = topic and in_force(topic, now)
    if not version:
        raise Refusal(
            "no-rule-in-force",
            _("No rule for this topic is in force. Announce one in the charter first."),
            status=HTTPStatus.CONFLICT,
        )
    return version


def in_force(topic: Topic, now: datetime) -> TopicVersion | None:
    """The one version of the rule that is active at this instant (I1)."""
    past = [v for v in topic.versions.all() if v.effective_from <= now]
    return max(past, key=lambda v: v.effective_from, default=None)


def require_voice(member: Member | None, version: TopicVersion, *, now: datetime) -> Member:
    """The member, if they may take part under this rule: a fan, verified as far as it asks."""
    fan = require_fan(member)
    if version.minimum_level and level_of(fan, now) < version.minimum_level:
        raise Refusal(
            "level-too-low",
            _("This topic is open to: %(level)s."),
            level=Level(version.minimum_level).label,
        )
    return fan


def quorum_needed(version: TopicVersion, *, eligible: int) -> int:
    """How many must take part before a result counts: the share or the number, what is less."""
    share = -(-eligible * version.quorum_share // 100)
    asked = [needed for needed in (share, version.quorum) if needed]
    return min(asked, default=0)


def signatures_needed(version: TopicVersion, *, active: int) -> int:
    """How many signatures a petition needs of so many active eligible members."""
    return max(1, -(-active * version.petition_share // 100))


def is_supported(version: TopicVersion, *, in_favour: int, against: int) -> bool:
    """L3: strictly more than the share of those who said yes or no. A tie is no support."""
    return in_favour * 100 > version.support_share * (in_favour + against)


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Who has turned a key for a change at L3 (I9): the brand, and the other side.

    The second key is the guardians', if more than half of them sign, or that of a majority for
    which there is evidence. How the votes were taken is for the caller to show.
    """

    brand: bool
    guardians: int = 0
    guardians_for: int = 0
    in_favour: int = 0
    against: int = 0
    undecided: int = 0

    @property
    def guardians_turned(self) -> bool:
        return self.guardians_for * 2 > self.guardians

    def majority_shown(self, *, support_share: int, needed: int) -> bool:
        decided = self.in_favour + self.against
        enough = decided + self.undecided >= needed
        return enough and self.in_favour * 100 > support_share * decided


def require_both_keys(version: TopicVersion, keys: Keys, *, eligible: int) -> None:
    """At L3 nothing is decided without both keys; below it there is nothing to ask."""
    if version.rung != Rung.CONSENT:
        return
    if not keys.brand:
        raise Refusal(
            "brand-key-missing",
            _("The brand's key is missing: an executive has to sign."),
            status=HTTPStatus.CONFLICT,
        )
    needed = quorum_needed(version, eligible=eligible)
    if keys.guardians_turned or keys.majority_shown(
        support_share=version.support_share, needed=needed
    ):
        return
    raise Refusal(
        "second-key-missing",
        _("The second key is missing: neither the guardians nor a majority support it."),
        status=HTTPStatus.CONFLICT,
    )
