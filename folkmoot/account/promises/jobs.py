"""Drafting promises from what was said, reading what evidence points to, keeping the index."""

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task

from folkmoot.account.promises import actions
from folkmoot.account.promises.models import Evidence
from folkmoot.deliberate.panels.queries import panel_by_number
from folkmoot.foundation import outbound
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.queries import members_with_role
from folkmoot.foundation.people.rules import Role
from folkmoot.foundation.record.jobs import reader
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.search import actions as search

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact

# What promises something: the kind of fact, and which of its words say what and with what proof.
SPEAKERS = {
    "contest.won": ("terms", ""),
    "suggestion.decided": ("reason", "evidence_wanted"),
    "decision.recorded": ("text", ""),
    "statement.issued": ("text", ""),
}
YES = ("adopted", "partly")


@reader("promises: drafts")
def draft_what_was_said(fact: "Fact") -> None:
    """A yes to a suggestion, a decision and a statement become drafts that a person enters."""
    if fact.kind not in SPEAKERS or fact.published.get("outcome", "adopted") not in YES:
        return
    words, proof = SPEAKERS[fact.kind]
    draft = actions.draft_promise(
        fact,
        words=passage_of(fact, words),
        proof=passage_of(fact, proof) if proof else None,
        due_on=_day(fact.published.get("due")),
    )
    owing = [
        *members_with_role(fact.brand, Role.OPERATOR),
        *members_with_role(fact.brand, Role.EXECUTIVE),
    ]
    tell(owing, fact, path=f"/{fact.brand.slug}/promises/drafts/{draft.fact.number}")


def _day(said: str | None) -> date | None:
    return datetime.fromisoformat(said).date() if said else None


@reader("promises: captures")
def queue_capture(fact: "Fact") -> None:
    if fact.kind == "promise.evidence" and fact.published["url"]:
        capture.enqueue(Evidence.objects.get(fact=fact).pk)


@task()
def capture(key: int) -> None:
    """Read the address of a piece of evidence and note its hash, once."""
    evidence = Evidence.objects.filter(pk=key, captured_at=None).first()
    if evidence is None:
        return
    content = outbound.get(evidence.url)
    digest = hashlib.sha256(content).hexdigest()
    actions.record_capture(evidence, size=len(content), sha256=digest, now=timezone.now())


@reader("promises: verdicts")
def note_verdict(fact: "Fact") -> None:
    """A panel about a promise has concluded; what it found is put beside the rating."""
    if fact.kind == "panel.concluded" and fact.published["about"].startswith("promise:"):
        number = int(fact.subject.partition(":")[2])
        panel = panel_by_number(fact.brand, number)
        if panel is not None:
            actions.record_verdict(panel, now=fact.at)


@reader("promises: search")
def keep_index(fact: "Fact") -> None:
    if fact.kind == "promise.made":
        number = fact.subject.partition(":")[2]
        path = f"/{fact.brand.slug}/promises/{number}/"
        search.put(fact.brand, passage_of(fact, "text"), path=path)
