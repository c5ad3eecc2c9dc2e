"""Side by side: whatever is shown, nothing is lost and nothing invented."""

import time

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.deliberate.conversations.queries.differences import difference

TEXT = st.text(alphabet="ab 改电池。!?\n,", max_size=60)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(TEXT, TEXT)
def test_both_sides_read_as_they_were_written(before: str, after: str) -> None:
    lines = difference(before, after)
    left = "".join(piece.text for line in lines for piece in line.before)
    right = "".join(piece.text for line in lines for piece in line.after)
    assert (squeezed(left), squeezed(right)) == (squeezed(before), squeezed(after))


@given(TEXT)
def test_the_same_text_has_no_change(text: str) -> None:
    assert not any(line.changed for line in difference(text, text))


def test_only_the_words_that_changed_are_marked() -> None:
    (line,) = difference("我们在五月答复。", "我们在六月答复。")
    assert [piece.text for piece in line.before if piece.changed] == ["五"]
    assert [piece.text for piece in line.after if piece.changed] == ["六"]


def test_the_longest_answers_are_compared_in_a_moment() -> None:
    started = time.process_time()
    difference("改,电池;" * 2_000, "电池,改;" * 2_000)
    difference("改电池。" * 2_500, "电池改。" * 2_500)
    assert time.process_time() - started < 5
