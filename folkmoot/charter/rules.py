"""When a rule is in force, and who may take part under it."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.models import Topic, TopicVersion
from folkmoot.foundation.people.rules import Level, Member, level_of, require_fan
from folkmoot.foundation.refusal import Refusal

# How long a changed rule is announced before it is in force.
NOTICE = timedelta(days=7)


def require_notice(*, first: bool, effective_from: datetime, now: datetime) -> None:
    """I2: never retroactive; a change of an existing rule needs the full notice."""
    earliest = now if first else now + NOTICE
    if effective_from < earliest:
        raise Refusal(
            "rule-without-notice",
            _("A rule can be in force from %(earliest)s at the earliest."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            earliest=f"{earliest:%Y-%m-%d %H:%M} UTC",
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
    if level_of(fan, now) < version.minimum_level:
        raise Refusal(
            "level-too-low",
            _("This topic is open to: %(level)s."),
            level=Level(version.minimum_level).label,
        )
    return fan
