"""Following the panels, and telling people."""

from typing import TYPE_CHECKING

from folkmoot.deliberate.moderation import actions, queries
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.queries import members_with_role
from folkmoot.foundation.people.rules import Role
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@reader("moderation: appeals")
def settle_appeals(fact: "Fact") -> None:
    """What a panel answered decides the appeal for which it was drawn."""
    if fact.kind != "panel.concluded" or fact.published["purpose"] != "appeal":
        return
    appeal = queries.appeal_of(fact.brand, fact.published["about"])
    if appeal is not None:
        actions.settle(appeal, fact.published["outcome"], now=fact.at)


@reader("moderation: notices")
def tell_those_concerned(fact: "Fact") -> None:
    """The outcome of an appeal goes to the author, a filing to those who have to answer it."""
    slug = fact.brand.slug
    if fact.kind == "appeal.decided":
        appeal = queries.appeal_of(fact.brand, fact.subject)
        if appeal is not None and appeal.measure.author is not None:
            path = f"/{slug}/moderation/measures/{appeal.measure.number}/"
            tell([appeal.measure.author], fact, path=path, quote=appeal.measure.words)
    elif fact.kind == "filing.received":
        owing = [*members_with_role(fact.brand, Role.OPERATOR)]
        owing += members_with_role(fact.brand, Role.LEGAL)
        tell(owing, fact, path=f"/{slug}/moderation/filings/")
