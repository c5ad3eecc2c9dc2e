"""One spelling for a text in which insults hide, with the place of each character in the original.

Width, case, traditional forms, spaces and dots inside words, emoji between characters, digits for
letters. Punctuation that ends a clause or quotes stays, as one of ，。？“”.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Only the characters that the word lists use.
_TRADITIONAL = str.maketrans(
    "燈腦殘癱豬廢滾賤窮騙罵說們個這沒為應該當嗎誰並絕從來請覺認欺負稱買見養麼騷蠅鼠驢瘋畜還幫臉噁",
    "灯脑残瘫猪废滚贱穷骗骂说们个这没为应该当吗谁并绝从来请觉认欺负称买见养么骚蝇鼠驴疯畜还帮脸恶",
)
_LEET = {"0": "o", "1": "i", "3": "e", "@": "a", "$": "s"}
_SPOKEN_EMOJI = frozenset("🐶🐕🐷🐖🐒🪳🐑🤡💩🤮🖕")
_SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z][ .]){1,30}[a-z](?![a-z0-9])\.?")
_PAUSES, _ENDS, _ASKS = frozenset(",，、:：…—"), frozenset("。!！;；\n\r"), frozenset("?？")
_OPENS, _CLOSES = frozenset("“‘「『《〈【"), frozenset("”’」』》〉】")
_MARKS = frozenset("，。？“”")


def folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the character it came from.

    >>> folded("灯 友：S.B！")[0]
    '灯友，sb。'

    Cost: linear in the text.
    """
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for image in _image(character):
            kept.append(image)
            places.append(place)
    joined = _joined_letters("".join(kept))
    out: list[str] = []
    where: list[int] = []
    open_quote = False
    for at, character in enumerate(joined):
        before = out[-1] if out else ""
        after = joined[at + 1] if at + 1 < len(joined) else ""
        if character == '"':
            character = "”" if open_quote else "“"
            open_quote = not open_quote
        said = _said(character, before, after)
        if said:
            out.append(said)
            where.append(places[at])
    return "".join(out), where


@lru_cache(maxsize=1 << 16)
def _image(character: str) -> str:
    if character in _OPENS:
        return "“"
    if character in _CLOSES and character != "’":
        return "”"
    if character in "’`":
        return "'"
    if character in "\n\r":
        return "。"
    return unicodedata.normalize("NFKC", character).casefold().translate(_TRADITIONAL)


def _joined_letters(text: str) -> str:
    """Letters that stand alone are one word: "s t u p i d", "s.b". Lengths do not change."""

    def close(found: re.Match[str]) -> str:
        letters = re.sub(r"[ .]", "", found.group())
        return letters + "\0" * (len(found.group()) - len(letters))

    return _SPACED.sub(close, text)


def _said(character: str, before: str, after: str) -> str:
    """What is left of a character between its neighbours; empty if nothing."""
    if character in _MARKS or character in "“”":
        return character
    if character in _PAUSES:
        return "，"
    if character in _ENDS:
        return "。"
    if character in _ASKS:
        return "？"
    if character == ".":
        return "" if _letter(before) and _letter(after) else "。"
    if character == " ":
        return " " if _latin(before) and (_latin(after) or after in " '\"“(") else ""
    if character == "*":
        return "*" if before == "傻" or (_latin(before) and _latin(after)) else ""
    if character in _LEET:
        near = (_latin(before) and before.isalpha()) or (_latin(after) and after.isalpha())
        return _LEET[character] if near else character
    if character in "='-×":
        return {"-": "-" if _latin(before) and _latin(after) else "", "×": "x"}.get(
            character, character
        )
    return character if character.isalnum() or character in _SPOKEN_EMOJI else ""


def _letter(character: str) -> bool:
    return character.isalpha()


def _latin(character: str) -> bool:
    return bool(character) and character < "\u0250" and (character.isalnum() or character in "*'”")
