"""Taking a text down and showing it again: rows beside the fact of the room that holds the text."""

from typing import TYPE_CHECKING

from folkmoot.deliberate.moderation import rules
from folkmoot.deliberate.moderation.models import Measure
from folkmoot.foundation.record.actions import take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact, Passage


def hide(
    words: "Passage",
    *,
    item: int,
    author: "Member | None",
    reason: rules.Reason,
    fact: "Fact",
    actor: "Member",
) -> Measure:
    """Enter that `actor` took these words down. Part of the act whose fact this is."""
    take_turn(fact.brand)
    restored = Measure.objects.filter(words=words, lifted_through__in=rules.RESTORED)
    rules.require_not_restored(restored=restored.exists(), reason=reason)
    number = Measure.objects.filter(brand=fact.brand).count() + 1
    return Measure.objects.create(
        brand=fact.brand,
        number=number,
        about=fact.subject,
        item=item,
        words=words,
        author=author,
        reason=reason,
        policy=rules.POLICY,
        by=actor,
        at=fact.at,
        fact=fact,
    )


def lift(
    words: "Passage", *, fact: "Fact", through: Measure.Through = Measure.Through.MODERATOR
) -> int:
    """Enter that these words are shown again. Part of the act whose fact this is."""
    return Measure.objects.filter(words=words, lifted_at=None).update(
        lifted_at=fact.at, lifted_by=fact, lifted_through=through
    )
