"""Personal details: what is found in a labelled set, where, and what is left alone."""

import csv
import doctest
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.language import personal
from civics.language.personal import KINDS, Detail, personal_details

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "personal-details.md"
LABELLED = Path(__file__).with_name("personal.tsv")


def labelled() -> list[tuple[str, set[str], str]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(r["set"], {k for k in r["kinds"].split(",") if k}, r["text"]) for r in rows]


def test_the_page_says_what_is_so() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, tried > 0) == (0, True)
    assert doctest.testmod(personal).failed == 0


def test_the_labelled_set_is_large_and_has_hard_negatives() -> None:
    rows = labelled()
    assert len(rows) >= 150
    assert sum(not kinds for _set, kinds, _text in rows) >= 100
    assert set().union(*(kinds for _set, kinds, _text in rows)) == set(KINDS)


def test_precision_and_recall_on_the_labelled_set() -> None:
    right = wrong = missed = 0
    for _set, wanted, text in labelled():
        found = {detail.kind for detail in personal_details(text)}
        right += len(wanted & found)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.95


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("他电话是 138-0013-8000,快打", "phone", "138-0013-8000"),
        ("加我 １３８００１３８０００ 进群", "phone", "１３８００１３８０００"),
        ("写信给 lin.mu@mail.example.cn。", "email", "lin.mu@mail.example.cn"),
        ("卡 4111 1111 1111 1111 退款", "card", "4111 1111 1111 1111"),
        ("停着京A12345呢", "plate", "京A12345"),
        ("He lives at 14 Mill Lane, by the pub", "address", "14 Mill Lane"),
    ],
)
def test_the_place_is_that_of_the_text_as_given(text: str, kind: str, part: str) -> None:
    (found,) = personal_details(text)
    assert (found.kind, text[found.start : found.end]) == (kind, part)


IDENTITY = "11010119000101001"
CHECKED = next(f"{IDENTITY}{c}" for c in "0123456789X" if personal_details(f"{IDENTITY}{c}")[:1])


@pytest.mark.parametrize("place", range(17))
def test_one_wrong_digit_is_no_identity_number(place: int) -> None:
    """Both checks hold it off: the checksum, and for some places the date of birth."""
    assert personal_details(CHECKED)[0].kind == "identity"
    changed = str((int(CHECKED[place]) + 1) % 10)
    other = CHECKED[:place] + changed + CHECKED[place + 1 :]
    assert all(detail.kind != "identity" for detail in personal_details(other))


def test_one_wrong_digit_is_no_card() -> None:
    assert personal_details("卡 4111111111111111")[0].kind == "card"
    assert personal_details("卡 4111111111111112") == ()


def test_an_identity_number_with_its_name_counts_even_with_a_typing_error() -> None:
    assert personal_details("身份证号 110101190001010010")[0].kind == "identity"


@settings(max_examples=60)
@given(st.text())
def test_whatever_is_written_gives_spans_in_order(text: str) -> None:
    found = personal_details(text)
    assert list(found) == sorted(found)
    for one, other in pairwise(found):
        assert one.end <= other.start
    assert all(0 <= d.start < d.end <= len(text) and d.kind in KINDS for d in found)


@given(st.text(alphabet="他她的在店 ,。", max_size=20), st.text(alphabet="他她的 ,。", max_size=20))
def test_a_mobile_number_is_found_wherever_it_stands(before: str, after: str) -> None:
    found = personal_details(f"{before}13800138000{after}")
    assert Detail(len(before), len(before) + 11, "phone") in found


def test_a_long_text_takes_time_in_proportion() -> None:
    """No pattern runs away on what looks like a beginning over and over."""
    for piece in (
        "1 3 8 0 ",
        "中山路",
        "a.b@",
        "他女儿在小学",
        "京A1",
        "6222 ",
        "+1 (2) ",
        "12 Mill ",
    ):
        personal_details(piece * 2_000)
