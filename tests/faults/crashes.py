"""A process that dies at a chosen durable step, without dying: the step raises and nothing follows.

Durable steps are those after which something is on disk that was not before: a file is brought to
disk, a file gets its name, the database commits. Dying is tried before and after each of them.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db.backends.base.base import BaseDatabaseWrapper


class Died(BaseException):
    """As with kill -9 nobody catches this: not even `except Exception`."""


@contextmanager
def dying_at(step: int) -> Iterator[list[str]]:
    """Die at the step with this number (from 0); the names of the steps that were reached."""
    reached: list[str] = []
    commit = BaseDatabaseWrapper._commit

    def reach(name: str) -> bool:
        reached.append(name)
        return len(reached) > step

    def fatal(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **named: Any) -> Any:
            if reach(f"before {name}"):
                raise Died(name)
            done = function(*args, **named)
            if reach(f"after {name}"):
                raise Died(name)
            return done

        return stepped

    def fatal_commit(self: BaseDatabaseWrapper) -> None:
        if reach("before commit"):
            self.connection.rollback()  # as the database does for a client that is gone
            raise Died("commit")
        commit(self)
        if reach("after commit"):
            raise Died("commit")

    with (
        patch.object(os, "fsync", fatal("fsync", os.fsync)),
        patch.object(os, "replace", fatal("replace", os.replace)),
        patch.object(BaseDatabaseWrapper, "_commit", fatal_commit),
    ):
        yield reached


@contextmanager
def full_disk_at(step: int) -> Iterator[None]:
    """The disk is full from the file with this number on, and stays so."""
    asked = 0
    fsync = os.fsync

    def full(handle: int) -> None:
        nonlocal asked
        asked += 1
        if asked > step:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    with patch.object(os, "fsync", full):
        yield
