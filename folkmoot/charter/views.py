"""Who decides what today, how it came to be so, and announcing a change of it."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from folkmoot.charter import actions, queries, rules
from folkmoot.charter.forms import Announcement
from folkmoot.charter.models import Rung, Topic, TopicVersion
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest


@require_safe
def charter(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "now": now,
        "lines": queries.lines(request.brand, now),
        "ladder": list(Rung),
        "may_announce": is_executive(request.member),
    }
    return render(request, "charter/charter.html", context)


@require_safe
def topic(request: BrandRequest, topic: str) -> HttpResponse:
    now, found = timezone.now(), _topic(request, topic)
    version = rules.in_force(found, now)
    versions = sorted(found.versions.all(), key=lambda v: v.number, reverse=True)
    context = {
        "now": now,
        "topic": found,
        "version": version,
        "history": [(v, queries.changes(v)) for v in versions],
        "may_announce": is_executive(request.member),
    }
    return render(request, "charter/topic.html", context)


class Announcements(View):
    """Write a rule, look at its boundary card, announce it. Announcing cannot be undone."""

    def get(self, request: BrandRequest, topic: str = "") -> HttpResponse:
        rules.require_announcer(request.member)
        found = _topic(request, topic) if topic else None
        form = Announcement(topic=found, now=timezone.now())
        return _page(request, form)

    def post(self, request: BrandRequest, topic: str = "") -> HttpResponse:
        member = rules.require_announcer(request.member)
        now = timezone.now()
        found = _topic(request, topic) if topic else None
        form = Announcement(request.POST, topic=found, now=now)
        if not form.is_valid():
            return _page(request, form, status=422)
        if "announce" not in request.POST:
            return _page(request, form, preview=_preview(request, form))
        said = form.cleaned_data
        version = actions.announce(
            found.slug if found else said["slug"],
            found.title if found else said["title"],
            form.terms(),
            effective_from=said["effective_from"],
            actor=member,
            now=now,
        )
        messages.success(request, _("The rule is announced. It stands in the public record."))
        return redirect("charter_topic", brand=request.brand.slug, topic=version.topic.slug)


def _topic(request: BrandRequest, slug: str) -> Topic:
    found = queries.topic_by_slug(request.brand, slug)
    if found is None:
        raise Http404
    return found


def _preview(request: BrandRequest, form: Announcement) -> TopicVersion:
    """The version as it would stand, so that the card shows it before it is announced."""
    said = form.cleaned_data
    topic = form.topic or Topic(brand=request.brand, slug=said["slug"], title=said["title"])
    return TopicVersion(topic=topic, effective_from=said["effective_from"], **asdict(form.terms()))


def _page(
    request: HttpRequest,
    form: Announcement,
    *,
    preview: TopicVersion | None = None,
    status: int = 200,
) -> HttpResponse:
    latest = form.topic.versions.order_by("-number").first() if form.topic else None
    context: dict[str, Any] = {"form": form, "topic": form.topic, "preview": preview}
    if latest and preview:
        context["changes"] = queries.differences(latest, preview)
    return render(request, "charter/announcement.html", context, status=status)
