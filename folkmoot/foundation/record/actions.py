"""Writing the record."""

import base64
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from civics.transparency import SALT_BYTES, commitment
from folkmoot.foundation.record.facts import FactBody, PassageErased
from folkmoot.foundation.record.models import Fact, Head, Passage

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member


def append(brand: "Brand", body: FactBody, *, actor: "Member | None", now: datetime) -> Fact:
    """Append one fact. Call it inside the act's own transaction, as its last write but one.

    The brand's head stays locked until that transaction ends, so numbers have no gaps and a
    reader that has seen number n has seen all before it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{body.kind} was recorded outside of the act's transaction")
    salts = {field: secrets.token_bytes(SALT_BYTES) for field in body.words()}
    fact = Fact.objects.create(
        brand=brand,
        number=_next_number(brand),
        kind=body.kind,
        subject=body.subject,
        public=body.public,
        at=now,
        actor=actor,
        published=body.particulars(),
        commitments={
            field: base64.b64encode(commitment(body.kind, field, text, salts[field])).decode()
            for field, text in body.words().items()
        },
    )
    Passage.objects.bulk_create(
        Passage(fact=fact, field=field, text=text, salt=salts[field])
        for field, text in body.words().items()
    )
    return fact


def take_turn(brand: "Brand") -> Head:
    """Wait for the acts before this one; what is read after it cannot change under the act.

    An act that counts something before it writes (the next number, the last free seat) calls
    this first.
    """
    head, _ = Head.objects.select_for_update().get_or_create(brand=brand)
    return head


def _next_number(brand: "Brand") -> int:
    head = take_turn(brand)
    head.number += 1
    head.save(update_fields=["number"])
    return head.number


@transaction.atomic
def erase_passage(
    passage: Passage, *, basis: str, actor: "Member | None", now: datetime
) -> Fact | None:
    """Delete words and salt for good. Doing it twice changes nothing."""
    passage = Passage.objects.select_for_update().select_related("fact__brand").get(pk=passage.pk)
    if passage.erased_by_id is not None:
        return None
    held = passage.fact
    body = PassageErased(
        subject=held.subject, target=held.number, passage=passage.field, basis=basis
    )
    erasure = append(held.brand, body, actor=actor, now=now)
    passage.text, passage.salt, passage.erased_by = None, None, erasure
    passage.save(update_fields=["text", "salt", "erased_by"])
    return erasure
