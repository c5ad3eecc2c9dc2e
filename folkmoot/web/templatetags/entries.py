"""What the entries of the public record are called, and where their subjects live."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import KINDS

register = template.Library()

# The page that a subject has: its prefix → the route, and the name of its argument.
PAGES = {
    "conversation": ("conversation", "number"),
    "topic": ("charter_topic", "topic"),
    "charter": ("charter_edition", "edition"),
    "amendment": ("amendment", "amendment"),
    "body": ("body", "body"),
    "mandate": ("mandate", "mandate"),
    "collective": ("collective", "statement"),
}
SUBJECTS = {
    "brand": _("Moot"),
    "conversation": _("Conversation %(name)s"),
    "topic": _("Topic %(name)s"),
    "charter": _("Charter, edition %(name)s"),
    "amendment": _("Amendment %(name)s"),
    "soul": _("Soul item %(name)s"),
    "body": _("Body %(name)s"),
    "mandate": _("Mandate %(name)s"),
    "collective": _("Statement %(name)s"),
}


@register.filter
def kind_title(kind: str) -> str:
    return str(KINDS[kind].heading) if kind in KINDS else kind


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
