"""Promises outside of the pages: a calendar to subscribe to, and news for a feed reader."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext
from icalendar import Calendar, Event

from folkmoot.account.promises.models import Promise
from folkmoot.account.promises.queries.reading import line_of, promises
from folkmoot.account.promises.rules import State
from folkmoot.foundation.record.facts import KINDS
from folkmoot.foundation.record.queries import facts_after

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Fact

NEWS = 50


def calendar(brand: "Brand", now: datetime) -> bytes:
    """Every promise that stands as an all-day event on the day it is due (RFC 5545)."""
    feed = Calendar()
    feed.add("prodid", "-//Folkmoot//promises//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", gettext("Promises of %(brand)s") % {"brand": brand})
    for promise in promises(brand).order_by("due_at", "number"):
        line = line_of(promise, now)
        if line.state is State.REPLACED:
            continue
        event = Event()
        event.add("uid", f"promise-{promise.number}@{brand.slug}.folkmoot")
        event.add("dtstamp", promise.rated_at or promise.made_at)
        event.add("dtstart", timezone.localdate(promise.due_at - timedelta(microseconds=1)))
        event.add("summary", f"{line.name} · {_words(promise)}")
        event.add("description", f"{promise.name} {promise.title}".strip())
        event.add("url", _address(promise))
        feed.add_component(event)
    return bytes(feed.to_ical())


def atom(brand: "Brand") -> str:
    """What was promised, shown, rated and verified, newest first (RFC 4287)."""
    home = f"{settings.URL}/{brand.slug}/promises/"
    feed = Atom1Feed(
        title=gettext("Promises of %(brand)s") % {"brand": brand},
        link=home,
        description="",
        language=get_language(),
        feed_url=f"{home}news.atom",
    )
    told = [kind for kind in KINDS if kind.startswith("promise.")]
    facts = facts_after(brand, 0, kinds=told).order_by("-number")[:NEWS]
    called = {p.subject: p for p in promises(brand).filter(number__in=_numbers(facts))}
    for fact in facts:
        promise, entry = (
            called.get(fact.subject),
            f"{settings.URL}/{brand.slug}/record/{fact.number}",
        )
        feed.add_item(
            title=f"{KINDS[fact.kind].heading}: {_words(promise)}".rstrip(": "),
            link=_address(promise) if promise else entry,
            description="",
            pubdate=fact.at,
            updateddate=fact.at,
            unique_id=entry,
        )
    return str(feed.writeString("utf-8"))


def _numbers(facts: "Iterable[Fact]") -> set[int]:
    subjects = {fact.subject.partition(":")[2] for fact in facts}
    return {int(number) for number in subjects if number.isdigit()}


def _words(promise: Promise | None) -> str:
    if promise is None:
        return ""
    return str(promise) or gettext("The words were erased")


def _address(promise: Promise) -> str:
    return f"{settings.URL}/{promise.brand.slug}/promises/{promise.number}/"
