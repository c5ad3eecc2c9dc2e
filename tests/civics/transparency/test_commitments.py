"""Commitments: they vouch for words that may be erased, and give none of them away."""

import pytest

from civics.transparency import commitment

SALT = b"\1" * 32


def test_each_part_is_bound() -> None:
    parts = [
        ("answer.published", "text", "We were wrong.", SALT),
        ("answer.published", "text", "We were right.", SALT),
        ("answer.published", "title", "We were wrong.", SALT),
        ("answer.withdrawn", "text", "We were wrong.", SALT),
        ("answer.published", "text", "We were wrong.", b"\2" * 32),
    ]
    assert len({commitment(*each) for each in parts}) == len(parts)


def test_the_two_ways_to_write_a_letter_are_one() -> None:
    assert commitment("a", "b", "é", SALT) == commitment("a", "b", "e\u0301", SALT)


def test_a_salt_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        commitment("a", "b", "text", b"short")
