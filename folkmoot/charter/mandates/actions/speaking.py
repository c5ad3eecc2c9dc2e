"""Words in the name of others: drafted, put to the members, published with their numbers."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.charter.articles.queries import article_in_force
from folkmoot.charter.mandates import facts, queries, rules
from folkmoot.charter.mandates.models import (
    Body,
    Contest,
    Mandate,
    Motion,
    NotRepresented,
    Publication,
    Reply,
    Statement,
)
from folkmoot.charter.rules import require_rule
from folkmoot.charter.rules import require_voice as require_charter_voice
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.rules import require_member, shown
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def draft(
    body: Body, text: str, *, closes_at: datetime, actor: "Member", now: datetime
) -> Statement:
    """Put a draft before the members, who can sign it, agree, reject it or not know."""
    rules.require_same_brand(body.brand_id, actor)
    rules.require_seat(body, actor, now)
    text = rules.require_text(text, longest=rules.STATEMENT_LENGTH)
    rules.require_window(closes_at, now)
    require_rule(body.topic, now=now)
    take_turn(body.brand)
    rules.require_article(article_in_force(body.brand, body.article, now))
    number = Statement.objects.filter(brand=body.brand).count() + 1
    claims = len(rules.claims_in(text))
    drafted = facts.CollectiveDrafted(
        subject=f"collective:{number}",
        body=body.number,
        claims=claims,
        closes=closes_at.isoformat(timespec="minutes"),
        text=text,
    )
    fact = append(body.brand, drafted, actor=actor, now=now)
    return Statement.objects.create(
        brand=body.brand,
        number=number,
        body=body,
        words=passage_of(fact, "text"),
        claims=claims,
        opened_at=now,
        closes_at=closes_at,
        fact=fact,
    )


@transaction.atomic
def reply(statement: Statement, position: int, *, actor: "Member | None", now: datetime) -> None:
    """Sign it, agree, reject it, or say that one does not know. One voice each."""
    rule = require_rule(statement.body.topic, now=now)
    fan = require_charter_voice(actor, rule, now=now)
    rules.require_same_brand(statement.brand_id, fan)
    rules.require_position(position)
    take_turn(statement.brand)
    published = Publication.objects.filter(statement=statement).exists()
    rules.require_collecting(statement, now, published=published)
    Reply.objects.update_or_create(
        statement=statement, member=fan, defaults={"position": position, "at": now}
    )
    note_active(fan, now=now)


@transaction.atomic
def publish(motion: Motion, *, actor: "Member", now: datetime) -> Publication:
    """Publish what the body voted to publish, with whom it asked and whom it did not.

    Without a live mandate, words that speak for all get a sentence beneath that says so (I10).
    """
    rules.require_seat(motion.body, actor, now)
    rules.require_carried(motion, Motion.Purpose.PUBLISH)
    statement = motion.statement
    assert statement is not None  # noqa: S101 (the database holds it for this purpose)
    take_turn(statement.brand)
    rules.require_unused(used=Publication.objects.filter(statement=statement).exists())
    count = queries.counted(statement, now)
    mandate = queries.live_mandate_of(motion.body, motion.body.topic, now)
    if mandate is not None and mandate.seat_id not in (None, _seat_of(actor, motion.body, now)):
        mandate = None  # one seat's mandate does not carry what another one says
    disclaimed = mandate is None and statement.claims > 0
    body = facts.CollectivePublished(
        subject=statement.subject,
        body=motion.body.number,
        motion=motion.number,
        mandate=mandate.number if mandate else 0,
        disclaimed=disclaimed,
        eligible=shown(count.eligible),
        consulted=shown(count.consulted),
        in_favour=shown(count.in_favour),
        against=shown(count.against),
        signers=shown(count.signers),
    )
    fact = append(statement.brand, body, actor=actor, now=now)
    return Publication.objects.create(
        statement=statement,
        motion=motion,
        mandate=mandate,
        claims=statement.claims,
        disclaimed=disclaimed,
        eligible=count.eligible,
        consulted=count.consulted,
        in_favour=count.in_favour,
        against=count.against,
        signers=count.signers,
        at=now,
        fact=fact,
    )


def _seat_of(actor: "Member", body: Body, now: datetime) -> int:
    return rules.require_seat(body, actor, now).pk


@transaction.atomic
def say_not_represented(publication: Publication, *, actor: "Member | None", now: datetime) -> None:
    """ "I am not represented." Enough of them contest the mandate, which then needs a new vote."""
    rule = require_rule(publication.statement.body.topic, now=now)
    fan = require_charter_voice(actor, rule, now=now)
    rules.require_same_brand(publication.statement.brand_id, fan)
    brand = publication.statement.brand
    take_turn(brand)
    NotRepresented.objects.get_or_create(
        publication=publication, member=fan, withdrawn_at=None, defaults={"at": now}
    )
    note_active(fan, now=now)
    if publication.mandate_id is not None:
        _contest_if_enough(publication, publication.mandate_id, now)


def _contest_if_enough(publication: Publication, key: int, now: datetime) -> None:
    mandate = Mandate.objects.select_related("topic__brand", "brand", "end", "contest").get(pk=key)
    if not rules.is_live(mandate, now) or hasattr(mandate, "contest"):
        return
    said = queries.contesting(mandate, now)
    if said is None or not said.enough:
        return
    lapses_at = now + rules.LAPSE
    body = facts.MandateContested(
        subject=mandate.subject,
        statement=publication.statement.number,
        needed=said.needed,
        lapses=lapses_at.isoformat(timespec="minutes"),
    )
    fact = append(mandate.brand, body, actor=None, now=now)
    Contest.objects.create(mandate=mandate, at=now, lapses_at=lapses_at, fact=fact)


@transaction.atomic
def represented_again(publication: Publication, *, actor: "Member | None", now: datetime) -> None:
    """Take "not represented" back."""
    member = require_member(actor)
    take_turn(publication.statement.brand)
    publication.not_represented.filter(member=member, withdrawn_at=None).update(withdrawn_at=now)
