"""The twelve patterns from which a charter is made: data in `patterns/`, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Article = dict[str, Any]

# What every article has to settle. `protection` belongs to T12 alone.
ELEMENTS = (
    "eligibility",
    "term",
    "quorum",
    "thresholds",
    "clocks",
    "conflicts",
    "confidentiality",
    "minutes",
    "amendment",
    "sunset",
)
PROTECTION = "T12"
# Boards, councils, guardians and conveners: whoever sits there needs the protection of T12.
NEED_PROTECTION = frozenset({"T2", "T3", "T4", "T5"})
LANGUAGES = ("zh", "en")


@cache
def _patterns() -> dict[str, Article]:
    folder = files("folkmoot.charter.articles") / "patterns"
    read = [
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.startswith("T")
    ]
    return {article["key"]: article for article in read}


def patterns() -> dict[str, Article]:
    """All patterns by their key, T1 to T12."""
    return {key: pattern(key) for key in _patterns()}


def pattern(key: str) -> Article:
    """One pattern, as a copy of one's own."""
    article = _patterns()[key]
    return {
        name: dict(value) if isinstance(value, dict) else value for name, value in article.items()
    }


def elements_of(article: Article) -> tuple[str, ...]:
    return (*ELEMENTS, "protection") if article.get("key") == PROTECTION else ELEMENTS


def said(texts: dict[str, Any], language: str) -> str:
    """A text in the reader's language, or in the other one if it exists in one alone."""
    first, second = ("zh", "en") if language.startswith("zh") else ("en", "zh")
    return str(texts.get(first) or texts.get(second) or "")


@cache
def starting_topics() -> tuple[dict[str, Any], ...]:
    """Topics that most brands begin with, with the rung for each appetite."""
    file = files("folkmoot.charter.articles") / "patterns" / "starting-topics.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["topics"])


def recommended(size: str, appetite: str) -> list[str]:
    """Which patterns fit a brand of this size that wants to share so much."""
    if appetite == "listen":
        return ["T1", "T10"]
    panel = {"small": "T6", "medium": "T2", "large": "T3"}[size]
    chosen = {panel, "T7", "T10"}
    if appetite == "share":
        chosen |= {"T4", "T5"}
    if chosen & NEED_PROTECTION:
        chosen.add(PROTECTION)
    return [key for key in _patterns() if key in chosen]
