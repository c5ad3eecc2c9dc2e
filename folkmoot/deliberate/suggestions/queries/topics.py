"""Under which rule a suggestion is made."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import Rung, in_force
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.charter.models import Topic, TopicVersion
    from folkmoot.foundation.people.models import Brand


def rules_in_force(brand: "Brand", now: datetime) -> list["TopicVersion"]:
    """What one can suggest something about, the default first."""
    found = [version for topic in charter.topics(brand) if (version := in_force(topic, now))]
    # Where advice is asked for comes first; of these, what has been there longest.
    return sorted(found, key=lambda version: (version.rung != Rung.ADVISE, version.topic_id))


def topic_or_default(brand: "Brand", slug: str, now: datetime) -> "Topic | None":
    if slug:
        topic = charter.topic_by_slug(brand, slug)
        if topic is None:
            raise Refusal(
                "topic-unknown",
                _("There is no such topic."),
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        return topic
    found = rules_in_force(brand, now)
    return found[0].topic if found else None
