"""Promising, showing what was done, and saying honestly how it went."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.account.promises import facts, rules
from folkmoot.account.promises.models import (
    Draft,
    Evidence,
    Promise,
    Rating,
    Verification,
    Verifier,
)
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import tally_of
from folkmoot.deliberate.panels.rules import Choice, Purpose, shown
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.models import Panel
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact, Passage


@transaction.atomic
def make_promise(
    *,
    text: str,
    scope: str,
    proof: str,
    due_on: date,
    verifier: Verifier = Verifier.PANEL,
    source: str = "",
    draft: Draft | None = None,
    actor: "Member",
    now: datetime,
) -> Promise:
    """Promise something in one's own name: what, for whom, until when, and what will show it."""
    rules.require_promiser(actor)
    if draft is not None:
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        rules.require_same_brand(draft, actor)
        rules.require_open(draft)
        source = draft.fact.subject
    promise = _make(
        text=text,
        scope=scope,
        proof=proof,
        due_on=due_on,
        verifier=verifier,
        source=source,
        actor=actor,
        now=now,
    )
    if draft is not None:
        draft.promise = promise
        draft.save(update_fields=["promise"])
        clocks.meet(actor.brand, rules.DRAFT_CLOCK, draft.subject, fact=promise.fact)
    return promise


@transaction.atomic
def replace_promise(
    promise: Promise,
    *,
    text: str,
    scope: str,
    proof: str,
    due_on: date,
    reason: str,
    actor: "Member",
    now: datetime,
) -> Promise:
    """Change a promise: a new one takes its place, with the reason. The old one stays."""
    rules.require_promiser(actor)
    rules.require_same_brand(promise, actor)
    replacement = _make(
        text=text,
        scope=scope,
        proof=proof,
        due_on=due_on,
        verifier=Verifier(promise.verifier),
        source=promise.source,
        replaces=promise,
        reason=rules.require_words(reason, what=_("Why it is changed")),
        actor=actor,
        now=now,
    )
    clocks.meet(promise.brand, rules.PROMISE_CLOCK, promise.subject, fact=replacement.fact)
    return replacement


