"""Reading ballots: lists, and what a member may know of themselves. No page asks who has voted."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from folkmoot.deliberate.ballots.models import Appeal, Ballot, Mark, Voter
from folkmoot.foundation.people.rules import is_member

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

PAGE = 20


def ballots(brand: "Brand") -> QuerySet[Ballot]:
    related = ("brand", "question", "names", "owner__person", "fact__brand", "closing__fact__brand")
    return Ballot.objects.filter(brand=brand).select_related(*related).order_by("-number")


def ballot_by_number(brand: "Brand", number: int) -> Ballot | None:
    return ballots(brand).filter(number=number).first()


def ballot_about(brand: "Brand", about: str) -> Ballot | None:
    """The latest ballot on this subject."""
    return ballots(brand).filter(about=about).first()


def voter_of(ballot: Ballot, member: "Member | None") -> Voter | None:
    """The member's own place on the list."""
    return None if member is None else Voter.objects.filter(ballot=ballot, member=member).first()


def may_vote(ballot: Ballot, member: "Member | None") -> bool:
    """On the list, and still a member. Whether the ballot is open is another question."""
    return bool(is_member(member)) and voter_of(ballot, member) is not None


def has_voted(voter: Voter) -> bool:
    """Told to the voter alone."""
    return Mark.objects.filter(ballot_id=voter.ballot_id, token=voter.token).exists()


def voters_of(ballot: Ballot) -> "list[Member]":
    listed = ballot.voters.select_related("member").order_by("token")
    return [voter.member for voter in listed]


def waiting(member: "Member", now: datetime) -> list[Ballot]:
    """Open ballots that this member may vote in and has not."""
    voted = Exists(Mark.objects.filter(ballot=OuterRef("ballot"), token=OuterRef("token")))
    mine = Voter.objects.filter(~voted, member=member).values("ballot")
    asked = ballots(member.brand).filter(pk__in=mine, closing=None, closes_at__gt=now)
    return list(asked.order_by("closes_at"))


def due(now: datetime) -> QuerySet[Ballot]:
    """Ballots whose time is up and that nobody has counted."""
    late = Ballot.objects.filter(closing=None, closes_at__lte=now)
    return late.select_related("brand").order_by("closes_at", "pk")


def appeals_of(ballot: Ballot) -> QuerySet[Appeal]:
    related = ("words", "fact__brand", "reply__words", "reply__fact__brand")
    return ballot.appeals.select_related(*related).order_by("number")


def appeal_by_number(brand: "Brand", number: int) -> Appeal | None:
    related = ("words", "fact__brand", "ballot__brand", "ballot__question", "reply__fact__brand")
    return Appeal.objects.filter(brand=brand, number=number).select_related(*related).first()


def portrait(member: "Member") -> list[dict[str, Any]]:
    """All this room knows of a member: where they could vote, and whether they did."""
    listed = Voter.objects.filter(member=member).select_related("ballot").order_by("ballot__number")
    return [
        {"ballot": each.ballot.subject, "token": each.token, "voted": has_voted(each)}
        for each in listed
    ]
