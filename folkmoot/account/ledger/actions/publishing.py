"""Signing and publishing. The checkpoint is the last thing to be written."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from civics.transparency import TILE_WIDTH, Bundle, Checkpoint, Note, Tile
from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.actions.cosigning import gather
from folkmoot.account.ledger.models import Log
from folkmoot.account.ledger.signer import Signer


def publish(log: Log, *, now: datetime) -> bool:
    """Sign the log as it stands, ask the witnesses, publish; False if there was nothing to do.

    A witness that does not answer delays nobody: it is asked again later, and its signature is
    added to the checkpoint that is published then.
    """
    grown = log.size > log.published
    if not grown and not queries.witnesses_due(log, now).exists():
        return False
    signer = Signer.of(log.brand.slug)
    note = Note.parse(signer.sign(Checkpoint(log.origin, log.size, bytes(log.root))))
    known = queries.published_note(log.brand.slug)
    gathered = gather(log, note, now=now)
    if not grown and not gathered:
        return False
    if known is not None and known.text == note.text:
        note = Note(note.text, known.signatures)
    fresh = [each for each in gathered if each.line() not in {s.line() for s in note.signatures}]
    _keep_policy(log.brand.slug)
    content = note.with_signatures(fresh).to_bytes()
    files.keep(files.folder(log.brand.slug) / "checkpoint", content)
    with transaction.atomic():
        # A clock that was set back does not set the log back.
        log.published_at = max(now, log.published_at or now)
        before, log.published = log.published, log.size
        log.save(update_fields=["published", "published_at"])
    _drop_filled(log, before)
    return True


def _keep_policy(brand: str) -> None:
    """Beside the log lies whom to trust for it, so that a copied folder is complete."""
    path, content = files.folder(brand) / "policy", queries.policy_file(brand)
    if content is not None and files.read(path) != content:
        files.keep(path, content)


def _drop_filled(log: Log, before: int) -> None:
    """Delete the partial tiles of what has filled up since; the full ones stand in for them."""
    here, level = files.folder(log.brand.slug), 0
    first, last = before // TILE_WIDTH, log.size // TILE_WIDTH
    while first < last:
        for index in range(first, last):
            _drop_partials(here / Tile(level, index, 1).path)
            if level == 0:
                _drop_partials(here / Bundle(index, 1).path)
        level, first, last = level + 1, first // TILE_WIDTH, last // TILE_WIDTH


def _drop_partials(one: Path) -> None:
    folder = one.parent
    if folder.is_dir():
        for part in folder.iterdir():
            part.unlink(missing_ok=True)
        folder.rmdir()