def _make(
    *,
    text: str,
    scope: str,
    proof: str,
    due_on: date,
    verifier: Verifier,
    source: str,
    replaces: Promise | None = None,
    reason: str = "",
    actor: "Member",
    now: datetime,
) -> Promise:
    due_at = rules.require_future(due_on, now)
    take_turn(actor.brand)
    if replaces is not None:
        rules.require_standing(replaces)
    number = Promise.objects.filter(brand=actor.brand).count() + 1
    name, title = str(actor.person), people.title_of(actor)
    body = facts.PromiseMade(
        subject=f"promise:{number}",
        source=source,
        due=due_at.isoformat(timespec="minutes"),
        verifier=verifier.value,
        replaces=replaces.number if replaces else None,
        title=title,
        name=name,
        text=rules.require_words(text, what=_("The promise")),
        scope=rules.require_words(scope, what=_("For whom and where")),
        proof=rules.require_words(proof, what=_("What will show it")),
        reason=reason,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    promise = Promise.objects.create(
        brand=actor.brand,
        number=number,
        words=passage_of(fact, "text"),
        scope=passage_of(fact, "scope"),
        proof=passage_of(fact, "proof"),
        source=source,
        owner=actor,
        name=name,
        title=title,
        verifier=verifier,
        made_at=now,
        due_at=due_at,
        fact=fact,
        replaces=replaces,
        reason=passage_of(fact, "reason") if replaces else None,
    )
    clocks.start(actor.brand, rules.PROMISE_CLOCK, promise.subject, runs=due_at - now, now=now)
    return promise


@transaction.atomic
def decline_draft(draft: Draft, reason: str, *, actor: "Member", now: datetime) -> None:
    """Say in public why something that sounds like a promise is none."""
    rules.require_promiser(actor)
    rules.require_same_brand(draft, actor)
    reason = rules.require_words(reason, what=_("Reason"))
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    rules.require_open(draft)
    body = facts.PromiseNotOne(subject=draft.fact.subject, said_in=draft.fact.number, reason=reason)
    draft.dropped = append(draft.brand, body, actor=actor, now=now)
    draft.save(update_fields=["dropped"])
    clocks.meet(draft.brand, rules.DRAFT_CLOCK, draft.subject, fact=draft.dropped)


def draft_promise(
    fact: "Fact", *, words: "Passage", proof: "Passage | None" = None, due_on: date | None = None
) -> Draft:
    """Note what was said; the clock for entering it runs. Noting it twice is noting it once."""
    draft, _created = Draft.objects.get_or_create(
        fact=fact,
        defaults={
            "brand": fact.brand,
            "words": words,
            "proof": proof,
            "due_on": due_on,
            "drafted_at": fact.at,
        },
    )
    clocks.start(fact.brand, rules.DRAFT_CLOCK, draft.subject, runs=rules.ENTRY_TIME, now=fact.at)
    return draft


@transaction.atomic
def give_evidence(
    promise: Promise, text: str, *, url: str = "", actor: "Member", now: datetime
) -> Evidence:
    """Show what was done. An address is read by a job, which notes the time and the hash."""
    rules.require_promiser(actor)
    rules.require_same_brand(promise, actor)
    text = rules.require_words(text, what=_("What was done"))
    take_turn(promise.brand)
    rules.require_standing(promise)
    number = promise.evidence.count() + 1
    body = facts.EvidenceGiven(subject=promise.subject, number=number, url=url, text=text)
    fact = append(promise.brand, body, actor=actor, now=now)
    return Evidence.objects.create(
        promise=promise,
        number=number,
        words=passage_of(fact, "text"),
        url=url,
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def record_capture(evidence: Evidence, *, size: int, sha256: str, now: datetime) -> None:
    """Note what stood at the address of the evidence when it was read. Once is enough."""
    evidence = (
        Evidence.objects.select_for_update().select_related("promise__brand").get(pk=evidence.pk)
    )
    if evidence.captured_at is not None:
        return
    body = facts.EvidenceCaptured(
        subject=evidence.promise.subject,
        number=evidence.number,
        read_at=now.isoformat(timespec="seconds"),
        size=size,
        sha256=sha256,
    )
    append(evidence.promise.brand, body, actor=None, now=now)
    evidence.captured_at, evidence.size, evidence.sha256 = now, size, sha256
    evidence.save(update_fields=["captured_at", "size", "sha256"])


@transaction.atomic
def rate_promise(
    promise: Promise, outcome: Rating.Outcome, text: str, *, actor: "Member", now: datetime
) -> Rating:
    """The brand's own word: kept, kept in part, or broken. A broken one stays owed."""
    rules.require_promiser(actor)
    rules.require_same_brand(promise, actor)
    text = rules.require_words(text, what=_("Reason"))
    take_turn(promise.brand)
    rules.require_standing(promise)
    rules.require_evidence(promise, outcome)
    number = promise.ratings.count() + 1
    name, title = str(actor.person), people.title_of(actor)
    body = facts.PromiseRated(
        subject=promise.subject,
        number=number,
        outcome=outcome.value,
        title=title,
        name=name,
        text=text,
    )
    fact = append(promise.brand, body, actor=actor, now=now)
    if outcome != Rating.Outcome.BROKEN:
        clocks.meet(promise.brand, rules.PROMISE_CLOCK, promise.subject, fact=fact)
    return Rating.objects.create(
        promise=promise,
        number=number,
        outcome=outcome,
        words=passage_of(fact, "text"),
        name=name,
        title=title,
        at=now,
        fact=fact,
    )


@transaction.atomic
def ask_panel(promise: Promise, *, actor: "Member", now: datetime) -> Verification:
    """Let fans drawn by lot look at the evidence. Whoever promised or showed it is not drawn."""
    rules.require_promiser(actor)
    rules.require_same_brand(promise, actor)
    take_turn(promise.brand)
    rules.require_standing(promise)
    rules.require_askable(promise)
    panel = panels.convene(
        promise.brand,
        Purpose.VERIFICATION,
        promise.subject,
        question=gettext("Was this promise kept? %(promise)s") % {"promise": promise},
        seats=rules.PANEL_DRAWN,
        quorum=rules.PANEL_SEATS,
        percent=rules.PANEL_TENTHS * 10,
        material=promise.words,
        actor=actor,
        now=now,
    )
    return Verification.objects.create(promise=promise, panel=panel, asked_at=now)


@transaction.atomic
def record_verdict(panel: "Panel", *, now: datetime) -> Verification | None:
    """What the panel found about a promise. It changes no rating: it stands beside it."""
    waiting = Verification.objects.select_for_update().filter(panel=panel, fact=None)
    verification = waiting.select_related("promise__brand").first()
    if verification is None:
        return None
    tally = tally_of(panel)
    answered, yes = tally.total(), tally[Choice.YES]
    confirmed = rules.is_confirmed(yes=yes, answered=answered)
    body = facts.PromiseVerified(
        subject=verification.promise.subject,
        panel=panel.subject,
        answered=answered,
        yes=yes if shown(answered) else None,
        confirmed=confirmed,
    )
    fact = append(verification.promise.brand, body, actor=None, now=now)
    verification.fact, verification.confirmed = fact, confirmed
    verification.answered, verification.yes = answered, yes
    verification.save(update_fields=["fact", "answered", "yes", "confirmed"])
    return verification
