"""PageRank beside networkx, and the bootstrap: CPU seconds (user + system) and peak memory."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civics.influence import concentration_intervals, pagerank

ROOT = Path(__file__).resolve().parents[2]
# networkx belongs to the tests, so it is not beside the other peers.
OF_THE_TESTS = ROOT / ".venv" / "bin" / "python"
NOT_INSTALLED = "not installed"
TIMES = 3


def run(
    sizes: tuple[tuple[int, int], ...] = ((5_000, 50_000), (50_000, 500_000)),
) -> list[dict[str, Any]]:
    """The rows: PageRank as the graph grows, and intervals of concentration."""
    rows = []
    for nodes, links in sizes:
        ours = _ran("ours", nodes, links)
        known = OF_THE_TESTS.exists()
        theirs = _ran("networkx", nodes, links) if known else None
        rows.append(
            {
                "work": f"PageRank to 1e-12, {nodes:,} nodes, {links:,} links",
                "ours_cpu_s": round(ours[0], 3),
                "ours_mb": round(ours[1]),
                "peer": "networkx",
                "peer_cpu_s": round(theirs[0], 2) if theirs else NOT_INSTALLED,
                "peer_mb": round(theirs[1]) if theirs else NOT_INSTALLED,
                "ratio": round(theirs[0] / ours[0], 1) if theirs else None,
                "note": "from arrays of links to scores, on both sides"
                + (f"; the peer's graph alone {theirs[2]:.2f} s" if theirs else ""),
            }
        )
    cpu, memory, _ = _ran("intervals", 100_000, 0)
    rows.append(
        {
            "work": "Gini and top share with intervals, 100,000 voters, 999 resamples",
            "ours_cpu_s": round(cpu, 3),
            "ours_mb": round(memory),
            "peer": None,
            "peer_cpu_s": None,
            "peer_mb": None,
            "ratio": None,
            "note": "",
        }
    )
    return rows


def _ran(who: str, nodes: int, links: int) -> tuple[float, float, float]:
    python = str(OF_THE_TESTS) if who == "networkx" else sys.executable
    words = [python, __file__, who, str(nodes), str(links)]
    env = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=env)
    cpu, memory, part = json.loads(done.stdout.splitlines()[-1])
    return cpu, memory, part


def graph(nodes: int, links: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who mentions whom: a few are mentioned by many."""
    rng = np.random.default_rng(1)
    source = rng.integers(0, nodes, links)
    target = np.minimum(rng.pareto(0.8, links) * nodes / 200, nodes - 1).astype(np.int64)
    return source, target


def ours(nodes: int, links: int) -> float:
    source, target = graph(nodes, links)
    pagerank(source, target, nodes=nodes)
    return 0.0


def networkx(nodes: int, links: int) -> float:
    import networkx as nx

    source, target = graph(nodes, links)
    begin = time.process_time()
    held = nx.DiGraph()
    held.add_nodes_from(range(nodes))
    held.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
    built = time.process_time() - begin
    # Its tolerance is for one node.
    nx.pagerank(held, tol=1e-12 / nodes, max_iter=1000)
    return built


def intervals(voters: int, _: int) -> float:
    rng = np.random.default_rng(1)
    concentration_intervals(rng.poisson(10 * rng.lognormal(0, 1, voters)))
    return 0.0


def measure(work: Callable[[int, int], float], nodes: int, links: int) -> None:
    """Print the median time of some runs; the first is not counted."""
    work(nodes, links)
    spent = []
    for _ in range(TIMES):
        made = time.process_time()
        graph(nodes, links)
        begin = time.process_time()
        part = work(nodes, links)
        # Each run makes its links anew; what that takes is taken off.
        spent.append((time.process_time() - begin - (begin - made), part))
    cpu, part = sorted(spent)[TIMES // 2]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([cpu, peak, part]) + "\n")


if __name__ == "__main__":
    chosen = {"ours": ours, "networkx": networkx, "intervals": intervals}[sys.argv[1]]
    measure(chosen, int(sys.argv[2]), int(sys.argv[3]))
