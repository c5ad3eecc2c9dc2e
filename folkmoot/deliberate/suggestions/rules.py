"""What a suggestion may become, and who may do what with it."""

import re
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import require_voice
from folkmoot.deliberate.conversations.rules import SMALLEST_CELL, require_words, shown
from folkmoot.deliberate.moderation.rules import Reason as PolicyReason
from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.deliberate.suggestions.models import (
    PATHS,
    Draft,
    Merge,
    Reason,
    Status,
    Step,
    Suggestion,
)
from folkmoot.foundation.people.rules import (
    is_executive,
    is_fan,
    is_operator,
    require,
    require_fan,
)
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion
    from folkmoot.foundation.people.models import Member

# What other rooms need of this one's words.
__all__ = ["SMALLEST_CELL", "Reason", "Status", "shown"]

TITLE_LENGTH = 60
TEXT_LENGTH = 2_000
BOX_LENGTH = 500
REASON_LENGTH = 4_000
NOTE_LENGTH = 2_000
OWNER_LENGTH = 80

# The clock on the reply is of the same kind as the one on a conversation's answer.
REPLY_CLOCK = "answer"
SUGGESTIONS_PER_HOUR = 20
# If the author does not look at what was delivered, any supporter may confirm it after this.
AUTHOR_FIRST = timedelta(days=14)

REASONS: dict[str, tuple[Reason, ...]] = {
    Status.ASSESSING: (Reason.IN_SCOPE, Reason.NEEDS_STUDY, Reason.NEEDS_OTHERS),
    Status.ADOPTED: (Reason.SOLVES, Reason.WANTED, Reason.PLANNED, Reason.RIGHT),
    Status.PARTLY: (Reason.IN_PART, Reason.COST, Reason.SAFETY, Reason.CONFLICT),
    Status.DECLINED: (
        Reason.NOT_OPEN,
        Reason.COST,
        Reason.SAFETY,
        Reason.CONFLICT,
        Reason.EXISTS,
        Reason.UNCLEAR,
        Reason.NOT_NOW,
    ),
    Status.DELIVERED: (Reason.SHIPPED, Reason.IN_FORCE),
    Status.ACCEPTED: (Reason.AS_PROMISED, Reason.ENOUGH),
}
# Why a suggestion may be taken down. That others said the same is a reason to merge, not to hide.
REASONS_TO_HIDE = (
    PolicyReason.OFF_TOPIC,
    PolicyReason.PERSONAL,
    PolicyReason.ATTACK,
    PolicyReason.UNLAWFUL,
)
REASONS_TO_RETURN = (Reason.MISSING, Reason.DIFFERS)
OUTCOMES = (Status.ADOPTED, Status.PARTLY, Status.DECLINED)
UNDECIDED = (Status.RECEIVED, Status.ASSESSING)

can_answer = is_operator | is_executive
ANSWERERS_ONLY = _("Only an operator or an executive answers for the brand.")
can_propose_merge = is_operator | is_fan

_SENTENCE_END = re.compile(r"[。！？!?\n；;]|\.(?:\s|$)")
_TITLE_WORDS = 30


def title_from(text: str) -> str:
    """The first words of a text, until somebody gives it a better title.

    >>> title_from("电池门能不能自己换？现在坏了只能寄修。")
    '电池门能不能自己换'
    """
    first = next((part.strip() for part in _SENTENCE_END.split(text) if part.strip()), "")
    first = first or text.strip()
    if len(first) <= _TITLE_WORDS:
        return first
    cut = first[:_TITLE_WORDS]
    # Not in the middle of a word, where words are written with spaces.
    spaced = cut.rpartition(" ")[0]
    return f"{spaced if len(spaced) > _TITLE_WORDS // 2 else cut}…"


def require_speakable(text: str, *, longest: int, empty: bool = False) -> str:
    """What a fan says in public: nothing in it may lead to a private person."""
    if empty and not text.strip():
        return ""
    return require_no_personal_details(require_words(text, longest=longest))


def require_here(suggestion: Suggestion, member: "Member | None") -> None:
    if member is not None and suggestion.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such suggestion here."), status=HTTPStatus.NOT_FOUND
        )


def require_suggester(member: "Member | None", rule: "TopicVersion", *, now: datetime) -> "Member":
    return require_voice(member, rule, now=now)


def require_supporter(
    suggestion: Suggestion, member: "Member | None", *, now: datetime
) -> "Member":
    """The member, if they may stand behind this suggestion."""
    voice = require_voice(member, suggestion.rule, now=now)
    require_here(suggestion, voice)
    return voice


def require_undecided(suggestion: Suggestion) -> None:
    if not suggestion.is_undecided:
        raise Refusal(
            "already-decided",
            _("The brand has decided on this already. What was said is kept."),
            status=HTTPStatus.CONFLICT,
        )


