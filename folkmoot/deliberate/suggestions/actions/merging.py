"""Two suggestions become one, if the author of the one that goes agrees; and apart again."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.suggestions import facts, rules
from folkmoot.deliberate.suggestions.actions.deciding import with_merged
from folkmoot.deliberate.suggestions.actions.supporting import count, held, stand_behind
from folkmoot.deliberate.suggestions.models import Consent, Merge, MergeAnswer, Suggestion
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.rules import is_operator, require, require_fan
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def propose_merge(
    source: Suggestion,
    target: Suggestion,
    reason: str,
    *,
    actor: "Member | None",
    now: datetime,
) -> Merge:
    """Say that one suggestion belongs into another. Nothing moves before its authors agree."""
    require(
        rules.can_propose_merge,
        actor,
        code="not-proposer",
        sentence=_("Fans and operators propose a merge."),
    )
    assert actor is not None  # noqa: S101 (nobody is no fan)
    rules.require_here(source, actor)
    reason = rules.require_speakable(reason, longest=rules.BOX_LENGTH)
    take_turn(source.brand)
    present, into = _both(source, target)
    rules.require_mergeable(present, into)
    if present.merges.filter(refused_at=None, undone_at=None).exists():
        raise Refusal(
            "merge-open",
            _("A merge has been proposed already; its authors decide."),
            status=HTTPStatus.CONFLICT,
        )
    body = facts.MergeProposed(subject=source.subject, into=into.number, reason=reason)
    fact = append(source.brand, body, actor=actor, now=now)
    merge = Merge.objects.create(
        source=present, target=into, words=passage_of(fact, "reason"), by=actor, at=now
    )
    if actor.pk in authors_of(present):
        _agree(merge, actor, now=now)
    return merge


def _both(source: Suggestion, target: Suggestion) -> tuple[Suggestion, Suggestion]:
    """Both held, always in the same order, so that two merges cannot wait for each other."""
    both = Suggestion.objects.select_for_update().order_by("pk")
    found = {each.pk: each for each in both.filter(pk__in=[source.pk, target.pk])}
    return found[source.pk], found[target.pk]


def authors_of(suggestion: Suggestion) -> set[int]:
    """Who has to agree: the author, and those of what was merged into it before."""
    return {each.author_id for each in with_merged(suggestion)}


@transaction.atomic
def agree_to_merge(merge: Merge, *, actor: "Member | None", now: datetime) -> Merge:
    """An author agrees. When all have, the suggestion goes; its supporters are asked."""
    author = _author(merge, actor)
    take_turn(merge.source.brand)
    present = Merge.objects.select_for_update().get(pk=merge.pk)
    rules.require_merge_waiting(present)
    _agree(present, author, now=now)
    return present


def _agree(merge: Merge, author: "Member", *, now: datetime) -> None:
    Consent.objects.get_or_create(merge=merge, member=author, defaults={"at": now})
    source, target = _both(merge.source, merge.target)
    rules.require_mergeable(source, target)
    agreed = set(merge.consents.values_list("member", flat=True))
    if authors_of(source) - agreed:
        append(
            source.brand,
            facts.MergeAgreed(subject=source.subject, into=target.number),
            actor=author,
            now=now,
        )
        return
    body = facts.MergeMade(subject=source.subject, into=target.number, supports=source.supports)
    append(source.brand, body, actor=author, now=now)
    merge.merged_at = now
    merge.save(update_fields=["merged_at"])
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    # Who agreed to the merge said with it that the other wording is theirs as well.
    for consent in merge.consents.select_related("member"):
        answer_merge(merge, True, actor=consent.member, now=now)


@transaction.atomic
def refuse_merge(merge: Merge, *, actor: "Member | None", now: datetime) -> Merge:
    author = _author(merge, actor)
    take_turn(merge.source.brand)
    present = Merge.objects.select_for_update().select_related("target").get(pk=merge.pk)
    rules.require_merge_waiting(present)
    body = facts.MergeRefused(subject=merge.source.subject, into=present.target.number)
    append(merge.source.brand, body, actor=author, now=now)
    present.refused_at = now
    present.save(update_fields=["refused_at"])
    return present


def _author(merge: Merge, actor: "Member | None") -> "Member":
    rules.require_here(merge.source, actor)
    author = require_fan(actor)
    if author.pk not in authors_of(merge.source):
        raise Refusal("not-author", _("Only the author of the suggestion may do this."))
    return author


@transaction.atomic
def answer_merge(
    merge: Merge, keep: bool, *, actor: "Member | None", now: datetime
) -> MergeAnswer | None:
    """A supporter of the merged suggestion takes the support along, or does not. Asked once."""
    rules.require_here(merge.source, actor)
    voice = require_fan(actor)
    target = held(merge.target)
    present = Merge.objects.get(pk=merge.pk)
    rules.require_merge_made(present)
    if not merge.source.support.filter(member=voice, withdrawn_at=None).exists():
        return None
    answer, new = MergeAnswer.objects.get_or_create(
        merge=present, member=voice, defaults={"kept": keep, "at": now}
    )
    if new and keep:
        rules.require_undecided(target)
        stand_behind(target, voice, through=present, now=now)
        note_active(voice, now=now)
    return answer


@transaction.atomic
def undo_merge(merge: Merge, *, actor: "Member | None", now: datetime) -> Merge:
    """Everything stands as before: the source with its supports, the target without the carried."""
    rules.require_here(merge.source, actor)
    if actor is None or not (is_operator(actor) or actor.pk in authors_of(merge.source)):
        raise Refusal("not-author", _("An author of the suggestion or an operator undoes a merge."))
    take_turn(merge.source.brand)
    source, target = _both(merge.source, merge.target)
    present = Merge.objects.select_for_update().get(pk=merge.pk)
    rules.require_merge_made(present)
    rules.require_undecided(target)
    body = facts.MergeUndone(subject=source.subject, into=target.number)
    append(source.brand, body, actor=actor, now=now)
    carried = present.carried.filter(withdrawn_at=None).update(withdrawn_at=now)
    count(target, -carried)
    present.undone_at = now
    present.save(update_fields=["undone_at"])
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    return present
