"""Copies of everything, and back: database, log, erasure journal, media. Keys are kept apart.

The salts of the commitments are taken out of the copied database and sealed under a key of the
month. That key is destroyed later, so whoever finds an old backup cannot prove with the log that
words which were erased since are the ones that were said.
"""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction

from folkmoot.account.ledger import files, queries
from folkmoot.foundation.record import journal

KEPT = timedelta(days=35)
NONCE = 12
SALT = 32


class Unusable(Exception):
    """The backup cannot be made or brought back; the sentence says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What lies in the folder of a backup."""

    made_at: str
    engine: str
    month: str
    digests: dict[str, str]


# Making one


def back_up(into: Path, *, now: datetime) -> Path:
    """Write a backup into a new folder below `into`, and delete those older than 35 days."""
    here = into / now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    here.mkdir(parents=True)
    here.chmod(0o700)
    month = now.astimezone(UTC).strftime("%Y-%m")
    # The database first: a log that is newer is what recovering is made for, an older one is not.
    salts = _copy_sqlite(here) if connection.vendor == "sqlite" else _copy_postgresql(here)
    files.keep(here / "salts", _seal(salts, _month_key(month, make=True)), mode=0o600)
    for brand in _brands_in(Path(settings.HOME)):
        _copy_log(files.folder(brand), here / "ledger" / brand)
    for name in ("erasures.jsonl", "witnesses"):
        if (Path(settings.HOME) / name).exists():
            shutil.copy2(Path(settings.HOME) / name, here / name)
    if settings.MEDIA_ROOT and Path(settings.MEDIA_ROOT).is_dir():
        shutil.copytree(settings.MEDIA_ROOT, here / "media")
    digests = {path.name: _digest(path) for path in sorted(here.iterdir()) if path.is_file()}
    manifest = Manifest(now.isoformat(), connection.vendor, month, digests)
    files.keep(here / "manifest.json", json.dumps(asdict(manifest), indent=1).encode())
    _forget_old(into, now)
    return here


def _copy_sqlite(here: Path) -> bytes:
    """Copy the database while it is in use, and take its salts out of the copy."""
    connection.ensure_connection()
    with closing(sqlite3.connect(here / "database.sqlite3")) as copy:
        connection.connection.backup(copy)
        salts = _packed(copy.execute("SELECT id, salt FROM record_passage WHERE salt IS NOT NULL"))
        copy.execute("UPDATE record_passage SET salt = x'' WHERE salt IS NOT NULL")
        copy.commit()
        copy.execute("VACUUM")  # the salts are not in its free pages either
        copy.execute("PRAGMA journal_mode=DELETE")
    return salts


WITHOUT_SALTS = """COPY (
    SELECT id, fact_id, field, text, CASE WHEN salt IS NULL THEN NULL ELSE ''::bytea END,
    erased_by_id FROM record_passage
) TO STDOUT"""