def require_unmerged(suggestion: Suggestion) -> None:
    if suggestion.merged_into_id is not None:
        raise Refusal(
            "merged",
            _("This suggestion was merged into another one. Please go there."),
            status=HTTPStatus.CONFLICT,
        )


def require_author(suggestion: Suggestion, member: "Member | None") -> "Member":
    require_here(suggestion, member)
    fan = require_fan(member)
    if fan.pk != suggestion.author_id:
        raise Refusal("not-author", _("Only the author of the suggestion may do this."))
    return fan


def require_answerer(suggestion: Suggestion, member: "Member | None") -> "Member":
    require(
        can_answer,
        member,
        code="not-answerer",
        sentence=ANSWERERS_ONLY,
    )
    require_here(suggestion, member)
    assert member is not None  # noqa: S101 (nobody answers for nobody)
    return member


def require_step(suggestion: Suggestion, status: Status) -> None:
    """No status is skipped, and none is taken back in silence."""
    if (suggestion.status, status) not in PATHS:
        raise Refusal(
            "step-not-possible",
            _("From “%(before)s” it cannot become “%(after)s”."),
            status=HTTPStatus.CONFLICT,
            before=Status(suggestion.status).label,
            after=status.label,
        )


def require_reason(reason: str, allowed: tuple[Reason, ...]) -> Reason:
    if reason not in allowed:
        raise Refusal(
            "reason-needed",
            _("Choose a reason; everybody will read it."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return Reason(reason)


def require_outcome(outcome: str) -> Status:
    if outcome not in OUTCOMES:
        raise Refusal(
            "outcome-needed",
            _("Adopted, adopted in part, or not adopted."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return Status(outcome)


def require_policy_reason(reason: str) -> PolicyReason:
    if reason not in REASONS_TO_HIDE:
        raise Refusal(
            "reason-needed",
            _("Choose a reason; everybody will read it."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return PolicyReason(reason)


def require_obligation(
    outcome: Status, *, owner_title: str, due: date | None, evidence: str, now: datetime
) -> None:
    """A yes without owner, date and the evidence wanted is no yes."""
    if outcome == Status.DECLINED:
        return
    if not owner_title.strip() or due is None or not evidence.strip():
        raise Refusal(
            "yes-incomplete",
            _("A yes needs who owes it, by when, and what will prove it."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if due < now.date():
        raise Refusal(
            "due-in-the-past",
            _("The date has passed already."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_second_person(draft: Draft, member: "Member") -> None:
    if draft.by_id == member.pk:
        raise Refusal(
            "second-person-needed",
            _("Whoever wrote the draft does not approve it. Somebody else has to read it."),
        )


def require_current(draft: Draft) -> None:
    if draft.published_at or draft.replaced_at:
        raise Refusal(
            "draft-replaced",
            _("This draft was published or replaced meanwhile."),
            status=HTTPStatus.CONFLICT,
        )


def require_approved(draft: Draft) -> None:
    if draft.approved_at is None:
        raise Refusal(
            "not-approved",
            _("A second person has to approve this first."),
            status=HTTPStatus.CONFLICT,
        )


def require_confirmer(
    suggestion: Suggestion,
    delivery: Step,
    member: "Member | None",
    *,
    supports: bool,
    now: datetime,
) -> "Member":
    """The author looks first, supporters after two weeks; the brand's own people never."""
    require_here(suggestion, member)
    fan = require_fan(member)
    if fan.pk == suggestion.author_id:
        return fan
    if not supports:
        raise Refusal("not-supporter", _("The author or a supporter confirms what was delivered."))
    if now < delivery.at + AUTHOR_FIRST:
        raise Refusal(
            "author-first",
            _("The author has %(days)d days to look at it first."),
            status=HTTPStatus.CONFLICT,
            days=AUTHOR_FIRST.days,
        )
    return fan


def require_mergeable(source: Suggestion, target: Suggestion) -> None:
    if source.brand_id != target.brand_id:
        raise Refusal(
            "other-brand", _("There is no such suggestion here."), status=HTTPStatus.NOT_FOUND
        )
    if source.pk == target.pk:
        raise Refusal(
            "merge-with-itself",
            _("Choose another suggestion to merge into."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    for each in (source, target):
        require_undecided(each)
        require_unmerged(each)


def require_merge_waiting(merge: Merge) -> None:
    if merge.refused_at or merge.merged_at or merge.undone_at:
        raise Refusal(
            "merge-settled",
            _("This merge is settled already."),
            status=HTTPStatus.CONFLICT,
        )


def require_merge_made(merge: Merge) -> None:
    if merge.merged_at is None or merge.undone_at is not None:
        raise Refusal(
            "not-merged", _("These suggestions are not merged."), status=HTTPStatus.CONFLICT
        )
