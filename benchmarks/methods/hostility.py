"""Hostility: the rules beside a linear model over characters, on sentences that others labelled.

The sets lie beside the project (`../shared/data`); those that are missing are left out.
"""

from __future__ import annotations

import csv
import gzip
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from civics.language import hostile_excerpts

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
OWN = ROOT / "tests/civics/language/hostility.csv"
COMMUNITY, BRAND = ("灯友", "Lumies", "Lumie", "Lumen fans"), ("青灯", "Lumen")
# Groups that the posts of COLD are about.
GROUP_NAMES = (
    "河南人 东北人 广东人 上海人 北京人 黑人 白人 女人 男人 女性 女的 男的 武汉人 湖北人 南方人 "
    "北方人 江苏人 新疆人 同性恋 女权 女司机 外地人 农村人 亚洲人 印度人 台湾人"
    " 四川人 山东人 非洲人 犹太人"
)
GROUPS = GROUP_NAMES.split()
BUCKETS = 1 << 18
Rows = list[tuple[str, bool]]


def run() -> list[dict[str, Any]]:
    """Rows of the table."""
    model = _trained()
    found = []
    for name, rows, community, brand in _sets():

        def rules(text: str, community: Any = community, brand: Any = brand) -> bool:
            excerpts = hostile_excerpts(text, community=community, brand=brand)
            return any(e.stands and (e.named or not community) for e in excerpts)

        found.append({"sentences": name, "way": "rules", **_measured(rows, rules)})
        if model:
            found.append({"sentences": name, "way": "linear model", **_measured(rows, model)})
    return found


def _sets() -> Iterator[tuple[str, Rows, Sequence[str], Sequence[str]]]:
    own = _read(OWN)
    for part in ("tuned", "held-out"):
        rows = [(row["text"], row["hostile"] == "1") for row in own if row["part"] == part]
        yield f"our own, {part}", rows, COMMUNITY, BRAND
    kol = SHARED / "grievance/kol_hostility_dev.csv"
    if kol.exists():
        yield (
            "any fans, no name",
            [(r["text"], r["label"] == "hostile") for r in _read(kol)],
            (),
            (),
        )
    harsh = SHARED / "grievance/dev.csv"
    if harsh.exists():
        yield "1,000 grievances", [(row["text"], False) for row in _read(harsh)], (), ()
    cold = SHARED / "text/cold/dev.csv.gz"
    if cold.exists():
        rows = [(row["text"], row["label"] == "1") for row in _read(cold)]
        named = [row for row in rows if any(group in row[0] for group in GROUPS)]
        yield "COLD, a group is named", named, GROUPS, ()


def _read(path: Path) -> list[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _measured(rows: Rows, says: Callable[[str], bool]) -> dict[str, Any]:
    begun = time.process_time()
    pairs = [(says(text), hostile) for text, hostile in rows]
    spent = time.process_time() - begun
    right = sum(found and hostile for found, hostile in pairs)
    found, hostile = sum(f for f, _ in pairs), sum(h for _, h in pairs)
    return {
        "n": len(rows),
        "hostile": hostile,
        "found": found,
        "precision": round(right / found, 2) if found and hostile else "",
        "recall": round(right / hostile, 2) if hostile else "",
        "posts_s": round(len(rows) / spent),
    }


def _trained() -> Callable[[str], bool] | None:
    """Logistic regression over hashed runs of one to three characters, trained on COLD."""
    path = SHARED / "text/cold/train.csv.gz"
    if not path.exists():
        return None
    rows = _read(path)
    x = _counted([row["text"] for row in rows])
    y = np.array([row["label"] == "1" for row in rows], dtype=float)

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        value = np.logaddexp(0, z).sum() - y @ z + 0.5 * w @ w
        return float(value), x.T @ (expit(z) - y) + w

    weights = minimize(
        loss, np.zeros(BUCKETS), jac=True, method="L-BFGS-B", options={"maxiter": 60}
    ).x

    def says(text: str) -> bool:
        return bool((_counted([text]) @ weights)[0] > 0)

    return says


def _counted(texts: Sequence[str]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for text in texts:
        runs = {text[i : i + n] for n in (1, 2, 3) for i in range(len(text) - n + 1)}
        columns.extend(zlib.crc32(run.encode()) % BUCKETS for run in runs)
        ends.append(len(columns))
    weights = np.repeat(1 / np.sqrt(np.maximum(np.diff(ends), 1)), np.diff(ends))
    return csr_matrix((weights, columns, ends), shape=(len(texts), BUCKETS))
