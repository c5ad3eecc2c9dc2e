"""Where my word went: what a member said and supported here, and what became of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from folkmoot.deliberate.suggestions.models import Merge, Suggestion, Support
from folkmoot.deliberate.suggestions.queries.lists import Row, everything, rows_of, visible
from folkmoot.deliberate.suggestions.queries.reading import merges_to_answer

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

MOST = 200


@dataclass(frozen=True)
class Participation:
    own: list[Row]
    supported: list[Row]
    to_keep: list[Suggestion]  # the wording changed since one supported it
    to_carry: list[Merge]  # merged since, and not answered
    to_agree: list[Merge]  # somebody wants to merge one's own

    @property
    def to_answer(self) -> int:
        return len(self.to_keep) + len(self.to_carry) + len(self.to_agree)


def participation_of(member: "Member") -> Participation:
    suggestions = visible(member.brand)
    # One's own stand here also when they were taken down.
    own = list(everything(member.brand).filter(author=member).order_by("-number")[:MOST])
    mine = Support.objects.filter(member=member, withdrawn_at=None, suggestion__brand=member.brand)
    versions = dict(mine.values_list("suggestion", "version"))
    supported = list(
        suggestions.filter(pk__in=versions).exclude(author=member).order_by("-number")[:MOST]
    )
    proposed = Merge.objects.filter(
        source__author=member, refused_at=None, merged_at=None, undone_at=None
    ).exclude(consents__member=member)
    return Participation(
        own=rows_of(member.brand, own, member),
        supported=rows_of(member.brand, supported, member),
        to_keep=[s for s in supported if s.is_undecided and versions[s.pk] < s.version],
        to_carry=merges_to_answer(member),
        to_agree=list(proposed.select_related("source__title", "target__title", "words")),
    )


def portrait(member: "Member") -> list[dict[str, object]]:
    """What is stored of a member here, for their own export."""
    live = Support.objects.filter(member=member).order_by("pk")
    return [
        {
            "suggestion": s.suggestion.number,
            "version": s.version,
            "at": s.at,
            "withdrawn_at": s.withdrawn_at,
        }
        for s in live.select_related("suggestion")
    ]
