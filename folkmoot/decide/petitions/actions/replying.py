"""The brand answers a petition that stopped nothing."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.decide.decisions.rules import require_words
from folkmoot.decide.petitions import facts, queries, rules
from folkmoot.decide.petitions.models import Petition, Reply
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def reply(petition: Petition, text: str, *, actor: "Member", now: datetime) -> Reply:
    """Answer it on the record, signed with name and title."""
    rules.require_replier(petition, actor)
    text = require_words(text, longest=rules.REPLY_LENGTH)
    take_turn(petition.brand)
    found = queries.fresh(petition)
    rules.require_reply_due(found)
    title = people.title_of(actor)
    body = facts.PetitionAnswered(
        subject=found.subject, title=title, text=text, name=str(actor.person)
    )
    fact = append(found.brand, body, actor=actor, now=now)
    clocks.meet(found.brand, rules.REPLY_CLOCK, found.subject, fact=fact)
    return Reply.objects.create(
        petition=found,
        words=passage_of(fact, "text"),
        by=actor,
        name=passage_of(fact, "name"),
        title=title,
        at=now,
        fact=fact,
    )
