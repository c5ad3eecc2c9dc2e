"""The process that writes the log, and the daily look at whether it still holds."""

import logging
import signal
import threading
from datetime import datetime
from typing import Any

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from folkmoot.account.ledger import actions, backups, queries
from folkmoot.account.ledger.models import Log
from folkmoot.foundation.jobs import every
from folkmoot.foundation.people.queries import brands
from folkmoot.foundation.record.queries import heads

log = logging.getLogger("folkmoot.ledger")

PAUSE = 0.2  # seconds between two looks: with writing and fsync an entry is public within one


class Sequencer:
    """Brings what is waiting into the logs, for as long as it lives.

    Everything it needs to know is read anew each time, so it may die at any moment.
    """

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._seen: dict[int, int] = {}

    def check(self) -> None:
        """Before anything is signed: refuse if this is not the whole of what was promised."""
        actions.know_witnesses(now=timezone.now())
        for brand in brands():
            opened = actions.open_log(brand)
            actions.finish_rotation(opened)
            actions.check(opened)
            actions.ask_witnesses(opened)

    def start(self) -> None:
        """Check as soon as the database can be used; what is wrong with a log is not waited for."""
        while not self.stopped.is_set():
            try:
                self.check()
            except OperationalError:
                log.exception("the database could not be used; the log starts in a second")
                close_old_connections()
                self.stopped.wait(1)
            else:
                return

    def tick(self, now: datetime) -> int:
        """One look at every brand; how many entries were placed."""
        latest = heads()
        placed = 0
        for brand in brands():
            if brand.pk in latest:
                placed += self._advance(actions.open_log(brand), latest[brand.pk], now)
        return placed

    def _advance(self, opened: Log, latest: int, now: datetime) -> int:
        """A log that cannot go on does not hold up the others."""
        try:
            actions.finish_rotation(opened)
            placed = actions.sequence(opened) if self._seen.get(opened.pk) != latest else 0
            if placed < actions.BATCH:
                self._seen[opened.pk] = latest
            actions.publish(opened, now=now)
        except Exception as error:
            self._seen.pop(opened.pk, None)
            self._say(opened, str(error))
            log.exception("the log of %s stands still", opened.brand.slug)
            return 0
        if opened.halted:
            self._say(opened, "")
        return placed

    def _say(self, opened: Log, sentence: str) -> None:
        """Let the pages say that the log stands still, if the database can be written at all."""
        try:
            Log.objects.filter(pk=opened.pk).update(halted=sentence)
        except Exception:
            log.exception("nor can that be written down")

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopped.set())
        while not self.stopped.is_set():
            close_old_connections()
            placed = 0
            try:
                placed = self.tick(timezone.now())
            except Exception:  # the database is away: it comes back
                log.exception("the logs stand still")
            if placed < actions.BATCH:
                self.stopped.wait(PAUSE)


@every(seconds=600)
def sweep(now: datetime) -> bool:
    return actions.sweep(now=now)


@every(seconds=86_400)
def destroy_month_keys(now: datetime) -> list[str]:
    return backups.destroy_month_keys(now=now)


@every(seconds=86_400)
def audit(now: datetime) -> list[Any]:
    """Compare every fact with its entry, and raise the alarm with the index where they differ."""
    found = [finding for opened in queries.logs() for finding in queries.audit(opened)]
    for finding in found:
        log.error("the record differs from its log: %s", finding)
    return found
