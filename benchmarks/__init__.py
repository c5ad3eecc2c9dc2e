"""What Folkmoot costs, measured: its methods beside their peers, votes over HTTP, long lists."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["Cost", "cost_of"]


@dataclass(frozen=True)
class Cost:
    """Processor seconds of all threads, and how far the peak of memory rose, in MB."""

    cpu_s: float
    mb: float


def cost_of(work: Callable[..., Any], *arguments: Any, repeat: int = 3) -> Cost:
    """Run `work` in a process of its own, once to warm up, then `repeat` times; keep the least.

    `work` is a function at the top of a module and its arguments can be pickled, since the
    process starts anew: what was measured before leaves neither memory nor compiled code behind.
    The seconds are those of the best repetition; the memory is that of all of them.
    """
    fresh = multiprocessing.get_context("spawn")
    here, there = fresh.Pipe(duplex=False)
    process = fresh.Process(target=_measure, args=(there, work, arguments, repeat))
    process.start()
    there.close()
    try:
        cpu_s, mb = here.recv()
    except EOFError:
        raise RuntimeError(f"{work.__module__}.{work.__qualname__} did not finish") from None
    finally:
        process.join()
    return Cost(cpu_s=cpu_s, mb=mb)


def _measure(
    there: Connection, work: Callable[..., Any], arguments: tuple[Any, ...], repeat: int
) -> None:
    before = _peak_mb()
    work(*arguments)
    seconds = []
    for _ in range(repeat):
        begun = time.process_time()
        work(*arguments)
        seconds.append(time.process_time() - begun)
    there.send((min(seconds), _peak_mb() - before))


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_048_576 if sys.platform == "darwin" else 1_024)
