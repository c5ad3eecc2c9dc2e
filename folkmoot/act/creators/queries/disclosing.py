"""Pieces, their proofs, and whether the label was seen."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from folkmoot.act.creators.models import Piece, Proof
from folkmoot.act.creators.rules.disclosing import Disclosure, disclosure_of, is_overdue

if TYPE_CHECKING:
    from folkmoot.act.creators.models import Creator
    from folkmoot.foundation.people.models import Brand


def pieces(brand: "Brand") -> QuerySet[Piece]:
    proofs = Proof.objects.select_related("excerpt", "by__person", "check_of__by__person")
    ordered = proofs.select_related("check_of__note").order_by("-number")
    found = Piece.objects.filter(brand=brand).select_related(
        "creator__brand", "creator__name", "url", "by__person", "deal", "brand"
    )
    return found.prefetch_related(Prefetch("proofs", ordered)).order_by("-published_on", "-number")


def pieces_unseen(brand: "Brand") -> QuerySet[Piece]:
    """Those whose latest proof nobody has found to show the label."""
    latest = Proof.objects.filter(piece=OuterRef("pk")).order_by("-number")
    seen = Subquery(latest.values("check_of__labelled")[:1])
    return pieces(brand).annotate(seen=seen).filter(Q(seen=False) | Q(seen=None))


def piece_by_number(brand: "Brand", number: int) -> Piece | None:
    return pieces(brand).filter(number=number).first()


@dataclass(frozen=True)
class Disclosed:
    """A piece with what is to be said of its label."""

    piece: Piece
    disclosure: Disclosure
    overdue: bool


def disclosure(piece: Piece, today: date) -> Disclosed:
    latest = latest_proof(piece)
    return Disclosed(piece, disclosure_of(latest), is_overdue(piece, latest, today))


def latest_proof(piece: Piece) -> Proof | None:
    return next(iter(sorted(piece.proofs.all(), key=lambda proof: -proof.number)), None)


def disclosures(creator: "Creator", today: date) -> list[Disclosed]:
    return [disclosure(each, today) for each in pieces(creator.brand).filter(creator=creator)]
