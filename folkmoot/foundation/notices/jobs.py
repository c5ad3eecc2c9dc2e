"""Sending: webhooks and channels as jobs that are tried again, the digest as a round."""

from datetime import datetime
from typing import TYPE_CHECKING

import apprise
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from folkmoot.foundation import outbound
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices import actions, messages, rules
from folkmoot.foundation.notices.models import (
    Channel,
    Delivery,
    DigestChoice,
    Endpoint,
    Notice,
)
from folkmoot.foundation.people.queries import members_with_role
from folkmoot.foundation.people.rules import Role
from folkmoot.foundation.record.jobs import reader
from folkmoot.foundation.record.queries import fact_by_key
from folkmoot.foundation.sealing import unseal

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


class NotDelivered(Exception):
    """The other side did not take it. The queue tries again, with the same message id."""


@reader("webhooks")
def queue_deliveries(fact: "Fact") -> None:
    if not fact.public:
        return
    for endpoint in Endpoint.objects.filter(brand=fact.brand, removed_at=None):
        if not endpoint.fact_kinds or fact.kind in endpoint.fact_kinds:
            delivery = Delivery.objects.create(endpoint=endpoint, fact=fact)
            deliver.enqueue(delivery.pk)


@task()
def deliver(delivery_id: int) -> None:
    """Bring one fact to one endpoint. A delivery that has been made is not made again."""
    delivery = (
        Delivery.objects.select_related("endpoint", "fact__brand")
        .filter(pk=delivery_id, delivered_at=None, endpoint__removed_at=None)
        .first()
    )
    if delivery is None:
        return
    secret = unseal(delivery.endpoint.secret, purpose="endpoint")
    body, headers = messages.webhook(delivery.fact, delivery.message, secret, now=timezone.now())
    delivery.status = outbound.post(delivery.endpoint.url, body, headers)
    delivered = 200 <= delivery.status < 300
    delivery.delivered_at = timezone.now() if delivered else None
    delivery.save(update_fields=["status", "delivered_at"])
    if not delivered:
        raise NotDelivered(f"the endpoint answered {delivery.status}")


@reader("channels")
def queue_messages(fact: "Fact") -> None:
    if not fact.public:
        return
    for channel in Channel.objects.filter(brand=fact.brand, removed_at=None):
        if not channel.fact_kinds or fact.kind in channel.fact_kinds:
            send.enqueue(channel.pk, fact.pk)


@task()
def send(channel_id: int, fact_id: int) -> None:
    """Tell one channel of one fact."""
    channel = Channel.objects.filter(pk=channel_id, removed_at=None).first()
    if channel is None:
        return
    fact = fact_by_key(fact_id)
    text = f"{fact.brand} · {fact.kind} · {settings.URL}/{fact.brand.slug}/record/{fact.number}"
    address = unseal(channel.address, purpose="channel")
    if channel.kind == Channel.Kind.FEISHU:
        secret = unseal(channel.secret, purpose="channel")
        status = outbound.post(address, *messages.feishu(text, secret, now=timezone.now()))
        delivered = 200 <= status < 300
    else:
        notifier = apprise.Apprise()
        delivered = bool(notifier.add(address) and notifier.notify(body=text))
    if not delivered:
        raise NotDelivered(f"channel {channel.pk} did not take the message")


@reader("overdue")
def tell_who_owes(fact: "Fact") -> None:
    """A deadline that passed is told to everyone who could have kept it."""
    if fact.kind == "clock.overdue":
        owing = [*members_with_role(fact.brand, Role.OPERATOR)]
        owing += members_with_role(fact.brand, Role.EXECUTIVE)
        actions.tell(owing, fact, path=f"/{fact.brand.slug}/record/{fact.number}")


@every(seconds=300)
def send_digests(now: datetime) -> int:
    """One calm mail to everyone who has unread notices and whose turn it is."""
    waiting = (
        Notice.objects.filter(read_at=None, mailed_at=None)
        .values_list("member__person", flat=True)
        .distinct()
    )
    return sum(_send_digest(person_id, now) for person_id in waiting)


@transaction.atomic
def _send_digest(person_id: int, now: datetime) -> bool:
    """The choice is locked first, so that two workers cannot both write to one person."""
    DigestChoice.objects.get_or_create(person_id=person_id)
    choice = DigestChoice.objects.select_for_update().select_related("person").get(person=person_id)
    notices = list(
        Notice.objects.filter(member__person=person_id, read_at=None, mailed_at=None)
        .select_related("fact", "quote", "member__brand")
        .order_by("-pk")
    )
    if not notices or not choice.person.is_active or not rules.digest_due(choice, now):
        return False
    messages.digest(choice.person, notices).send()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    choice.sent_at = now
    choice.save(update_fields=["sent_at"])
    return True
