import gzip
import itertools
import pickle
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.errors import InputError
from civics.language import Duplicates, Index, near_duplicates, normalise

# Few characters make many similar texts.
TEXTS = st.lists(st.text("好吃极了a ，", max_size=9), max_size=25)
THRESHOLDS = st.sampled_from([0.2, 0.4, 0.5, 0.6, 2 / 3, 0.75, 0.9, 1.0])


def pieces(text: str) -> set[str]:
    text = normalise(text)
    return {text[i : i + 3] for i in range(max(len(text) - 2, 1))} - {""}


def jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def obvious(texts: list[str], threshold: float) -> dict[tuple[int, int], float]:
    """Compare everything with everything."""
    sets = [pieces(text) for text in texts]
    pairs = itertools.combinations(range(len(texts)), 2)
    found = {(i, j): jaccard(sets[i], sets[j]) for i, j in pairs}
    return {pair: s for pair, s in found.items() if s >= threshold}


def as_dict(found: Duplicates) -> dict[tuple[int, int], float]:
    pairs = found.every_pair()
    keys = zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    return dict(zip(keys, pairs.similarity.tolist(), strict=True))


@given(TEXTS, THRESHOLDS)
@settings(max_examples=100)
def test_finds_exactly_the_pairs_of_the_definition(texts: list[str], threshold: float) -> None:
    assert as_dict(near_duplicates(texts, threshold)) == obvious(texts, threshold)


@given(TEXTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(texts: list[str], random: object) -> None:
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = as_dict(near_duplicates([texts[i] for i in order]))
    renamed = {tuple(sorted((order[i], order[j]))): s for (i, j), s in shuffled.items()}
    assert renamed == as_dict(near_duplicates(texts))


@given(TEXTS)
def test_groups_join_what_is_linked(texts: list[str]) -> None:
    found = near_duplicates(texts)
    groups = found.groups()
    assert all(len(group) > 1 for group in groups)
    home = {i: number for number, group in enumerate(groups) for i in group}
    assert len(home) == sum(map(len, groups))
    links = obvious(texts, 0.6)
    assert all(home[i] == home[j] for i, j in links)
    assert set(home) == {i for pair in links for i in pair}


def test_real_posts_equal_the_definition(shared_data: Path) -> None:
    posts = _reposts(shared_data, 350)
    edited = [post[:7] + "的" + post[8:] for post in posts[:150]]
    assert as_dict(near_duplicates(posts + edited)) == obvious(posts + edited, 0.6)


def test_a_hundred_thousand_posts_in_three_seconds(shared_data: Path) -> None:
    posts = _reposts(shared_data, 100_000)
    near_duplicates(posts[:1000])
    start = time.process_time()
    near_duplicates(posts)
    assert time.process_time() - start < 3


def test_short_texts_are_not_all_the_same() -> None:
    found = near_duplicates(["好", "吃", "好的", "好 的！", "", "！", "？"])
    assert found.groups() == [[2, 3]]


def test_a_flood_of_copies_costs_one_entry_each() -> None:
    found = near_duplicates(["支持！"] * 5000 + ["不支持这个决定"])
    assert len(found.pairs) == 0
    assert found.groups() == [list(range(5000))]


def test_a_flood_of_variants_is_refused_and_not_endured() -> None:
    texts = [f"希望官方尽快公布演唱会的开票时间和票价{i}" for i in range(300)]
    with pytest.raises(InputError, match=r"duplicates\.too_many_pairs"):
        near_duplicates(texts, at_most=1000)


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.1, float("nan")])
def test_a_threshold_outside_is_refused(threshold: float) -> None:
    with pytest.raises(InputError, match=r"duplicates\.threshold"):
        near_duplicates(["a"], threshold)
    with pytest.raises(InputError, match=r"duplicates\.threshold"):
        Index(["a"]).similar("a", at_least=threshold)


def test_something_that_is_no_text_is_refused_with_its_place() -> None:
    with pytest.raises(InputError) as refusal:
        near_duplicates(["a", None])  # type: ignore[list-item]
    assert refusal.value.params == {"row": 1, "value": "NoneType"}


@given(st.lists(TEXTS, max_size=5), st.text("好吃极了a ，", max_size=9), st.integers(0, 6))
def test_the_index_equals_the_definition(parts: list[list[str]], asked: str, limit: int) -> None:
    index = Index()
    for part in parts:
        index.add(part)
    stored = [text for part in parts for text in part]
    scored = [(-jaccard(pieces(asked), pieces(text)), i) for i, text in enumerate(stored)]
    expected = [(i, -s) for s, i in sorted(scored) if -s >= 0.3][:limit]
    assert [(m.place, m.similarity) for m in index.similar(asked, limit)] == expected


def test_the_index_grows_and_stays_fast(shared_data: Path) -> None:
    posts = _reposts(shared_data, 100_000)
    index = Index(posts[:99_900])
    for post in posts[99_900:]:
        index.add([post])
    assert len(index) == 100_000
    index.similar(posts[0])
    spent = []
    for post in posts[::2000]:
        start = time.process_time()
        best = index.similar(post, limit=5)
        spent.append(time.process_time() - start)
        assert best[0].similarity == 1
    assert np.median(spent) < 0.02
    assert max(spent) < 0.1


def test_an_index_can_be_kept() -> None:
    index = Index(["门票太贵了", "希望早点开票"])
    again = pickle.loads(pickle.dumps(index))  # noqa: S301
    assert again.similar("门票太贵") == index.similar("门票太贵")


def test_one_text_is_not_taken_for_a_list_of_characters() -> None:
    with pytest.raises(InputError, match=r"duplicates\.text"):
        Index().add("门票")


def _reposts(shared_data: Path, count: int) -> list[str]:
    path = shared_data / "text" / "unlabelled_weibo" / "ced_reposts.txt.gz"
    if not path.exists():
        pytest.skip("the shared Weibo reposts are not on this machine")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        posts = (line.rstrip("\n") for line in lines)
        return list(itertools.islice((post for post in posts if len(post) >= 6), count))
