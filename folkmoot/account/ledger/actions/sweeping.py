"""What an erasure leaves behind: in the index, in free pages, in letters and exports on disk.

The words themselves are gone with the act. This follows within ten minutes, and knows from the
erasure journal whether there is anything to do.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from folkmoot.account.ledger import files
from folkmoot.foundation.record import journal
from folkmoot.foundation.search.actions import compact, drop_erased

# A letter with a sign-in code is worth something for so long.
LETTERS_KEPT = timedelta(minutes=10)


def sweep(*, now: datetime, always: bool = False) -> bool:
    """Remove the traces of what was erased since the last time; whether there were any."""
    length = journal.path().stat().st_size if journal.path().exists() else 0
    if str(length).encode() == (files.read(_mark()) or b"0") and not always:
        return False
    drop_erased()
    compact()
    clean = empty_free_pages()
    for path in _copies(now):
        path.unlink(missing_ok=True)
    if clean and not any(_copies(now, younger=True)):
        files.keep(_mark(), str(length).encode())
    return True


def empty_free_pages() -> bool:
    """Let nothing deleted linger in the database's files; False if somebody was in the way."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # secure_delete has emptied the pages; older ones may still lie in the log.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)
        cursor.execute("VACUUM FULL record_passage")
        return True


def _copies(now: datetime, *, younger: bool = False) -> Iterator[Path]:
    """Letters and exports on this disk that may quote what was erased."""
    folders = [settings.LETTERBOX, Path(settings.HOME) / "exports"]
    for folder in folders:
        for path in folder.rglob("*") if folder else ():
            old = now.timestamp() - path.stat().st_mtime >= LETTERS_KEPT.total_seconds()
            if path.is_file() and (old or folder != settings.LETTERBOX) is not younger:
                yield path


def _mark() -> Path:
    return Path(settings.HOME) / "erasures.swept"
