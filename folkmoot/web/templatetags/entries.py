"""What the entries of the public record are called, and where their subjects live."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.db.models import Choices
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import KINDS, FactBody
from folkmoot.web.templatetags.moment import minute

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact

register = template.Library()

# The page that a subject has: its prefix → the route, and the name of its argument.
PAGES = {
    "conversation": ("conversation", "number"),
    "measure": ("measure", "measure"),
    "panel": ("panel", "panel"),
    "ballot": ("ballots:ballot", "ballot"),
    "ballot-appeal": ("ballots:appeal", "appeal"),
    "decision": ("decision", "number"),
    "petition": ("petition", "number"),
    "promise": ("promise", "number"),
    "review": ("review", "review"),
    "contest": ("contest", "contest"),
    "suggestion": ("suggestion", "number"),
    "topic": ("charter_topic", "topic"),
    "charter": ("charter_edition", "edition"),
    "amendment": ("amendment", "amendment"),
    "body": ("body", "body"),
    "mandate": ("mandate", "mandate"),
    "collective": ("collective", "statement"),
    "creators": ("creator_quarter", "quarter"),
}
SUBJECTS = {
    "brand": _("Moot"),
    "creator": _("Creator %(name)s"),
    "creators": _("Creators in %(name)s"),
    "creator-limits": _("Limits for creators, version %(name)s"),
    "conversation": _("Conversation %(name)s"),
    "filing": _("Filing %(name)s"),
    "measure": _("Measure %(name)s"),
    "panel": _("Panel %(name)s"),
    "ballot": _("Ballot %(name)s"),
    "ballot-appeal": _("Appeal %(name)s about a ballot"),
    "decision": _("Decision %(name)s"),
    "partnership": _("Partnership %(name)s"),
    "petition": _("Petition %(name)s"),
    "promise": _("Promise %(name)s"),
    "dossier": _("Dossier %(name)s"),
    "dossier-appeal": _("Appeal about a dossier %(name)s"),
    "review": _("Review %(name)s"),
    "contest": _("Contest %(name)s"),
    "contest-entry": _("Entry %(name)s to a contest"),
    "draft": _("What was said in entry %(name)s"),
    "red-line": _("Red line %(name)s"),
    "suggestion": _("Suggestion %(name)s"),
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
def field_title(kind: str, name: str) -> str:
    """What a field of a fact is called; an entry outlives the code that once wrote it."""
    label = KINDS[kind].label_of(name) if kind in KINDS else None
    return str(capfirst(label or name))


@register.filter
def particulars(fact: "Fact") -> list[tuple[str, str]]:
    """The plain fields of a fact by their titles, as a reader sees them."""
    body = KINDS.get(fact.kind, FactBody)
    return [
        (field_title(fact.kind, name), _shown(body.read(name, value)))
        for name, value in fact.published.items()
    ]


def _shown(value: Any) -> str:
    if isinstance(value, Choices):
        return str(capfirst(value.label))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return minute(value)
    if isinstance(value, list):
        return "\n".join(_shown(each) for each in value)
    return "–" if value in ("", None) else str(value)


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
