"""Two-character Chinese words are found, and erased words are not."""

import pytest
from django.db import transaction

from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.record.actions import append, erase_passage
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Passage
from folkmoot.foundation.search import jobs  # noqa: F401 - registers the reader
from folkmoot.foundation.search.actions import drop, put
from folkmoot.foundation.search.queries import find
from folkmoot.foundation.search.rules import grams
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.database

TEXTS = ["希望折叠屏的铰链更耐用", "Ultra 的手感很好, 屏幕太亮", "请把说明书写成人话", "屏"]


@pytest.fixture
def passages(cast: Cast) -> list[Passage]:
    kept = []
    for number, text in enumerate(TEXTS, 1):
        body = StatementMade(subject="conversation:1", number=number, seed=True, text=text)
        with transaction.atomic():
            passage = append(cast.brand, body, actor=None, now=NOW).passages.get()
            put(cast.brand, passage, path=f"/{number}")
        kept.append(passage)
    return kept


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("铰链", [1]),
        ("折叠屏", [1]),
        ("叠屏", [1]),
        ("屏折", []),
        ("屏", [4, 2, 1]),
        ("ULTRA", [2]),
        ("手感 屏幕", [2]),
        ("手感 铰链", []),
        ("人话", [3]),
        ('" OR NEAR(*', []),
        ("' | !a & ", []),
        ("", []),
    ],
)
def test_finds(cast: Cast, passages: list[Passage], query: str, found: list[int]) -> None:
    assert [int(entry.path[1:]) for entry in find(cast.brand, query)] == found


def test_another_brand_finds_nothing(cast: Cast, passages: list[Passage]) -> None:
    assert find(cast.other_brand, "铰链") == []


def test_a_dropped_text_is_gone(cast: Cast, passages: list[Passage]) -> None:
    drop(passages[0].pk)
    assert find(cast.brand, "铰链") == []


def test_erased_words_leave_the_index(cast: Cast, passages: list[Passage]) -> None:
    erase_passage(passages[2], basis="pipl-47", actor=cast.mei, now=NOW)
    catch_up()
    assert find(cast.brand, "人话") == []


def test_full_width_and_case_do_not_matter() -> None:
    assert grams("ＵＬＴＲＡ１２") == grams("ultra12")
