import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from civics.errors import InputError
from civics.influence import pagerank

LINKS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([0.5, 1.0, 3.0])), max_size=30
)


def obvious(links: list[tuple[int, int, float]], nodes: int) -> NDArray[np.float64]:
    """Solve the linear system of the stationary distribution with a dense matrix."""
    moves = np.zeros((nodes, nodes))
    for source, target, weight in links:
        moves[source, target] += weight
    out = moves.sum(axis=1, keepdims=True)
    moves = np.where(out > 0, moves / np.where(out > 0, out, 1), 1 / nodes)
    return np.linalg.solve(np.eye(nodes) - 0.85 * moves.T, np.full(nodes, 0.15 / nodes))


@given(LINKS)
def test_equals_the_linear_system(links: list[tuple[int, int, float]]) -> None:
    source, target, weight = ([link[k] for link in links] for k in range(3))
    score = pagerank(source, target, weight, nodes=8).score
    np.testing.assert_allclose(score, obvious(links, 8), atol=1e-10)
    assert score.sum() == pytest.approx(1)


@pytest.mark.parametrize("seed", range(3))
def test_equals_networkx(seed: int) -> None:
    rng = np.random.default_rng(seed)
    source = rng.integers(0, 2000, 12_000)
    target = (rng.pareto(1, 12_000) * 20).astype(int) % 2000
    weight = rng.uniform(0.1, 5, 12_000)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(2000))
    for s, t, w in zip(source.tolist(), target.tolist(), weight.tolist(), strict=True):
        before = graph[s][t]["weight"] if graph.has_edge(s, t) else 0
        graph.add_edge(s, t, weight=before + w)
    theirs = nx.pagerank(graph, tol=1e-14, max_iter=1000)
    score = pagerank(source, target, weight, nodes=2000).score
    assert np.abs(score - [theirs[i] for i in range(2000)]).max() < 1e-8


@given(LINKS, st.permutations(range(8)))
def test_names_do_not_matter(links: list[tuple[int, int, float]], names: list[int]) -> None:
    source, target, weight = ([link[k] for link in links] for k in range(3))
    score = pagerank(source, target, weight, nodes=8).score
    renamed = pagerank([names[s] for s in source], [names[t] for t in target], weight, nodes=8)
    np.testing.assert_allclose(renamed.score[names], score, atol=1e-12)


def test_without_links_all_are_equal() -> None:
    assert pagerank([], [], nodes=4).score.tolist() == [0.25] * 4
    assert pagerank([], [], nodes=0).score.size == 0


@pytest.mark.parametrize(
    ("source", "target", "weight", "damping", "code"),
    [
        ([0], [0, 1], None, 0.85, "pagerank.length"),
        ([0], [2], None, 0.85, "pagerank.node"),
        ([0.0], [1], None, 0.85, "pagerank.node"),
        ([0], [1], [-1], 0.85, "pagerank.weight"),
        ([0], [1], [float("nan")], 0.85, "pagerank.weight"),
        ([0], [1], None, 1.0, "pagerank.damping"),
    ],
)
def test_bad_links_are_refused(
    source: list[int], target: list[int], weight: list[float] | None, damping: float, code: str
) -> None:
    with pytest.raises(InputError) as refusal:
        pagerank(source, target, weight, nodes=2, damping=damping)
    assert refusal.value.code == code
