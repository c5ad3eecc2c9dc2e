"""Near-duplicates beside datasketch: CPU seconds (user + system) and peak memory.

Each figure is taken in a process of its own that reads the posts from a file. The peer gets texts
that are already normalised, hashes their 3-grams, queries its index and verifies every candidate,
so that both answer the same question; how many true pairs it finds stands in the note.
"""

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from civics.language import Index, near_duplicates, normalise

ROOT = Path(__file__).resolve().parents[2]
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
REPOSTS = ROOT.parent / "shared" / "data" / "text" / "unlabelled_weibo" / "ced_reposts.txt.gz"
NOT_INSTALLED = "not installed"
THRESHOLD = 0.6
TIMES = 3

PEER = """
import json, resource, sys, time
from datasketch import MinHash, MinHashLSH
texts = json.load(open(sys.argv[1], encoding="utf-8"))
begin = time.process_time()
sets = [{t[i:i + 3] for i in range(max(len(t) - 2, 1))} - {""} for t in texts]
full = [k for k, s in enumerate(sets) if s]
sketches = list(MinHash.generator([[p.encode() for p in sets[k]] for k in full], num_perm=128))
index = MinHashLSH(threshold=0.6, num_perm=128)
for k, sketch in zip(full, sketches):
    index.insert(k, sketch)
found = 0
for k, sketch in zip(full, sketches):
    for other in index.query(sketch):
        if other < k:
            both = len(sets[k] & sets[other])
            found += both / (len(sets[k]) + len(sets[other]) - both) >= 0.6
spent = time.process_time() - begin
print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
"""


def run(sizes: tuple[int, ...] = (10_000, 100_000)) -> list[dict[str, Any]]:
    """The rows: invented posts as their number grows, real posts, and the index."""
    rows = []
    for size in sizes:
        rows += _rows(f"{size:,} invented posts", invented(size))
    if REPOSTS.exists():
        rows += _rows("100,000 Weibo reposts", _reposts(100_000))
    return rows


def _rows(work: str, posts: list[str]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "posts.json"
        file.write_text(json.dumps(posts), encoding="utf-8")
        cpu, memory, found = _ran([sys.executable, __file__, "pairs", str(file)])
        theirs = _peer(Path(folder) / "normal.json", [normalise(post) for post in posts], found)
        pairs = _row(f"all pairs, {work}", cpu, memory, theirs, f"{found:,.0f} pairs, exact")
        cpu, memory, worst = _ran([sys.executable, __file__, "index", str(file)])
        nothing = (None, None, f"slowest question {1000 * worst:.1f} ms")
        return [pairs, _row(f"one question to the index, {work}", cpu, memory, nothing, "")]


def _row(
    work: str, cpu: float, memory: float, peer: tuple[Any, Any, str], note: str
) -> dict[str, Any]:
    known = isinstance(peer[0], float)
    return {
        "work": work,
        "ours_cpu_s": round(cpu, 4),
        "ours_mb": round(memory),
        "peer": "datasketch",
        "peer_cpu_s": round(peer[0], 2) if known else peer[0],
        "peer_mb": round(peer[1]) if known else peer[1],
        "ratio": round(peer[0] / cpu, 1) if known else None,
        "note": "; ".join(part for part in (note, peer[2]) if part),
    }


def _peer(file: Path, texts: list[str], found: float) -> tuple[Any, Any, str]:
    probe = [str(PEER_PYTHON), "-c", "import datasketch"]
    if not PEER_PYTHON.exists() or subprocess.run(probe, capture_output=True).returncode:
        return NOT_INSTALLED, NOT_INSTALLED, ""
    file.write_text(json.dumps(texts), encoding="utf-8")
    cpu, memory, theirs = _ran([str(PEER_PYTHON), "-c", PEER, str(file)])
    return cpu, memory, f"peer finds {theirs:,.0f} ({theirs / max(found, 1):.1%})"


def _ran(words: list[str]) -> tuple[float, float, float]:
    env = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=env)
    first, second, third = json.loads(done.stdout.splitlines()[-1])
    return first, second, third


def invented(size: int, clauses: int = 20_000, seed: int = 7) -> list[str]:
    """Posts of one to four clauses from a pool; three in ten are others' posts, edited."""
    rng = np.random.default_rng(seed)
    letters = np.array([chr(0x4E00 + k) for k in range(3000)])
    common = 1 / np.arange(1, 3001) ** 0.9
    lengths = rng.integers(4, 12, clauses)
    drawn = np.split(
        rng.choice(letters, lengths.sum(), p=common / common.sum()), np.cumsum(lengths)[:-1]
    )
    pool = ["".join(part) for part in drawn]
    popular = 1 / np.arange(1, clauses + 1) ** 0.7
    counts = rng.integers(1, 5, size * 7 // 10)
    chosen = rng.choice(clauses, counts.sum(), p=popular / popular.sum())
    parts = np.split(chosen, np.cumsum(counts)[:-1])
    posts = ["，".join(pool[k] for k in part) for part in parts]
    originals = len(posts)
    while len(posts) < size:
        post = list(posts[int(rng.integers(originals))])
        for _ in range(int(rng.integers(0, 4))):
            at = int(rng.integers(len(post)))
            post[at : at + int(rng.integers(0, 2))] = [str(rng.choice(letters))]
        posts.append("".join(post))
    return [posts[k] for k in rng.permutation(size)]


def _reposts(count: int) -> list[str]:
    with gzip.open(REPOSTS, "rt", encoding="utf-8") as lines:
        posts = [line.rstrip("\n") for line in lines]
    return [post for post in posts if len(post) >= 6][:count]


def pairs(file: str) -> None:
    """Print what finding all pairs costs, copies written out."""
    posts = json.loads(Path(file).read_text(encoding="utf-8"))
    near_duplicates(posts[:1000])
    spent = []
    for _ in range(TIMES):
        begin = time.process_time()
        found = near_duplicates(posts, THRESHOLD)
        spent.append(time.process_time() - begin)
    _print(sorted(spent)[TIMES // 2], len(found.every_pair()))


def index(file: str) -> None:
    """Print the median and the slowest of a hundred questions."""
    posts = json.loads(Path(file).read_text(encoding="utf-8"))
    held = Index(posts)
    held.similar(posts[0], 5)
    spent = []
    for post in posts[:: max(len(posts) // 100, 1)]:
        begin = time.process_time()
        held.similar(post, 5)
        spent.append(time.process_time() - begin)
    _print(sorted(spent)[len(spent) // 2], max(spent))


def _print(cpu: float, third: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([cpu, peak, third]) + "\n")


if __name__ == "__main__":
    {"pairs": pairs, "index": index}[sys.argv[1]](sys.argv[2])
