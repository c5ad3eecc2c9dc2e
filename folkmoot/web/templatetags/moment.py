"""Times in words. `scripts/clocks.js` counts in the same steps."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from folkmoot.foundation.clocks.rules import state

register = template.Library()

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def length(span: timedelta) -> str:
    """A stretch of time in its largest unit, rounded down: 3 days, 5 hours, 1 minute."""
    span = abs(span)
    if span >= DAY:
        return ngettext("%d day", "%d days", span.days) % span.days
    if span >= HOUR:
        hours = span // HOUR
        return ngettext("%d hour", "%d hours", hours) % hours
    minutes = max(1, span // timedelta(minutes=1))
    return ngettext("%d minute", "%d minutes", minutes) % minutes


@register.filter
def until(at: datetime, now: datetime) -> str:
    """In three days, or three days ago."""
    sentence = _("in %(length)s") if at > now else _("%(length)s ago")
    return sentence % {"length": length(at - now)}


@register.filter
def day(at: datetime) -> str:
    return date_format(timezone.localtime(at), pgettext("a date, in Django's format", "j F Y"))


@register.filter
def minute(at: datetime) -> str:
    return date_format(timezone.localtime(at), pgettext("date and time", "j F Y, H:i"))


@register.simple_tag(takes_context=True)
def moment(context: dict[str, Any], at: datetime, form: str = "day") -> SafeString:
    """`{% moment at %}` as a day, or "minute", or "relative" (which scripts keep up to date)."""
    iso, exact = at.isoformat(timespec="seconds"), minute(at)
    if form == "relative":
        words = until(at, context.get("now") or timezone.now())
        return format_html(
            '<time datetime="{}" title="{}" data-relative>{}</time>', iso, exact, words
        )
    words = exact if form == "minute" else day(at)
    return format_html('<time datetime="{}" title="{}">{}</time>', iso, exact, words)


@register.simple_tag(takes_context=True)
def clock_face(context: dict[str, Any], clock: Any) -> dict[str, Any]:
    """What a clock shows: its state, its sentence, and both sentences for the script."""
    now = context.get("now") or timezone.now()
    sentences = _sentences(clock.kind)
    standing = state(clock, now)
    return {
        "state": standing.value,
        "sentence": sentences[standing.value].replace("{}", _length(clock, now)),
        "running": sentences["running"],
        "overdue": sentences["overdue"],
        "counting": clock.met_at is None,
        "due": clock.due_at,
    }


def _length(clock: Any, now: datetime) -> str:
    return length((clock.met_at or now) - clock.due_at)


def _sentences(kind: str) -> dict[str, str]:
    """The sentences of a clock; `{}` is where the length goes."""
    if kind == "answer":
        running, overdue = _("Reply due in {}"), _("Reply overdue by {}")
        met, late = _("Answered in time"), _("Answered {} late")
    else:
        running, overdue = _("Due in {}"), _("Overdue by {}")
        met, late = _("Done in time"), _("Done {} late")
    return {"running": running, "soon": running, "overdue": overdue, "met": met, "met-late": late}
