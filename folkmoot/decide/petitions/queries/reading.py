"""One petition, and many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung
from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.decisions.rules import Source
from folkmoot.decide.petitions import rules
from folkmoot.decide.petitions.models import Petition
from folkmoot.decide.petitions.queries.counting import signatures_by_cohort
from folkmoot.decide.petitions.rules import State

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Passage

PAGE = 20


@dataclass(frozen=True)
class Progress:
    """How far the signing has come; what is under ten is not shown."""

    total: int | None
    needed: int
    eligible: int
    by_cohort: list[tuple[str, int | None, int | None]]
    reached: int
    cohorts_needed: int
    cohort_least: int

    @property
    def missing(self) -> int | None:
        return max(0, self.needed - self.total) if self.total is not None else None

    @property
    def bar(self) -> int:
        return min(self.total or 0, self.needed)


@dataclass(frozen=True)
class Row:
    """One petition as a list shows it."""

    petition: Petition
    state: State
    total: int | None
    headline: str


@dataclass(frozen=True)
class PetitionPage:
    rows: list[Row]
    before: int | None


def petitions(brand: "Brand") -> QuerySet[Petition]:
    """With everything that says how far a petition has come."""
    return Petition.objects.filter(brand=brand).select_related(
        "brand",
        "rule__topic__brand",
        "asks",
        "because",
        "by",
        "matter__brand",
        "matter__topic",
        "matter__intention__words",
        "matter__intention__rule__topic__brand",
        "matter__intention__by",
        "matter__decision__words",
        "matter__decision__rule__topic__brand",
        "matter__decision__by",
        "mends__check_made",
        "mended_by",
        "check_made__why",
        "check_made__fact__brand",
        "signing",
        "establishment__fact__brand",
        "reply__words",
        "reply__name",
        "reply__fact__brand",
        "closing__fact__brand",
        "fact__brand",
    )


def petition_by_number(brand: "Brand", number: int) -> Petition | None:
    return petitions(brand).filter(number=number).first()


def admitted_words(passages: list[int]) -> set[int]:
    """Those of the passages that are the words of petitions which were admitted."""
    admitted = Petition.objects.filter(check_made__admitted=True)
    found = admitted.filter(Q(asks__in=passages) | Q(because__in=passages))
    return {key for keys in found.values_list("asks", "because") for key in keys}


def title_of(brand: "Brand", number: int) -> str:
    """What it asks, as far as everybody may read it: a fan's words, once they were let in."""
    found = petition_by_number(brand, number)
    return str(found.asks) if found and hasattr(found, "signing") else ""


def fresh(petition: Petition) -> Petition:
    """The petition as it is once every act before this one is done."""
    return petitions(petition.brand).get(pk=petition.pk)


def petition_page(
    brand: "Brand", *, show: str = "all", before: int | None = None, now: datetime, size: int = PAGE
) -> PetitionPage:
    """Petitions that a person has read: admitted ones, and rejected ones with their reason."""
    chosen = petitions(brand).filter(check_made__isnull=False)
    standing = Q(signatures__withdrawn_at=None)
    chosen = chosen.annotate(signed=Count("signatures", filter=standing)).order_by("-number")
    if show == "signing":
        chosen = chosen.filter(signing__closes_at__gt=now, closing__isnull=True)
    elif show == "established":
        chosen = chosen.filter(establishment__isnull=False)
    elif show == "rejected":
        chosen = chosen.filter(check_made__admitted=False)
    if before is not None:
        chosen = chosen.filter(number__lt=before)
    found = list(chosen[: size + 1])
    rows = [
        Row(p, rules.state(p, now), rules.shown(p.signed), decisions.headline(_object(p)))
        for p in found[:size]
    ]
    return PetitionPage(rows, found[size - 1].number if len(found) > size else None)


def _object(petition: Petition) -> "Passage":
    return decisions.words_of(petition.matter)


def petitions_on(brand: "Brand", matter: int) -> list[Petition]:
    return list(petitions(brand).filter(matter__number=matter).order_by("number"))


def progress_of(petition: Petition) -> Progress | None:
    signing = getattr(petition, "signing", None)
    if signing is None:
        return None
    counted = signatures_by_cohort(petition)
    return Progress(
        total=rules.shown(sum(counted.values())),
        needed=signing.needed,
        eligible=signing.eligible,
        by_cohort=[
            (cohort, rules.shown(counted.get(cohort, 0)), rules.shown(signing.cohorts[cohort]))
            for cohort in ("core", "active", "ordinary")
            if cohort in signing.cohorts
        ],
        reached=rules.cohorts_reached(signing.cohort_least, counted),
        cohorts_needed=signing.cohorts_needed,
        cohort_least=signing.cohort_least,
    )


def has_signed(petition: Petition, member: "Member | None") -> bool:
    standing = petition.signatures.filter(withdrawn_at=None)
    return member is not None and standing.filter(member=member).exists()


def has_seconded(petition: Petition, member: "Member | None") -> bool:
    return member is not None and petition.seconders.filter(member=member).exists()


def under_way(member: "Member", now: datetime) -> int:
    """How many petitions of one person have neither ended nor been answered."""
    ended_states = (State.REJECTED, State.ANSWERED, State.LAPSED)
    mine = petitions(member.brand).filter(by=member, closing=None)
    return sum(rules.state(petition, now) not in ended_states for petition in mine)


def waiting_for_check(brand: "Brand") -> list[Petition]:
    """What the brand's people have to read, the one that has waited longest first."""
    waiting = petitions(brand).filter(seconded_at__isnull=False, check_made=None)
    return list(waiting.order_by("seconded_at", "pk"))


def ended(now: datetime) -> list[Petition]:
    """Petitions whose time is over, and whose closing is not on record yet."""
    unseconded = Q(seconded_at=None, seconding_ends_at__lte=now)
    signed_out = Q(signing__closes_at__lte=now)
    found = Petition.objects.filter(unseconded | signed_out, closing=None)
    return list(found.select_related("brand").order_by("pk"))


def signers(petition: Petition) -> "list[Member]":
    standing = petition.signatures.filter(withdrawn_at=None).select_related("member")
    return [signature.member for signature in standing]


def _words(brand: "Brand", number: int) -> "Passage | None":
    """Only a petition that was admitted is advice; nobody else has to be read."""
    found = petition_by_number(brand, number)
    admitted = found is not None and hasattr(found, "signing")
    return found.asks if found and admitted else None


def _people(brand: "Brand", number: int) -> "Iterable[Member]":
    found = petition_by_number(brand, number)
    return signers(found) if found else ()


def _is_open(brand: "Brand", number: int, now: datetime) -> bool:
    """Once it is established it can be weighed: its thresholds are reached."""
    found = petition_by_number(brand, number)
    return found is not None and rules.state(found, now) is State.SIGNING


def _on_topic(brand: "Brand", topic: str) -> list[int]:
    found = Petition.objects.filter(brand=brand, matter__topic__slug=topic)
    admitted = found.filter(signing__isnull=False, rule__rung__gte=Rung.ADVISE)
    return list(admitted.order_by("-number").values_list("number", flat=True))


PETITION = Source(
    title=_("Petition"), words=_words, people=_people, is_open=_is_open, on_topic=_on_topic
)
