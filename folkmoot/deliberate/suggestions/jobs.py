"""Telling people, keeping the index of texts, and the order across groups."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.deliberate.moderation.queries import measure_of
from folkmoot.deliberate.suggestions.actions import rank, restore
from folkmoot.deliberate.suggestions.models import Suggestion, Support
from folkmoot.deliberate.suggestions.queries.participation import portrait
from folkmoot.deliberate.suggestions.queries.ranking import (
    METHOD,
    VERSION,
    ranking_of,
    scores_of,
)
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.accounts.queries import chapter
from folkmoot.foundation.people.queries import brands
from folkmoot.foundation.record.jobs import reader
from folkmoot.foundation.search import actions as search

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Fact

chapter("supports")(portrait)


@every(seconds=60)
def refresh_rankings(now: datetime) -> int:
    """Compute the order "wanted across groups" anew where something changed."""
    return sum(refresh_ranking(brand, now) for brand in brands())


def refresh_ranking(brand: "Brand", now: datetime) -> int:
    found, latest = scores_of(brand, now), ranking_of(brand)
    if latest and (latest.version, latest.input_digest) == (VERSION, found.input_digest):
        return 0
    return rank(
        brand,
        found.scores,
        method=METHOD,
        version=VERSION,
        input_digest=found.input_digest,
        voices=found.voices,
        now=now,
    )


@reader("suggestions: notices")
def tell_members(fact: "Fact") -> None:
    """A receipt to the author; what became of it to all who stand behind it."""
    suggestion = _suggestion_of(fact)
    if suggestion is None:
        return
    told = list(_concerned(fact, suggestion))
    tell(told, fact, path=_told_at(fact, suggestion), quote=suggestion.title)
    if fact.kind == "suggestion.made":
        # The receipt is the answer to one's own act, so `tell` would leave it out.
        tell_author(fact, suggestion)


def tell_author(fact: "Fact", suggestion: Suggestion) -> None:
    receipt = f"/{suggestion.brand.slug}/suggestions/receipts/{suggestion.receipt}"
    tell([suggestion.author], fact, path=receipt, quote=suggestion.title, own=True)


def _concerned(fact: "Fact", suggestion: Suggestion) -> "Iterable[Member]":
    if fact.kind in ("suggestion.hidden", "suggestion.shown"):
        return [suggestion.author]
    if fact.kind == "merge.proposed":
        return _authors(suggestion)
    if fact.kind in ("merge.made", "merge.undone"):
        return _supporters(suggestion)
    if fact.kind == "suggestion.changed":
        return _supporters(suggestion, before=fact.published["version"])
    if fact.kind in OUTCOMES:
        everyone = {member.pk: member for member in _supporters(suggestion)}
        for each in _merged(suggestion):
            everyone |= {member.pk: member for member in _supporters(each)}
            everyone[each.author_id] = each.author
        return {**everyone, suggestion.author_id: suggestion.author}.values()
    return ()


OUTCOMES = (
    "suggestion.assessed",
    "suggestion.decided",
    "suggestion.delivered",
    "suggestion.accepted",
    "suggestion.returned",
)


def _supporters(suggestion: Suggestion, *, before: int | None = None) -> "list[Member]":
    """Who stands behind it; with `before`, only those who have not seen that version."""
    live = Support.objects.filter(suggestion=suggestion, withdrawn_at=None)
    if before is not None:
        live = live.filter(version__lt=before)
    return [support.member for support in live.select_related("member")]


def _authors(suggestion: Suggestion) -> "list[Member]":
    return [suggestion.author, *(each.author for each in _merged(suggestion))]


def _merged(suggestion: Suggestion) -> list[Suggestion]:
    found = list(Suggestion.objects.filter(merged_into=suggestion).select_related("author"))
    for each in found:
        found += Suggestion.objects.filter(merged_into=each).select_related("author")
    return found


def _told_at(fact: "Fact", suggestion: Suggestion) -> str:
    """A suggestion that was taken down leads to the reasons, where its author can appeal."""
    measure = measure_of(suggestion.text) if fact.kind == "suggestion.hidden" else None
    if measure is None:
        return _path(suggestion)
    return f"/{suggestion.brand.slug}/moderation/measures/{measure.number}/"


@reader("suggestions: appeals")
def restore_suggestions(fact: "Fact") -> None:
    """An appeal that was won shows the suggestion again."""
    if fact.kind != "appeal.decided" or fact.published["outcome"] != "overturned":
        return
    room, _colon, number = fact.published["about"].partition(":")
    if room == "suggestion":
        restore(Suggestion.objects.get(brand=fact.brand, number=number), now=fact.at)


@reader("suggestions: search")
def keep_index(fact: "Fact") -> None:
    """The present wording of each suggestion can be found, and what the brand said to it."""
    suggestion = _suggestion_of(fact)
    if suggestion is None:
        return
    path = _path(suggestion)
    if suggestion.hidden_at is not None:
        for version in suggestion.versions.all():
            search.drop(version.title_id)
            search.drop(version.text_id)
    elif fact.kind in ("suggestion.made", "suggestion.changed", "suggestion.shown"):
        for version in suggestion.versions.exclude(number=suggestion.version):
            search.drop(version.title_id)
            search.drop(version.text_id)
        search.put(suggestion.brand, suggestion.title, path=path)
        search.put(suggestion.brand, suggestion.text, path=path)
    elif fact.kind in ("suggestion.assessed", "suggestion.decided", "suggestion.delivered"):
        for passage in fact.passages.filter(field__in=("reason", "evidence")):
            search.put(suggestion.brand, passage, path=path)


def _suggestion_of(fact: "Fact") -> Suggestion | None:
    room, _colon, number = fact.subject.partition(":")
    if room != "suggestion" or not fact.public:
        return None
    return (
        Suggestion.objects.filter(brand=fact.brand, number=number)
        .select_related("brand", "title", "text", "author")
        .first()
    )


def _path(suggestion: Suggestion) -> str:
    return f"/{suggestion.brand.slug}/suggestions/{suggestion.number}/"
