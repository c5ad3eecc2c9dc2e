"""Writing the record."""

import base64
import json
import secrets
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from civics.transparency import SALT_BYTES, commitment
from folkmoot.foundation.record import journal
from folkmoot.foundation.record.facts import FactBody, PassageErased
from folkmoot.foundation.record.models import Fact, Head, Passage
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

# Bytes of a fact's own fields; what is left of 8 kB is for its name, time and commitments.
LONGEST_PLAIN = 6_000


def append(brand: "Brand", body: FactBody, *, actor: "Member | None", now: datetime) -> Fact:
    """Append one fact. Call it inside the act's own transaction, as its last write but one.

    The brand's head stays locked until that transaction ends, so numbers have no gaps and a
    reader that has seen number n has seen all before it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{body.kind} was recorded outside of the act's transaction")
    _require_short(body)
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


def _require_short(body: FactBody) -> None:
    """An entry of the public log has 8 kB at most, and a fact that did not fit would stop it."""
    plain = json.dumps(body.particulars(), ensure_ascii=False, default=str)
    if body.public and len(plain.encode()) > LONGEST_PLAIN:
        raise Refusal(
            "entry-too-long",
            _("This is too long for one entry of the public record. Please write less."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


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
    journal.write(journal.Erased(held.entry, passage.field, basis, now.isoformat()))
    body = PassageErased(
        subject=held.subject, target=held.number, passage=passage.field, basis=basis
    )
    erasure = append(held.brand, body, actor=actor, now=now)
    _empty(passage, erasure)
    return erasure


def _empty(passage: Passage, erasure: Fact) -> None:
    passage.text, passage.salt, passage.erased_by = None, None, erasure
    passage.save(update_fields=["text", "salt", "erased_by"])


def replay_erasures(brand: "Brand", *, now: datetime) -> int:
    """Erase again what was erased before: after a restore, and after a crash.

    The journal says so, or the fact of an erasure that came back from the log; for that one no
    second fact is made.
    """
    standing = Passage.objects.filter(fact__brand=brand, erased_by=None).select_related("fact")
    erased = 0
    for erasure in Fact.objects.filter(brand=brand, kind=PassageErased.kind).order_by("number"):
        target, field = erasure.published["target"], erasure.published["passage"]
        for passage in standing.filter(fact__number=target, field=field):
            _empty(passage, erasure)
            erased += 1
    for line in journal.lines():
        for passage in standing.filter(fact__entry=line.entry, field=line.field):
            erase_passage(passage, basis=line.basis, actor=None, now=now)
            erased += 1
    return erased


def restore_fact(
    brand: "Brand",
    *,
    number: int,
    kind: str,
    subject: str,
    entry: str,
    at: datetime,
    published: dict[str, Any],
    commitments: dict[str, str],
    refs: list[int],
) -> Fact:
    """Bring back a public fact that only the log still knew; its words stay lost.

    It keeps its number, or gets the next free one if somebody has written under that number since.
    """
    head = take_turn(brand)
    taken = Fact.objects.filter(brand=brand, number=number).exists()
    number = head.number + 1 if taken else number
    head.number = max(head.number, number)
    head.save(update_fields=["number"])
    return Fact.objects.create(
        brand=brand,
        number=number,
        kind=kind,
        subject=subject,
        public=True,
        at=at,
        entry=entry,
        published=published,
        commitments=commitments,
        refs=refs,
    )
