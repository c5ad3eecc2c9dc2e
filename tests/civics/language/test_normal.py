import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.language import normalise, normalise_each
from civics.language.normal import normalise_all

TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("好吃极了ａＡａ １２.，！～ 　e\u0301ｶﾞ한국\u1100\u1161"),
        st.sampled_from("ß\u0130ﬁ😀\ufe0f\n\r\t"),
    )
)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("ｶﾞｷﾞ", "ガギ"),
        ("好吃！！！～～", "好吃"),
        ("好 吃\u200b", "好吃"),
        ("全价 3.5 元", "全价3 5元"),
        ("iPhone 手机", "iphone手机"),
        ("rock & roll", "rock roll"),
        ("STRASSE straße", "strasse strasse"),
        ("cafe\u0301", "café"),
        ("❤️", "❤"),
        ("한국 팬", "한국 팬"),
        ("", ""),
        ("！？。", ""),
        ("\ud800", ""),
    ],
)
def test_what_a_reader_cannot_see_is_gone(written: str, compared: str) -> None:
    assert normalise(written) == compared


def obvious(text: str) -> str:
    """The definition, one character after the other."""
    whole = unicodedata.normalize("NFKC", text.replace("\n", " "))
    folded = [unicodedata.normalize("NFKC", c.casefold()) for c in whole]
    out, gap = "", False
    for c in "".join(folded):
        category = unicodedata.category(c)
        selector = 0xFE00 <= ord(c) <= 0xFE0F or 0xE0100 <= ord(c) <= 0xE01EF
        if category[0] in "ZPC" or category == "Sk" or c in "~∼〜" or selector:
            gap = True
            continue
        if gap and out and _spaced(out[-1]) and _spaced(c):
            out += " "
        out, gap = out + c, False
    return out


def _spaced(c: str) -> bool:
    below = ord(c) < 0x2E80 or 0xAC00 <= ord(c) <= 0xD7A3
    return below and unicodedata.category(c)[0] in "LNM"


@given(TEXTS)
def test_equals_the_definition(text: str) -> None:
    assert normalise(text) == obvious(text)


@given(st.lists(TEXTS, max_size=6))
def test_many_at_once_are_as_each_by_itself(texts: list[str]) -> None:
    assert normalise_each(texts) == [obvious(text) for text in texts]


@given(st.lists(TEXTS, max_size=6))
def test_many_at_once_are_each_on_their_own(texts: list[str]) -> None:
    codes, starts = normalise_all(texts)
    parts = ["".join(map(chr, codes[a:b])) for a, b in pairwise(starts)]
    assert parts == [normalise(text) for text in texts]


@given(TEXTS)
def test_width_and_case_do_not_matter(text: str) -> None:
    ascii_text = "".join(c for c in text if "!" <= c <= "~")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in ascii_text)
    assert normalise(wide) == normalise(ascii_text) == normalise(ascii_text.upper())
