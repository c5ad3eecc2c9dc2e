"""Closing what has ended, telling people, keeping the index."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.decide.petitions import actions, queries, rules
from folkmoot.decide.petitions.models import Petition
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.queries import fans, members_with_role
from folkmoot.foundation.people.rules import Role
from folkmoot.foundation.record.jobs import reader
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.search import actions as search

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact, Passage

# What a decision became is told to those who signed against it.
OF_THE_MATTER = ("decision.upheld", "decision.changed", "override.announced", "decision.overridden")


@every(seconds=60)
def close_ended(now: datetime) -> int:
    return actions.close_ended(now=now)


@reader("petitions: notices")
def tell_members(fact: "Fact") -> None:
    if fact.kind in OF_THE_MATTER:
        _tell_signers(fact)
        return
    petition = _petition_of(fact)
    if petition is None:
        return
    tell(_concerned(petition, fact), fact, path=_path(petition), quote=_quote(petition))


def _concerned(petition: Petition, fact: "Fact") -> "Iterable[Member]":
    """The brand is asked for a check, all fans for their voice, signers hear how it went on."""
    brand = fact.brand
    staff = [*members_with_role(brand, Role.OPERATOR), *members_with_role(brand, Role.EXECUTIVE)]
    if fact.kind == "petition.seconded":
        return [petition.by, *staff]
    if fact.kind == "petition.checked":
        return fans(brand) if fact.published["outcome"] == "accepted" else [petition.by]
    if fact.kind == "petition.established":
        return {*queries.signers(petition), petition.by, *staff}
    if fact.kind in ("petition.answered", "petition.closed"):
        return {*queries.signers(petition), petition.by}
    return ()


def _tell_signers(fact: "Fact") -> None:
    """The petition that stopped the matter is named by the fact."""
    kind, _colon, number = fact.published["cause"].partition(":")
    petition = queries.petition_by_number(fact.brand, int(number)) if kind == "petition" else None
    if petition is not None:
        tell(queries.signers(petition), fact, path=_path(petition), quote=_quote(petition))


@reader("petitions: search")
def keep_index(fact: "Fact") -> None:
    """What somebody has read and let in can be found."""
    petition = _petition_of(fact)
    if petition is None:
        return
    if fact.kind == "petition.checked" and fact.published["outcome"] == "accepted":
        for passage in (petition.asks, petition.because):
            search.put(fact.brand, passage, path=_path(petition))
    elif fact.kind == "petition.answered":
        search.put(fact.brand, passage_of(fact, "text"), path=_path(petition))


def _petition_of(fact: "Fact") -> Petition | None:
    kind, _colon, number = fact.subject.partition(":")
    return queries.petition_by_number(fact.brand, int(number)) if kind == "petition" else None


def _quote(petition: Petition) -> "Passage | None":
    check = getattr(petition, "check_made", None)
    return petition.asks if check is None or check.reason not in rules.WITHHELD else None


def _path(petition: Petition) -> str:
    return f"/{petition.brand.slug}/petitions/{petition.number}/"
