"""Contests, entries, and who stands behind them."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import rules
from folkmoot.act.contests.models import Contest, Entry, Feasible, Support, Triage
from folkmoot.deliberate.moderation import queries as moderation
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.deliberate.ballots.rules import Ballot
    from folkmoot.foundation.people.models import Brand, Member

STEPS = (
    *("brand", "title", "asks", "criteria", "no_gos", "rights", "royalties", "fact__brand"),
    *("cancellation__reason", "jury__panel", "voting__ballot", "result__fact__brand"),
)
PARTS = (
    *("contest__brand", "title", "text", "author", "fact__brand"),
    *("withdrawal", "win__fact__brand", "making", "rights_return"),
)
ENTRY = "contest-entry"
STANDING = Q(supports__withdrawn_at=None)


@dataclass(frozen=True)
class Row:
    """An entry as one viewer sees it."""

    entry: Entry
    supporters: int
    mine: bool
    supported: bool
    triages: list[Triage]


def contests(brand: "Brand") -> QuerySet[Contest]:
    return Contest.objects.filter(brand=brand).select_related(*STEPS).order_by("-number")


def contest_by_number(brand: "Brand", number: int) -> Contest | None:
    return contests(brand).filter(number=number).first()


def fresh(contest: Contest) -> Contest:
    return Contest.objects.select_related(*STEPS).get(pk=contest.pk)


def entry_by_number(brand: "Brand", number: int) -> Entry | None:
    return Entry.objects.filter(brand=brand, number=number).select_related(*PARTS).first()


def fresh_entry(entry: Entry) -> Entry:
    """The entry as it is now, for an act that holds the brand's turn."""
    return Entry.objects.select_related(*PARTS, "brand").get(pk=entry.pk)


def own_entry(contest: Contest, member: "Member | None") -> Entry | None:
    if member is None:
        return None
    return Entry.objects.filter(contest=contest, author=member).select_related(*PARTS).first()


def is_hidden(entry: Entry) -> bool:
    return entry.number in moderation.taken_down(entry.brand, ENTRY)


def shown_entries(contest: Contest) -> QuerySet[Entry]:
    """Neither withdrawn by their authors nor taken down by a moderator."""
    hidden = moderation.taken_down(contest.brand, ENTRY)
    shown = Entry.objects.filter(contest=contest, withdrawal=None).exclude(number__in=hidden)
    return shown.select_related("title")


def hidden_entries(contest: Contest) -> QuerySet[Entry]:
    hidden = moderation.taken_down(contest.brand, ENTRY)
    return Entry.objects.filter(contest=contest, withdrawal=None, number__in=hidden)


def names_of(ballot: "Ballot") -> dict[str, str]:
    """What the choices of a jury are called today: a title, unless it is not shown any more."""
    contest = Contest.objects.filter(voting__ballot=ballot.pk).select_related("brand").first()
    if contest is None:
        return {}
    titles = {f"e{entry.number}": str(entry) for entry in shown_entries(contest)}
    gone = gettext("Entry %(number)s, which is not shown")
    return {key: titles.get(key, gone % {"number": key.removeprefix("e")}) for key in ballot.keys}


def went_to_winners(contest: Contest) -> int:
    """What its winners get: fen of the budget, or places."""
    won = Entry.objects.filter(contest=contest, win__isnull=False)
    return sum(won.values_list("cost", flat=True)) if contest.is_budget else won.count()


def supporters_of(entry: Entry) -> int:
    return Support.objects.filter(entry=entry, withdrawn_at=None).count()


def rows_of(contest: Contest, member: "Member | None", *, viewer: str) -> list[Row]:
    """Every entry, in an order of chance that is the same for this viewer each time."""
    key = member.pk if member else 0
    mine = Support.objects.filter(entry=OuterRef("pk"), member=key, withdrawn_at=None)
    entries = (
        shown_entries(contest)
        .select_related(*PARTS)
        .prefetch_related("triages__reason", "triages__fact__brand", "assessments__words")
        .annotate(supporters=Count("supports", filter=STANDING), supported=Exists(mine))
    )
    rows = [
        Row(
            entry=entry,
            supporters=entry.supporters,
            mine=entry.author_id == key,
            supported=entry.supported,
            triages=list(entry.triages.all()),
        )
        for entry in entries
    ]
    return sorted(rows, key=lambda row: rules.order_of(viewer, row.entry.number))


def finalists_of(contest: Contest) -> list[Entry]:
    """The most supported that can be made, by the latest word on it; as many as a ballot holds."""
    latest = Triage.objects.filter(entry=OuterRef("pk")).order_by("-supporters")
    found = (
        shown_entries(contest)
        .annotate(feasible=Subquery(latest.values("outcome")[:1]))
        .filter(Q(feasible=None) | ~Q(feasible=Feasible.NO))
        .select_related(*PARTS)
        .annotate(supporters=Count("supports", filter=STANDING))
        .order_by("-supporters", "number")
    )
    return list(found[: rules.MOST_FINALISTS])


def odds_of(contest: Contest) -> dict[str, Any]:
    """How many places for how many entries, here and in the contests before."""
    entries = shown_entries(contest).count()
    before = Contest.objects.filter(brand=contest.brand, number__lt=contest.number)
    decided = before.filter(result__isnull=False)
    return {
        "entries": entries,
        "earlier_entries": Entry.objects.filter(contest__in=decided, withdrawal=None).count(),
        "earlier_winners": Entry.objects.filter(contest__in=decided, win__isnull=False).count(),
    }


def returns_due(now: datetime) -> list[int]:
    """Entries whose rights go back today: those not made by the day, and all of a cancelled one."""
    back = Q(contest__rights_return__lte=now.date()) | Q(contest__cancellation__isnull=False)
    due = Entry.objects.filter(back, making=None, rights_return=None).order_by("pk")
    return list(due.values_list("pk", flat=True))


def shown_words(passages: list[int]) -> set[int]:
    """Of these words of entries, those that were neither withdrawn nor taken down."""
    among = Q(title__in=passages) | Q(text__in=passages)
    found = list(Entry.objects.filter(among, withdrawal=None).select_related("brand"))
    hidden = {
        brand.pk: moderation.taken_down(brand, ENTRY) for brand in {each.brand for each in found}
    }
    shown = [each for each in found if each.number not in hidden[each.brand_id]]
    return {key for each in shown for key in (each.title_id, each.text_id)} & set(passages)


def require_same_brand(contest: Contest, member: "Member | None") -> None:
    if member is None or contest.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such contest here."), status=HTTPStatus.NOT_FOUND
        )
