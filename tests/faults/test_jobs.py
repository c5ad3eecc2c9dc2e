"""A worker may die at any moment: its job is done all the same, and once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from folkmoot.foundation import jobs
from folkmoot.foundation.people.models import Brand
from tests.faults.work import fail, found_slowly


@pytest.mark.django_db(transaction=True)
def test_an_orphan_goes_back_to_the_queue_after_its_lease() -> None:
    result = found_slowly.enqueue("orphan", 0.0)
    task = DBTaskResult.objects.get(pk=result.id)
    task.claim("a worker that dies now")
    now = timezone.now()
    assert jobs.recover(now).orphans == 0
    assert jobs.recover(now + jobs.LEASE + timedelta(seconds=1)).orphans == 1
    DBTaskResult.objects.update(run_after=now)
    jobs.Worker(worker_id="another", batch=True).run()
    assert Brand.objects.filter(slug="orphan").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_renewed_job_is_not_taken_away() -> None:
    result = found_slowly.enqueue("long", 0.0)
    DBTaskResult.objects.get(pk=result.id).claim("alive")
    later = timezone.now() + timedelta(hours=1)
    jobs.renew(result.id, later)
    assert jobs.recover(later + timedelta(seconds=20)).orphans == 0


@pytest.mark.django_db(transaction=True)
def test_a_failing_job_waits_longer_each_time_and_is_given_up_after_ten() -> None:
    fail.enqueue()
    now = timezone.now()
    for attempt in range(1, jobs.ATTEMPTS):
        DBTaskResult.objects.update(run_after=now)
        jobs.Worker(worker_id="w", batch=True).run()
        assert jobs.recover(now).retried == 1
        waits = DBTaskResult.objects.get().run_after - now
        assert waits == jobs.pause_before(attempt)
    DBTaskResult.objects.update(run_after=now)
    jobs.Worker(worker_id="w", batch=True).run()
    assert jobs.recover(now) == jobs.Recovered(orphans=0, retried=0, dead=1)
    assert jobs.recover(now) == jobs.Recovered(orphans=0, retried=0, dead=0)


def test_the_pause_never_exceeds_an_hour() -> None:
    assert jobs.pause_before(1) == timedelta(seconds=2)
    assert jobs.pause_before(40) == timedelta(hours=1)


CHILD = """
import django, sys
django.setup()
from folkmoot.foundation import jobs
jobs.Worker(worker_id=sys.argv[1], batch=sys.argv[2] == "batch").run()
"""


def worker(home: Path, name: str, *, batch: bool) -> "subprocess.Popen[bytes]":
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "FOLKMOOT_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
    }
    command = [sys.executable, "-c", CHILD, name, "batch" if batch else "go"]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


def in_home(home: Path, code: str) -> str:
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "FOLKMOOT_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
    }
    program = f"import django; django.setup()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_kill_9_in_the_middle_of_a_job(tmp_path: Path) -> None:
    """A real worker process on a real database file, killed while it works."""
    in_home(
        tmp_path,
        "from django.core.management import call_command as c; c('migrate', verbosity=0)\n"
        "from tests.faults.work import found_slowly as f\n"
        "[f.enqueue(f'brand-{n}', 6.0 if n == 0 else 0.0) for n in range(5)]",
    )
    first = worker(tmp_path, "first", batch=False)
    running = (
        "from django_tasks_db.models import DBTaskResult as R; print(R.objects.running().count())"
    )
    deadline = time.monotonic() + 30
    while in_home(tmp_path, running).strip() != "1":
        assert time.monotonic() < deadline, "the worker never took a job"
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert in_home(tmp_path, running).strip() == "1", "the library itself leaves it running"
    recovered = in_home(
        tmp_path,
        "from datetime import timedelta; from django.utils import timezone\n"
        "from folkmoot.foundation import jobs\n"
        "print(jobs.recover(timezone.now() + jobs.LEASE + timedelta(seconds=1)).orphans)\n"
        "from django_tasks_db.models import DBTaskResult as R\n"
        "R.objects.update(run_after=timezone.now())",
    )
    assert recovered.strip() == "1"
    assert worker(tmp_path, "second", batch=True).wait(timeout=60) == 0
    brands = in_home(
        tmp_path,
        "from folkmoot.foundation.people.models import Brand\n"
        "print(sorted(Brand.objects.values_list('slug', flat=True)))",
    )
    assert brands.strip() == str([f"brand-{n}" for n in range(5)])


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_locked_database(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Exception | None] = [OperationalError("database is locked"), None]

    def run(self: jobs.QueueWorker) -> None:
        if (trouble := answers.pop(0)) is not None:
            raise trouble

    monkeypatch.setattr(jobs.QueueWorker, "run", run)
    worker = jobs.Worker(worker_id="patient")
    monkeypatch.setattr(worker.stopped, "wait", lambda seconds: False)
    worker._run_through_trouble()
    assert answers == []
