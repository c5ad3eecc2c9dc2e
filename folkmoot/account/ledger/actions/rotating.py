"""A new key: the log goes on under a new origin, and both keys sign where it changed.

The tree stays: every index and every proof's hashes are the same under the new origin.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from civics.transparency import Checkpoint, SigningKey
from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.actions.opening import origin_of
from folkmoot.account.ledger.facts import LogRotated
from folkmoot.account.ledger.models import Log, Standing
from folkmoot.account.ledger.signer import Halted, Signer, memory_of
from folkmoot.foundation.record.actions import append

if TYPE_CHECKING:
    from pathlib import Path


def rotate(log: Log, *, now: datetime) -> str:
    """Start a new key; its vkey. The former key is not needed, and is gone afterwards."""
    finish_rotation(log)
    brand = log.brand.slug
    if queries.published_note(brand) is None:
        raise Halted("nothing has been published yet, so there is nothing to close")
    former, log.generation = log.origin, log.generation + 1
    log.origin = origin_of(brand, log.generation)
    new = Signer.made(brand, log.origin, path=_next(brand))
    with transaction.atomic():
        log.save(update_fields=["origin", "generation"])
        Log.objects.filter(pk=log.pk).update(published=0)
        Standing.objects.filter(log=log).update(size=0, retry_at=None)
        body = LogRotated(subject=f"brand:{brand}", former=former, origin=log.origin, size=log.size)
        append(log.brand, body, actor=None, now=now)
    log.refresh_from_db()
    finish_rotation(log)
    return new.key.verifier.vkey


def finish_rotation(log: Log) -> None:
    """Put the new key in its place. A crash after the database knew of it ends here too."""
    brand = log.brand.slug
    content = files.read(_next(brand))
    if content is None:
        return
    key = SigningKey.parse(content.decode())
    if key.name != log.origin:  # the database never heard of it
        _next(brand).unlink()
        return
    here = files.folder(brand)
    note = queries.published_note(brand)
    vkey = files.read(here / "vkey")
    if note is not None and vkey is not None and Checkpoint.parse(note.text).origin != key.name:
        closed = here / "closed" / str(log.generation - 1)
        closing = note.with_signatures([key.sign(note.text)]).to_bytes()
        files.keep_all({closed / "checkpoint": closing, closed / "vkey": vkey})
        # The new key vouches for what the former one promised.
        last = Checkpoint.parse(note.text)
        checkpoint = Checkpoint(key.name, last.size, last.root)
        Signer(key, memory_of(files.key_file(brand))).remember(checkpoint)
    files.keep(here / "vkey", key.verifier.vkey.encode() + b"\n")
    files.move(_next(brand), files.key_file(brand))


def _next(brand: str) -> "Path":
    key = files.key_file(brand)
    return key.with_name(f"{key.name}.next")
