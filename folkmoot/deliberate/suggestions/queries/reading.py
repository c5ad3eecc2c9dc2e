"""One suggestion, whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.conversations.queries.differences import Line, difference
from folkmoot.deliberate.suggestions.models import (
    Decision,
    Merge,
    Status,
    Step,
    Suggestion,
    Support,
    Version,
)
from folkmoot.deliberate.suggestions.queries.lists import visible

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member


_WHOLE = ("author", "merged_into__title", "brand", "rule__topic__brand")


@dataclass(frozen=True)
class Standing:
    """How the reader stands to a suggestion."""

    supports: bool
    since: int  # the version that was supported
    changed: bool  # the wording changed since, and the support was not renewed


@dataclass(frozen=True)
class Tally:
    """Supports as they are: of the present wording and of older ones."""

    all: int
    present: int
    older: int
    waiting: int  # supporters of what was merged in who have not answered


@dataclass(frozen=True)
class Stage:
    label: Any
    at: datetime | None


def suggestion_by_number(brand: "Brand", number: int) -> Suggestion | None:
    found = visible(brand).filter(number=number)
    return found.select_related(
        "author", "merged_into__title", "brand", "rule__topic__brand"
    ).first()


def suggestion_by_receipt(brand: "Brand", receipt: str) -> Suggestion | None:
    """Spaces, case and the hyphen are forgiven; O, I and L are read as 0 and 1."""
    letters = "".join(filter(str.isalnum, receipt.upper()))
    plain = letters.translate(str.maketrans("OIL", "011"))
    found = visible(brand).filter(receipt=f"{plain[:4]}-{plain[4:]}")
    return found.select_related(
        "author", "merged_into__title", "brand", "rule__topic__brand"
    ).first()


def versions_of(suggestion: Suggestion) -> list[Version]:
    """Newest first."""
    boxes = ("title", "text", "problem", "scene", "fact__brand")
    return list(suggestion.versions.select_related(*boxes).order_by("-number"))


def differences(before: Version, after: Version) -> list[Line]:
    """What changed between two wordings, box by box."""
    lines: list[Line] = []
    for box in ("title", "text", "problem", "scene"):
        lines += difference(str(getattr(before, box)), str(getattr(after, box)))
    return lines


def steps_of(suggestion: Suggestion) -> list[Step]:
    """Oldest first."""
    steps = suggestion.steps.select_related("words", "fact__brand", "decision__evidence")
    return list(steps.order_by("number"))


def stages_of(suggestion: Suggestion, steps: list[Step]) -> list[Stage]:
    """The five stages that everybody's word goes through, and how far this one has come."""
    decided = next((s for s in reversed(steps) if s.before == Status.ASSESSING), None)
    assessed = next((s for s in steps if s.status == Status.ASSESSING), None)
    later = {s.status: s for s in steps if s.before not in (Status.RECEIVED, Status.ASSESSING)}
    done = suggestion.status
    delivered = later.get(Status.DELIVERED) if done in (Status.DELIVERED, Status.ACCEPTED) else None
    label = Status(decided.status).label if decided else _("decided")
    stages = [
        Stage(Status.RECEIVED.label, suggestion.at),
        Stage(Status.ASSESSING.label, assessed.at if assessed else None),
        Stage(label, decided.at if decided else None),
    ]
    if done == Status.DECLINED:
        return stages
    return [
        *stages,
        Stage(Status.DELIVERED.label, delivered.at if delivered else None),
        Stage(
            Status.ACCEPTED.label,
            later[Status.ACCEPTED].at if done == Status.ACCEPTED else None,
        ),
    ]


def decision_of(suggestion: Suggestion) -> Decision | None:
    """The published decision; a suggestion that was merged has that of its target."""
    return (
        Decision.objects.filter(step__suggestion=root_of(suggestion))
        .select_related("step__words", "step__fact__brand", "evidence")
        .first()
    )


def root_of(suggestion: Suggestion) -> Suggestion:
    """Where the suggestion is now: itself, or what it was merged into in the end."""
    while suggestion.merged_into is not None:
        suggestion = suggestion.merged_into
    return suggestion


def standing_of(suggestion: Suggestion, member: "Member | None") -> Standing:
    live = (
        Support.objects.filter(suggestion=suggestion, member=member, withdrawn_at=None).first()
        if member
        else None
    )
    if live is None:
        return Standing(supports=False, since=0, changed=False)
    return Standing(True, live.version, live.version < suggestion.version)


def tally_of(suggestion: Suggestion) -> Tally:
    counts = suggestion.support.filter(withdrawn_at=None).aggregate(
        all=Count("pk"), present=Count("pk", filter=Q(version=suggestion.version))
    )
    waiting = sum(waiting_of(merge) for merge in merged_into(suggestion))
    return Tally(counts["all"], counts["present"], counts["all"] - counts["present"], waiting)


def waiting_of(merge: Merge) -> int:
    """How many supporters of the merged suggestion have not said whether they come along."""
    answered = merge.answers.values("member")
    return merge.source.support.filter(withdrawn_at=None).exclude(member__in=answered).count()


def merged_into(suggestion: Suggestion) -> list[Merge]:
    """Merges that brought something into this suggestion and hold."""
    merges = Merge.objects.filter(target=suggestion, undone_at=None, merged_at__isnull=False)
    return list(merges.select_related("source__title", "target").order_by("merged_at"))


def merge_by_key(brand: "Brand", key: int) -> Merge | None:
    return (
        Merge.objects.filter(pk=key, source__brand=brand)
        .select_related("source__brand", "source__author", "target", "words")
        .first()
    )


def open_merge(suggestion: Suggestion) -> Merge | None:
    """The merge that is proposed for this suggestion, or that holds."""
    return (
        suggestion.merges.filter(refused_at=None, undone_at=None)
        .select_related("source", "target__title", "words")
        .first()
    )


def merges_to_answer(member: "Member | None") -> list[Merge]:
    """Merges of what the member supports about which they have said nothing."""
    if member is None:
        return []
    mine = Support.objects.filter(member=member, withdrawn_at=None).values("suggestion")
    merges = Merge.objects.filter(source__in=mine, undone_at=None, merged_at__isnull=False)
    unanswered = merges.exclude(answers__member=member).exclude(
        target__status__in=[s for s in Status if s not in (Status.RECEIVED, Status.ASSESSING)]
    )
    return list(unanswered.select_related("source__title", "target__title"))
