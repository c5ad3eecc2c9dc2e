"""Small elections for Hypothesis, and the real ones."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from civics.voting import Approvals, Rankings

few = settings(max_examples=60, deadline=None)  # compiling the first time takes a while


def approvals(
    most: int = 6, voters: int = 9
) -> st.SearchStrategy[tuple[int, list[frozenset[int]]]]:
    """(m, ballots): few candidates and voters, so ties and dry accounts abound."""
    return st.integers(1, most).flatmap(
        lambda m: st.tuples(
            st.just(m),
            st.lists(st.frozensets(st.integers(0, m - 1)), min_size=1, max_size=voters),
        )
    )


def orders(most: int = 5, voters: int = 9) -> st.SearchStrategy[tuple[int, list[tuple[int, ...]]]]:
    """(m, ballots): strict, often incomplete."""
    return st.integers(1, most).flatmap(
        lambda m: st.tuples(
            st.just(m),
            st.lists(
                st.permutations(range(m)).flatmap(
                    lambda full: st.integers(0, m).map(lambda cut: tuple(full[:cut]))
                ),
                min_size=1,
                max_size=voters,
            ),
        )
    )


def box(ballots: Sequence[frozenset[int]], m: int, names: Sequence[str] | None = None) -> Approvals:
    return Approvals.from_sets(ballots, names or letters(m))


def ranked(rows: Sequence[Sequence[int]], m: int, names: Sequence[str] | None = None) -> Rankings:
    return Rankings.from_orders(rows, names or letters(m))


def letters(m: int) -> list[str]:
    return [chr(ord("a") + c) for c in range(m)]


def random_box(rng: np.random.Generator, voters: int, m: int, share: float) -> Approvals:
    return Approvals.from_matrix(rng.random((voters, m)) < share)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
