"""Background work: jobs that run once they are asked for, and rounds that run by themselves.

A job is a task of django-tasks-db. That library leaves a task RUNNING for ever when its worker
dies, so a worker here renews the start time of the task it holds, and a task that nobody has
renewed goes back to the queue. A job may therefore run twice: every job is idempotent.

A round is a function of `now` that brings something up to date, and is safe to run at any time.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

log = logging.getLogger("folkmoot.jobs")

HEARTBEAT = timedelta(seconds=5)
LEASE = timedelta(seconds=30)
ATTEMPTS = 10
LONGEST_PAUSE = timedelta(hours=1)
KEPT = timedelta(days=30)

RoundFunction = Callable[[datetime], Any]


@dataclass(frozen=True)
class Round:
    name: str
    every: timedelta
    run: RoundFunction


ROUNDS: list[Round] = []


def every(*, seconds: int) -> Callable[[RoundFunction], RoundFunction]:
    """Register a round: `@every(seconds=30)` above `def watch(now)`."""

    def register(function: RoundFunction) -> RoundFunction:
        name = f"{function.__module__}.{function.__name__}"
        ROUNDS.append(Round(name, timedelta(seconds=seconds), function))
        return function

    return register


def pause_before(attempt: int) -> timedelta:
    """How long a failed job waits before its next attempt: 2, 4, 8 … seconds, an hour at most."""
    return min(timedelta(seconds=2.0**attempt), LONGEST_PAUSE)


@dataclass(frozen=True)
class Recovered:
    orphans: int
    retried: int
    dead: int


@every(seconds=5)
@transaction.atomic
def recover(now: datetime) -> Recovered:
    """Return orphans and failed jobs to the queue; give up on a job after ten attempts."""
    orphans = _to_queue(
        DBTaskResult.objects.running().filter(started_at__lt=now - LEASE), pause=False, now=now
    )
    failed = DBTaskResult.objects.failed().exclude(priority=DEAD)
    dead = [task.pk for task in failed if len(task.worker_ids) >= ATTEMPTS]
    if dead:
        DBTaskResult.objects.filter(pk__in=dead).update(priority=DEAD)
        log.error("%d jobs failed %d times and are given up: %s", len(dead), ATTEMPTS, dead)
    retried = _to_queue(failed.exclude(pk__in=dead), pause=True, now=now)
    return Recovered(orphans=orphans, retried=retried, dead=len(dead))


# The lowest priority there is marks a job that is given up; no other job uses it.
DEAD = -100


def _to_queue(tasks: Any, *, pause: bool, now: datetime) -> int:
    waiting = list(tasks.select_for_update())
    for task in waiting:
        task.status = TaskResultStatus.READY
        task.run_after = now + (pause_before(len(task.worker_ids)) if pause else timedelta())
        task.save(update_fields=["status", "run_after"])
    return len(waiting)


@every(seconds=3600)
def forget(now: datetime) -> int:
    """Delete finished jobs after thirty days; those given up stay until somebody looks."""
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT)
    return done.delete()[0]


class Worker(QueueWorker):
    """Runs jobs in this thread, and in two others the rounds and the heartbeat."""

    def __init__(self, *, worker_id: str, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0.5,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self.held: Any = None
        self.stopped = threading.Event()

    def run(self) -> None:
        if self.batch:  # one pass over the queue, and nothing beside it
            super().run()
            return
        threads = [
            threading.Thread(target=target, daemon=True)
            for target in (self._beat, self._make_rounds)
        ]
        for thread in threads:
            thread.start()
        try:
            self._run_through_trouble()
        finally:
            self.stopped.set()

    def _run_through_trouble(self) -> None:
        """A database that is locked or away for a while does not end the worker."""
        while True:
            try:
                super().run()
            except OperationalError:
                log.exception("the database could not be used; the worker goes on in a second")
                close_old_connections()
                self.stopped.wait(1)
            else:
                return

    def run_task(self, db_task_result: "DBTaskResult[Any, Any]") -> None:
        self.held = db_task_result.pk
        try:
            super().run_task(db_task_result)
        finally:
            self.held = None

    def _beat(self) -> None:
        while not self.stopped.wait(HEARTBEAT.total_seconds()):
            if (held := self.held) is not None:
                self._quietly("heartbeat", partial(renew, held, timezone.now()))

    def _make_rounds(self) -> None:
        due = {each.name: timezone.now() for each in ROUNDS}
        while not self.stopped.wait(0.5):
            now = timezone.now()
            for each in ROUNDS:
                # A clock that was set back must not stop the rounds until it catches up.
                if now >= due[each.name] or due[each.name] - now > each.every:
                    due[each.name] = now + each.every
                    self._quietly(each.name, partial(each.run, now))

    def _quietly(self, name: str, function: Callable[[], Any]) -> None:
        """One failing round is logged and tried again; it does not stop the others."""
        close_old_connections()
        try:
            function()
        except Exception:
            log.exception("%s failed", name)


def renew(task_id: Any, now: datetime) -> None:
    """Say that the task is still being worked on."""
    DBTaskResult.objects.running().filter(pk=task_id).update(started_at=now)