def _copy_postgresql(here: Path) -> bytes:
    """Dump one snapshot: all tables by pg_dump, the passages by COPY, without their salts."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _postgresql(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            f"--snapshot={snapshot}",
            "--exclude-table-data=record_passage",
            f"--file={here / 'database.dump'}",
        )
        with (
            open(here / "passages", "wb") as file,
            cursor.cursor.copy(WITHOUT_SALTS) as rows,
        ):
            for row in rows:
                file.write(row)
        cursor.execute("SELECT id, salt FROM record_passage WHERE salt IS NOT NULL")
        return _packed(cursor)


def _packed(rows: Any) -> bytes:
    return b"".join(key.to_bytes(8, "big") + bytes(salt) for key, salt in rows)


def _unpacked(salts: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(0, len(salts), 8 + SALT):
        yield int.from_bytes(salts[at : at + 8], "big"), salts[at + 8 : at + 8 + SALT]


def _copy_log(log: Path, here: Path) -> None:
    """The checkpoint is read first and written last, so all that it implies is in the copy."""
    checkpoint = files.read(log / "checkpoint")
    here.mkdir(parents=True)
    for name in ("tile", "closed"):
        if (log / name).is_dir():
            shutil.copytree(log / name, here / name, copy_function=_copy_unless_gone)
    for name in ("vkey", "policy"):
        if (log / name).exists():
            shutil.copy2(log / name, here / name)
    if checkpoint is not None:
        files.keep(here / "checkpoint", checkpoint)


def _copy_unless_gone(old: str, new: str) -> None:
    """A partial tile may be deleted meanwhile; the full one then stands in for it."""
    if Path(old).exists():
        shutil.copy2(old, new)


def _forget_old(into: Path, now: datetime) -> None:
    for manifest in into.glob("*/manifest.json"):
        if now - datetime.fromisoformat(json.loads(manifest.read_text())["made_at"]) > KEPT:
            shutil.rmtree(manifest.parent)


# The key of the month


def _month_key(month: str, *, make: bool) -> bytes:
    path = Path(settings.HOME) / "keys" / "backup" / month
    content = files.read(path)
    if content is None and not make:
        raise Unusable(
            f"the key {path} of this backup is not there: it is destroyed 35 days after its month, "
            "or you keep it elsewhere; `--without-salts` brings everything else back"
        )
    if content is None:
        content = secrets.token_hex(32).encode()
        files.make_folder(path.parent)
        path.parent.chmod(0o700)
        files.keep(path, content, mode=0o600)
    return bytes.fromhex(content.decode())


def _seal(salts: bytes, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, salts, b"salts")


def _unseal(sealed: bytes, key: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], b"salts")


def destroy_month_keys(*, now: datetime) -> list[str]:
    """Destroy keys of months that ended more than 35 days ago; which these were."""
    folder = Path(settings.HOME) / "keys" / "backup"
    gone = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        year, _dash, month = path.name.partition("-")
        if not (year.isdigit() and month.isdigit()):
            continue
        first = datetime(int(year), int(month), 1, tzinfo=UTC)
        ended = (first + timedelta(days=32)).replace(day=1)
        if now > ended + KEPT:
            with open(path, "r+b") as file:  # overwritten in place before its name goes
                file.write(secrets.token_bytes(path.stat().st_size))
                os.fsync(file.fileno())
            path.unlink()
            gone.append(path.name)
    return gone


# Bringing one back


def restore(backup: Path, *, without_salts: bool = False) -> None:
    """Put the database back as it was; the log and the journal only ever move forward.

    Recovering the log and erasing again what was erased since come after it, by the caller.
    """
    manifest = _checked(backup)
    salts = b""
    if not without_salts:
        salts = _unseal((backup / "salts").read_bytes(), _month_key(manifest.month, make=False))
    if connection.vendor == "sqlite":
        _restore_sqlite(backup, salts)
    else:
        _restore_postgresql(backup, salts)
    for brand in _brands_in(backup):
        _restore_log(backup / "ledger" / brand, brand)
    _merge_journal(backup / "erasures.jsonl")
    if (backup / "witnesses").exists() and not files.witness_file().exists():
        shutil.copy2(backup / "witnesses", files.witness_file())
    if (backup / "media").is_dir() and settings.MEDIA_ROOT:
        shutil.copytree(backup / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)


def _checked(backup: Path) -> Manifest:
    content = files.read(backup / "manifest.json")
    if content is None:
        raise Unusable(f"{backup} is no backup: it has no manifest.json")
    manifest = Manifest(**json.loads(content))
    if manifest.engine != connection.vendor:
        raise Unusable(f"{backup} is of {manifest.engine}, and this is {connection.vendor}")
    for name, digest in manifest.digests.items():
        if not (backup / name).exists() or _digest(backup / name) != digest:
            raise Unusable(f"{backup / name} is damaged: take another backup")
    return manifest


def _restore_sqlite(backup: Path, salts: bytes) -> None:
    with _scratch() as scratch:
        shutil.copy2(backup / "database.sqlite3", scratch / "database")
        with closing(sqlite3.connect(scratch / "database")) as copy:
            copy.executemany(
                "UPDATE record_passage SET salt = ? WHERE id = ?",
                ((salt, key) for key, salt in _unpacked(salts)),
            )
            copy.commit()
            connection.ensure_connection()
            copy.backup(connection.connection)


def _restore_postgresql(backup: Path, salts: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    dump = str(backup / "database.dump")
    _postgresql("pg_restore", "--no-owner", "--section=pre-data", "--section=data", dump)
    with transaction.atomic(), connection.cursor() as cursor:
        target = "record_passage (id, fact_id, field, text, salt, erased_by_id)"
        with (
            open(backup / "passages", "rb") as file,
            cursor.cursor.copy(f"COPY {target} FROM STDIN") as rows,
        ):
            while block := file.read(1 << 16):
                rows.write(block)
        cursor.executemany(
            "UPDATE record_passage SET salt = %s WHERE id = %s",
            [(salt, key) for key, salt in _unpacked(salts)],
        )
    _postgresql("pg_restore", "--no-owner", "--section=post-data", dump)


def _restore_log(copy: Path, brand: str) -> None:
    """What was published since the backup stays published."""
    there, here = files.read(copy / "checkpoint"), files.folder(brand)
    published = queries.published_checkpoint(brand)
    if there is not None and (published is None or published.size < _size(there)):
        shutil.copytree(copy, here, dirs_exist_ok=True)


def _size(checkpoint: bytes) -> int:
    return int(checkpoint.split(b"\n", 2)[1])


def _merge_journal(copy: Path) -> None:
    known = set(journal.lines())
    for line in journal.lines(copy):
        if line not in known:
            journal.write(line)


def _brands_in(folder: Path) -> list[str]:
    logs = folder / "ledger"
    return sorted(path.name for path in logs.iterdir() if path.is_dir()) if logs.is_dir() else []


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder beside the database, on the same disk and for its owner alone."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.HOME) as folder:
        yield Path(folder)


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _postgresql(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on the database of the settings."""
    found = shutil.which(program)
    if found is None:
        raise Unusable(f"{program} is missing: install postgresql-client")
    names = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(names["HOST"] or ""),
        "PGPORT": str(names["PORT"] or ""),
        "PGUSER": str(names["USER"] or ""),
        "PGPASSWORD": str(names["PASSWORD"] or ""),
    }
    named = [f"--dbname={names['NAME']}", *arguments]
    done = subprocess.run(  # noqa: S603 - a program of the system, found on the path
        [found, *named],
        env={name: value for name, value in environment.items() if value},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unusable(f"{program} ended with {done.returncode}: {done.stderr.strip()}")
