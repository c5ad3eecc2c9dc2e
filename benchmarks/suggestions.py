"""Similar suggestions in Chinese: what is found, beside PostgreSQL's pg_trgm, and how fast.

The pairs in `similar.csv` were written for the project. All of their stored sentences make one
collection; each question is put to it. Parameters were chosen on every second pair of a kind, the
other half is held out, and both are printed. A found pair is one of the five that are shown.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import cost_of
from benchmarks.moot import quantile

PAIRS = Path(__file__).with_name("similar.csv")
SAME = ("paraphrase", "substring")
SHOWN = 5
LEAST = 0.15  # as suggestions/queries/likeness.py has it
MANY = 100_000

Pair = tuple[str, str, str]
Find = Callable[[str], list[str]]


def run() -> list[dict[str, Any]]:
    pairs, stored = read_pairs(), collection()
    rows = [*_found("folkmoot", pairs, _ours(stored)), *_found_by_trigrams(pairs, stored)]
    return [*rows, *_at_a_hundred_thousand(pairs)]


def read_pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [(row["kind"], row["asked"], row["stored"]) for row in csv.DictReader(file)]


def collection() -> list[str]:
    return list(dict.fromkeys(stored for _kind, _asked, stored in read_pairs()))


def halves(pairs: list[Pair]) -> dict[str, list[Pair]]:
    """Every second pair of each kind was used to choose parameters; the others were not."""
    kinds = dict.fromkeys(kind for kind, _asked, _stored in pairs)
    of_kind = [[pair for pair in pairs if pair[0] == kind] for kind in kinds]
    return {
        "tuned on": [pair for each in of_kind for pair in each[0::2]],
        "held out": [pair for each in of_kind for pair in each[1::2]],
    }


def _found(method: str, pairs: list[Pair], find: Find) -> list[dict[str, Any]]:
    return [_row(method, half, chosen, find) for half, chosen in halves(pairs).items()]


def _row(method: str, half: str, pairs: list[Pair], find: Find) -> dict[str, Any]:
    shown = [(kind, stored in find(asked)) for kind, asked, stored in pairs]
    same = [hit for kind, hit in shown if kind in SAME]
    others = [hit for kind, hit in shown if kind not in SAME]
    paraphrases = [hit for kind, hit in shown if kind == "paraphrase"]
    return {
        "what": f"{method}, {half}",
        "pairs": len(pairs),
        "recall@5": sum(same) / len(same),
        "of paraphrases": sum(paraphrases) / len(paraphrases),
        # Of the labelled pairs that are shown together, how many do want the same.
        "precision": sum(same) / max(1, sum(same) + sum(others)),
    }


def _ours(stored: list[str]) -> Find:
    from civics.language import WeightedIndex

    index = WeightedIndex(stored)
    return lambda asked: [stored[h.place] for h in index.like(asked, SHOWN, at_least=LEAST)]


def _found_by_trigrams(pairs: list[Pair], stored: list[str]) -> list[dict[str, Any]]:
    """The better of its two measures, without a threshold, on a server of its own."""
    from tests.postgres import Server, server_program

    programs = server_program()
    if programs is None:
        return [{"what": "pg_trgm: PostgreSQL's server is not installed"}]
    import psycopg

    server = Server(programs)
    server.start()
    try:
        with psycopg.connect(server.url) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION pg_trgm")
            cursor.execute("CREATE TABLE wish (text text)")
            cursor.executemany("INSERT INTO wish VALUES (%s)", [(text,) for text in stored])

            def find(measure: str) -> Find:
                def ask(asked: str) -> list[str]:
                    cursor.execute(
                        f"SELECT text FROM wish WHERE {measure}(%s, text) > 0 "  # noqa: S608
                        f"ORDER BY {measure}(%s, text) DESC LIMIT {SHOWN}",
                        [asked, asked],
                    )
                    return [row[0] for row in cursor.fetchall()]

                return ask

            return [
                row
                for measure in ("similarity", "word_similarity")
                for row in _found(f"pg_trgm {measure}", pairs, find(measure))
            ]
    finally:
        server.stop()


def _at_a_hundred_thousand(pairs: list[Pair]) -> list[dict[str, Any]]:
    """A question, an addition and a start, in a collection of invented suggestions."""
    from civics.language import WeightedIndex

    texts = invented(MANY)
    index = WeightedIndex(texts)
    asked, added = [], []
    for _kind, question, _stored in pairs:
        begun = time.process_time()
        index.like(question, 4 * SHOWN, at_least=LEAST)
        asked.append(time.process_time() - begun)
    for place in range(50):
        begun = time.process_time()
        index.add([f"{texts[place]}，再说一遍"])
        added.append(time.process_time() - begun)
    start = cost_of(_start, MANY, repeat=1)
    label = f"{MANY:,} suggestions"
    return [
        {"what": f"one question, {label}", "p50 ms": _ms(asked, 0.5), "p95 ms": _ms(asked, 0.95)},
        {"what": f"one addition, {label}", "p50 ms": _ms(added, 0.5), "p95 ms": _ms(added, 0.95)},
        {"what": f"start of a process, {label}", "CPU s": start.cpu_s, "MB": index.nbytes / 2**20},
    ]


def _ms(seconds: list[float], share: float) -> float:
    return 1000 * quantile(seconds, share)


def _start(many: int) -> None:
    from civics.language import WeightedIndex

    texts, index = invented(many), WeightedIndex()
    for begin in range(0, many, 5_000):
        index.add(texts[begin : begin + 5_000])


def invented(many: int, seed: int = 1) -> list[str]:
    """Suggestions of two to four clauses from the labelled sentences."""
    rng = np.random.default_rng(seed)
    said = "，".join(part for _kind, *texts in read_pairs() for part in texts)
    clauses = [clause for clause in said.replace("。", "，").split("，") if len(clause) > 3]
    counts = rng.integers(2, 5, many)
    chosen = np.split(rng.integers(0, len(clauses), counts.sum()), np.cumsum(counts)[:-1])
    return ["，".join(clauses[k] for k in part) for part in chosen]
