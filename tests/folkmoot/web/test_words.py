"""What people wrote becomes safe HTML, and never takes long."""

import time
from html import unescape

import pytest
from django.utils.html import strip_tags

from folkmoot.web.templatetags.words import LONGEST, UNMARKED, markdown, plain


def test_the_common_marks_work() -> None:
    html = markdown(
        "# 题\n\n**先**做这件,\n再做那件。\n\n- 一\n- 二\n\n[链接](https://example.org/)"
    )
    assert "<h3>题</h3>" in html
    assert "<strong>先</strong>做这件,<br>" in html
    assert "<li>一</li>" in html
    assert '<a href="https://example.org/" rel="nofollow ugc noopener noreferrer">' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](https://example.org/spy.png)",
        "<a href='//x' onclick=alert(1)>x</a>",
        "[x]: javascript:alert(1)\n\n[x]",
        "\0<svg/onload=alert(1)>",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(text: str) -> None:
    html = str(markdown(text))
    for tag in ("<script", "<img", "<svg", 'href="javascript', 'href="data', "<a href='"):
        assert tag not in html


@pytest.mark.parametrize(
    "piece", ["[", "[a](", "*", "*a ", "> ", "`a", "<", "\\", "- ", "a\n", "|"]
)
def test_hostile_text_costs_less_than_half_a_second(piece: str) -> None:
    def cost() -> float:
        start = time.thread_time()
        markdown(piece * 20_000)
        return time.thread_time() - start

    # The least of three: the collector of the whole run's garbage may come in between.
    assert min(cost() for _ in range(3)) < 0.5


def test_text_is_cut_at_its_limit() -> None:
    assert str(markdown("字" * 20_000)).count("字") == LONGEST


def test_a_list_shows_text_without_marks() -> None:
    assert plain("**先**做 `a < b`\n\n- 一") == "先做 a < b 一"


@pytest.mark.parametrize(
    "text", ["手感很重要。", "Two  spaces", "a # b", "one - two: three", "x = y + 2. Fine?", "a\tb"]
)
def test_text_without_marks_is_read_the_short_way(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_way = unescape(" ".join(strip_tags(markdown(text)).split()))
    monkeypatch.setattr("folkmoot.web.templatetags.words.markdown", None)
    assert plain(text) == long_way


@pytest.mark.parametrize("text", ["# a", "- a", "1. a", "a *b*", "a &amp; b", r"a \# b", "a\n---"])
def test_text_with_marks_is_read_the_long_way(text: str) -> None:
    assert plain(text) == unescape(" ".join(strip_tags(markdown(text)).split()))
    assert not UNMARKED.fullmatch(text)
