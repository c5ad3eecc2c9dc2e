"""A change of the charter: proposed, open for comments, adopted by the charter's own clause."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from folkmoot.charter.articles import facts, queries, rules
from folkmoot.charter.articles.actions.adopting import digest_of, write_edition
from folkmoot.charter.articles.models import Amendment, Edition, Settlement, Voice
from folkmoot.charter.rules import Keys
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.rules import shown
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def propose(
    title: str, reason: str, body: dict[str, Any], *, actor: "Member", now: datetime
) -> Amendment:
    """Propose the next edition. From here on the clause that it amends says what happens."""
    rules.require_executive(actor)
    title = rules.require_text(title, longest=120)
    reason = rules.require_text(reason, longest=rules.REASON_LENGTH)
    brand = actor.brand
    take_turn(brand)
    rules.require_none_open(queries.open_amendment(brand))
    edition = rules.require_charter(queries.latest_edition(brand))
    rules.require_differs(edition.body, body)
    rules.require_clean(body | {"topics": queries.topics_as_said(brand, now)})
    clause = queries.clause_for(edition.body, body)
    number = Amendment.objects.filter(brand=brand).count() + 1
    closes_at = now + timedelta(days=clause.comment_days)
    fact = append(
        brand,
        facts.AmendmentProposed(
            subject=f"amendment:{number}",
            edition=edition.number,
            title=title,
            adopted_by=clause.adopted_by,
            closes=closes_at.isoformat(timespec="minutes"),
            digest=digest_of(body),
        ),
        actor=actor,
        now=now,
    )
    return Amendment.objects.create(
        brand=brand,
        number=number,
        edition=edition,
        title=title,
        reason=reason,
        body=body,
        adopted_by=clause.adopted_by,
        quorum=clause.quorum,
        quorum_share=clause.quorum_share,
        support_share=clause.support_share,
        minimum_level=clause.minimum_level,
        minimum_days=clause.minimum_days,
        notice_days=clause.notice_days,
        proposed_by=actor,
        proposed_at=now,
        closes_at=closes_at,
        fact=fact,
    )


@transaction.atomic
def give_voice(
    amendment: Amendment, *, in_favour: bool, actor: "Member | None", now: datetime
) -> None:
    """For or against, until the window ends. The latest one holds."""
    fan = rules.require_voice(amendment, actor, now)
    take_turn(amendment.brand)
    Voice.objects.update_or_create(
        amendment=amendment, member=fan, defaults={"in_favour": in_favour, "at": now}
    )
    note_active(fan, now=now)


@transaction.atomic
def adopt(amendment: Amendment, reply: str, *, actor: "Member", now: datetime) -> Edition:
    """Turn the brand's key. Refused unless the clause is fulfilled; in force after its notice."""
    keys, needed = _settleable(amendment, actor, now)
    reply = rules.require_text(reply, longest=rules.REPLY_LENGTH)
    rules.require_adoptable(amendment, keys, needed=needed)
    latest = rules.require_charter(queries.latest_edition(amendment.brand))
    edition = write_edition(
        amendment.body,
        number=latest.number + 1,
        effective_from=rules.starts_at(amendment, latest, now),
        actor=actor,
        now=now,
    )
    for kind in queries.review_clocks(latest):
        clocks.meet(amendment.brand, kind, latest.subject, fact=edition.fact)
    _settle(amendment, Settlement.Outcome.ADOPTED, reply, edition, keys, needed, actor, now)
    return edition


@transaction.atomic
def decline(amendment: Amendment, reply: str, *, actor: "Member", now: datetime) -> Settlement:
    """Not adopted, with reasons in public."""
    keys, needed = _settleable(amendment, actor, now)
    reply = rules.require_text(reply, longest=rules.REPLY_LENGTH)
    return _settle(amendment, Settlement.Outcome.DECLINED, reply, None, keys, needed, actor, now)


def _settleable(amendment: Amendment, actor: "Member", now: datetime) -> tuple[Keys, int]:
    rules.require_executive(actor)
    rules.require_same_brand(amendment.brand_id, actor)
    take_turn(amendment.brand)
    settled = Settlement.objects.filter(amendment=amendment).exists()
    rules.require_settleable(amendment, now, settled=settled)
    return queries.keys_of(amendment, brand=True), queries.voices_needed(amendment, now)


def _settle(
    amendment: Amendment,
    outcome: str,
    reply: str,
    edition: Edition | None,
    keys: Keys,
    needed: int,
    actor: "Member",
    now: datetime,
) -> Settlement:
    fact = append(
        amendment.brand,
        facts.AmendmentSettled(
            subject=amendment.subject,
            outcome=str(outcome),
            rule=amendment.adopted_by,
            in_favour=shown(keys.in_favour),
            against=shown(keys.against),
            needed=needed,
            guardians=keys.guardians,
            guardians_for=keys.guardians_for,
            reply=reply,
        ),
        actor=actor,
        now=now,
    )
    return Settlement.objects.create(
        amendment=amendment,
        outcome=outcome,
        reply=reply,
        rule=amendment.adopted_by,
        in_favour=keys.in_favour,
        against=keys.against,
        needed=needed,
        support_share=amendment.support_share,
        guardians=keys.guardians,
        guardians_for=keys.guardians_for,
        edition=edition,
        by=actor,
        at=now,
        fact=fact,
    )
