"""The tables, made once for all processes of a test run instead of once in each.

Applying every migration costs fifteen seconds of a processor. The first process to need the
tables applies them and keeps the empty database beside the build; the others copy it. Its name is
the digest of all that decides what is in it.
"""

import contextlib
import fcntl
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import django
from django.core.management.commands import migrate
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "tests"

Handle = Callable[..., Any]


def digest() -> str:
    """Of the migrations, of the settings that choose them, and of what else brings some."""
    files = sorted((ROOT / "folkmoot").rglob("migrations/*.py"))
    parts = [*files, ROOT / "folkmoot" / "settings.py", ROOT / "constraints.txt"]
    made_of = hashlib.sha256(django.get_version().encode())
    for part in parts:
        made_of.update(part.relative_to(ROOT).as_posix().encode() + part.read_bytes())
    return made_of.hexdigest()[:16]


@contextlib.contextmanager
def made_once() -> Iterator[Path]:
    """Where the empty database is, or has to be put; one process at a time."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield KEPT / f"schema-{digest()}.sqlite3"


def copying(handle: Handle) -> Handle:
    """Django's own `migrate`, which copies the tables where that gives the same."""

    def migrate_or_copy(self: migrate.Command, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        whole = not options["app_label"] and not options["check_unapplied"]
        if connection.vendor != "sqlite" or not whole or tables_of(connection):
            handle(self, *args, **options)
            return
        with made_once() as kept:
            connection.ensure_connection()
            if kept.exists():
                with closing(sqlite3.connect(kept)) as source:
                    source.backup(connection.connection)
                return
            handle(self, *args, **options)
            fresh = kept.with_suffix(".new")
            with closing(sqlite3.connect(fresh)) as target:
                connection.connection.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")  # one file, that any process reads
            for old in KEPT.glob("schema-*.sqlite3"):
                old.unlink()
            fresh.rename(kept)

    return migrate_or_copy


def tables_of(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        return list(connection.introspection.table_names(cursor))


def copy_instead_of_migrating() -> None:
    """From now on in this process; called before the first database is made."""
    migrate.Command.handle = copying(migrate.Command.handle)  # type: ignore[method-assign]
