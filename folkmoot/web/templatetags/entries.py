"""What the entries of the public record are called, and where their subjects live."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Every public kind of fact has its sentence here; a test looks for the missing ones.
TITLES = {
    "answer.published": _("The brand answered"),
    "brand.founded": _("The moot was founded"),
    "clock.overdue": _("A deadline passed without a reply"),
    "conversation.closed": _("A conversation closed"),
    "conversation.imported": _("Votes cast elsewhere were brought in"),
    "conversation.opened": _("A conversation opened"),
    "map.published": _("A tally and its opinion map were published"),
    "passage.erased": _("Words were erased on a legal basis"),
    "statement.made": _("A statement was made"),
    "statement.ruled": _("A moderator ruled on a statement"),
    "topic.announced": _("A rule of the charter was announced"),
}
# The page that a subject has: its prefix → the route, and the name of its argument.
PAGES = {"conversation": ("conversation", "number"), "topic": ("charter_topic", "topic")}
SUBJECTS = {
    "brand": _("Moot"),
    "conversation": _("Conversation %(name)s"),
    "topic": _("Topic %(name)s"),
}


@register.filter
def kind_title(kind: str) -> str:
    return str(TITLES.get(kind, kind))


@register.filter
def subject_title(subject: str) -> str:
    prefix, _colon, name = subject.partition(":")
    return str(SUBJECTS.get(prefix, subject)) % {"name": name}


@register.simple_tag
def subject_url(brand: Any, subject: str) -> str:
    """The address of the page about a subject, or nothing if it has none."""
    prefix, _colon, name = subject.partition(":")
    if prefix not in PAGES:
        return ""
    route, argument = PAGES[prefix]
    try:
        return reverse(route, kwargs={"brand": brand.slug, argument: name})
    except NoReverseMatch:
        return ""
