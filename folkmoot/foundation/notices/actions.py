"""Telling members, and setting up the ways by which the brand's people are told."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.foundation.notices import facts, rules
from folkmoot.foundation.notices.models import Channel, DigestChoice, Endpoint, Notice
from folkmoot.foundation.outbound import Resolve, require_public, resolve
from folkmoot.foundation.people.rules import Member, require_operator
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.sealing import seal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Person
    from folkmoot.foundation.record.models import Fact, Passage


def tell(
    members: Iterable[Member],
    fact: "Fact",
    *,
    path: str,
    quote: "Passage | None" = None,
    own: bool = False,
) -> None:
    """Put a notice into each inbox, once. The own act is told only as a receipt (`own`)."""
    Notice.objects.bulk_create(
        [
            Notice(member=member, fact=fact, quote=quote, path=path, at=fact.at)
            for member in members
            if own or member.pk != fact.actor_id
        ],
        ignore_conflicts=True,
    )


def mark_read(*, actor: Member, up_to: int, now: datetime) -> int:
    """Everything in the member's inbox up to this notice has been read."""
    return Notice.objects.filter(member=actor, pk__lte=up_to, read_at=None).update(read_at=now)


def choose_digest(person: "Person", cadence: DigestChoice.Cadence) -> DigestChoice:
    choice, _ = DigestChoice.objects.update_or_create(person=person, defaults={"cadence": cadence})
    return choice


@transaction.atomic
def add_channel(
    *,
    kind: Channel.Kind,
    name: str,
    address: str,
    secret: str = "",
    fact_kinds: list[str],
    actor: Member,
    now: datetime,
    resolver: Resolve = resolve,
) -> Channel:
    require_operator(actor)
    if kind == Channel.Kind.FEISHU:
        require_public(address, resolver=resolver)
    else:
        rules.require_apprise_address(address)
    channel = Channel.objects.create(
        brand=actor.brand,
        kind=kind,
        name=name,
        address=seal(address, purpose="channel"),
        secret=seal(secret, purpose="channel"),
        fact_kinds=rules.require_public_kinds(fact_kinds),
        created_at=now,
    )
    body = facts.ChannelAdded(subject=f"channel:{channel.pk}", way=kind)
    append(actor.brand, body, actor=actor, now=now)
    return channel


@transaction.atomic
def remove_channel(channel: Channel, *, actor: Member, now: datetime) -> None:
    require_operator(actor)
    ours = Channel.objects.filter(pk=channel.pk, brand=actor.brand, removed_at=None)
    if ours.update(removed_at=now, address="", secret=""):
        body = facts.ChannelRemoved(subject=f"channel:{channel.pk}", way=channel.kind)
        append(actor.brand, body, actor=actor, now=now)


@transaction.atomic
def add_endpoint(
    *,
    url: str,
    fact_kinds: list[str],
    actor: Member,
    now: datetime,
    resolver: Resolve = resolve,
) -> tuple[Endpoint, str]:
    """Register a webhook. Its signing secret is shown this once."""
    require_operator(actor)
    require_public(url, resolver=resolver)
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    endpoint = Endpoint.objects.create(
        brand=actor.brand,
        url=url,
        secret=seal(secret, purpose="endpoint"),
        fact_kinds=rules.require_public_kinds(fact_kinds),
        created_at=now,
    )
    body = facts.EndpointAdded(subject=f"endpoint:{endpoint.pk}", fact_kinds=endpoint.fact_kinds)
    append(actor.brand, body, actor=actor, now=now)
    return endpoint, secret


@transaction.atomic
def remove_endpoint(endpoint: Endpoint, *, actor: Member, now: datetime) -> None:
    require_operator(actor)
    ours = Endpoint.objects.filter(pk=endpoint.pk, brand=actor.brand, removed_at=None)
    if ours.update(removed_at=now, secret=""):
        body = facts.EndpointRemoved(subject=f"endpoint:{endpoint.pk}")
        append(actor.brand, body, actor=actor, now=now)
