"""What a charter must settle and where it contradicts itself. Each finding names the place.

A charter is plain data: `articles` (made from the patterns), `topics` (the rules) and `soul`
(its items). Nothing here trusts the shape of what it is given, since it may come from a file.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.articles.models import MOST_SOUL_ITEMS, AdoptedBy
from folkmoot.charter.articles.rules.patterns import (
    LANGUAGES,
    NEED_PROTECTION,
    PROTECTION,
    elements_of,
    patterns,
)
from folkmoot.charter.rules import RANGES, Rung

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

LONGEST_TEXT = 1000

# Numbers that an element must give, with the least and the most they may be.
NUMBERS: dict[str, dict[str, tuple[int, int]]] = {
    "eligibility": {"minimum_level": (0, 3), "minimum_days": (0, 365)},
    "term": {},
    "quorum": {"share": (0, 100), "people": (0, 1_000_000)},
    "thresholds": {
        "petition_share": RANGES["petition_share"],
        "petition_cohorts": RANGES["petition_cohorts"],
        "support_share": RANGES["support_share"],
    },
    "clocks": {
        "reply_hours": RANGES["reply_hours"],
        "suspension_hours": RANGES["suspension_hours"],
    },
    "minutes": {"days": (1, 31)},
    "amendment": {"comment_days": (1, 365), "notice_days": (7, 365)},
    "sunset": {"months": (1, 60)},
    "protection": {"naming_delay_days": (0, 3650)},
}
# A term that a seat must have: without them it would be held for ever.
SEAT_NUMBERS = {"months": (1, 36), "limit": (1, 5), "cooldown_months": (1, 60)}
# Seats of a panel by lot, for those who come often and for everybody else. Not every article says.
PANEL_NUMBERS = {"core": (0, 100), "others": (0, 100)}
SWITCHES = {
    "eligibility": ("seats_adult_only",),
    "term": ("seats",),
    "conflicts": ("register",),
    "protection": ("pseudonymous", "collective"),
}
SOUL_TEXTS = {"statement": 120, "origin": 300, "proof": 300}
TOPIC_TEXTS = {"title": 120, "decider": 80, "open_to_change": 1000, "not_open": 1000}


@dataclass(frozen=True)
class Finding:
    """One thing that is missing or contradicts another: where it is, and what to do."""

    code: str
    place: str
    sentence: "str | StrPromise"
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)


def lint(charter: Any) -> list[Finding]:
    """All that keeps this charter from being adopted; an empty list if nothing does."""
    return list(_findings(charter))


def _findings(charter: Any) -> Iterator[Finding]:
    if not isinstance(charter, dict):
        yield Finding("no-charter", "", _("This is no charter. Write tables named articles."))
        return
    articles = _tables(charter.get("articles"))
    topics, soul = _tables(charter.get("topics")), _tables(charter.get("soul"))
    if not articles:
        yield Finding(
            "no-article", "articles", _("There is no article. Adopt at least one of the patterns.")
        )
    for name in ("articles", "topics", "soul"):
        rows = charter.get(name, [])
        if not isinstance(rows, list) or len(_tables(rows)) < len(rows):
            yield Finding("not-a-list", name, _("This must be a list of tables."))
    for place, article in _placed(articles, "key"):
        yield from _article(article, place)
    yield from _keys_once(articles)
    yield from _protection(articles)
    for place, topic in _placed(topics, "slug"):
        yield from _topic(topic, place)
    yield from _soul(soul)
    yield from _second_key(articles, topics, soul)


def _tables(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _placed(rows: list[dict[str, Any]], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, row in enumerate(rows, start=1):
        named = row.get(name)
        yield (named if isinstance(named, str) and named else f"{name} {number}"), row


def _article(article: dict[str, Any], place: str) -> Iterator[Finding]:
    if place not in patterns():
        yield Finding(
            "unknown-article", place, _("There is no such pattern. Use one of T1 to T12.")
        )
    yield from _number(article, "rung", 0, 3, place)
    for element in elements_of(article):
        where, table = f"{place}.{element}", article.get(element)
        if not isinstance(table, dict):
            yield Finding(
                "element-missing",
                where,
                _("This is missing. Write what holds, or take it over from the pattern."),
            )
            continue
        yield from _text(table, where)
        for name in SWITCHES.get(element, ()):
            if not isinstance(table.get(name), bool):
                yield Finding("switch-missing", f"{where}.{name}", _("Write true or false."))
        for name, (least, most) in NUMBERS.get(element, {}).items():
            yield from _number(table, name, least, most, where)
    yield from _contradictions(article, place)


def _text(table: dict[str, Any], where: str) -> Iterator[Finding]:
    texts = [table.get(language) for language in LANGUAGES]
    if not any(isinstance(text, str) and text.strip() for text in texts):
        yield Finding("text-missing", where, _("No words: say it in one language at least."))
    for text in texts:
        if text is not None and (not isinstance(text, str) or not _holds(text, LONGEST_TEXT)):
            yield Finding(
                "text-too-long",
                where,
                _("Write at most %(longest)d characters, as text."),
                {"longest": LONGEST_TEXT},
            )


def _holds(text: str, longest: int) -> bool:
    return len(text) <= longest and "\0" not in text


def _number(
    table: dict[str, Any], name: str, least: int, most: int, where: str
) -> Iterator[Finding]:
    value = table.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        yield Finding(
            "number-out-of-range",
            f"{where}.{name}",
            _("Give a whole number from %(least)d to %(most)d."),
            {"least": least, "most": most},
        )


def _contradictions(article: dict[str, Any], place: str) -> Iterator[Finding]:
    seats = _value(article, "term", "seats") is True
    rung, adopted_by = article.get("rung"), _value(article, "amendment", "adopted_by")
    if seats:
        for name, (least, most) in SEAT_NUMBERS.items():
            table = article["term"]
            for found in _number(table, name, least, most, f"{place}.term"):
                yield Finding(
                    "term-without-limit",
                    found.place,
                    _("A seat needs an end: a whole number from %(least)d to %(most)d."),
                    found.params,
                )
        if _value(article, "eligibility", "seats_adult_only") is not True:
            yield Finding(
                "minors-in-seats",
                f"{place}.eligibility.seats_adult_only",
                _("Seats are for adults alone. Write true."),
            )
        if _value(article, "conflicts", "register") is not True:
            yield Finding(
                "seats-without-register",
                f"{place}.conflicts.register",
                _("Whoever holds a seat declares interests. Write true."),
            )
    for name, (least, most) in PANEL_NUMBERS.items():
        if _value(article, "term", name) is not None:
            yield from _number(article["term"], name, least, most, f"{place}.term")
    if adopted_by not in AdoptedBy.values:
        yield Finding(
            "adoption-unknown",
            f"{place}.amendment.adopted_by",
            _("Say who adopts a change: executive, vote or two-keys."),
        )
    elif rung == Rung.CONSENT and adopted_by != AdoptedBy.TWO_KEYS:
        yield Finding(
            "consent-without-two-keys",
            f"{place}.amendment.adopted_by",
            _("An article at L3 cannot be changed by one side. Write two-keys, or lower the rung."),
        )
    if rung == Rung.CONSENT and not any(
        _value(article, "quorum", name) for name in ("share", "people")
    ):
        yield Finding(
            "consent-without-quorum",
            f"{place}.quorum",
            _("At L3 a handful could consent for all. Give a share or a number of people."),
        )
    if article.get("key") == PROTECTION and not (
        _value(article, "protection", "pseudonymous")
        and _value(article, "protection", "collective")
    ):
        yield Finding(
            "protection-switched-off",
            f"{place}.protection",
            _("Pseudonymous seats and words in the name of all are what protects. Write true."),
        )


def _value(article: dict[str, Any], element: str, name: str) -> Any:
    table = article.get(element)
    return table.get(name) if isinstance(table, dict) else None


def _keys_once(articles: list[dict[str, Any]]) -> Iterator[Finding]:
    counted = Counter(str(article.get("key")) for article in articles)
    for key, times in counted.items():
        if times > 1:
            yield Finding("article-twice", key, _("This article stands twice. Keep one of them."))


def _protection(articles: list[dict[str, Any]]) -> Iterator[Finding]:
    keys = {str(article.get("key")) for article in articles}
    seats = sorted(keys & NEED_PROTECTION)
    if seats and PROTECTION not in keys:
        yield Finding(
            "seats-without-protection",
            PROTECTION,
            _("%(articles)s put people in front of others. Add T12, which protects them."),
            {"articles": ", ".join(seats)},
        )


def _topic(topic: dict[str, Any], place: str) -> Iterator[Finding]:
    where = f"topics.{place}"
    for name, longest in TOPIC_TEXTS.items():
        yield from _words(topic, name, longest, where)
    yield from _number(topic, "rung", 0, 3, where)
    yield from _number(topic, "reply_hours", *RANGES["reply_hours"], where)
    if topic.get("rung") == Rung.SUSPEND and not topic.get("higher_decider"):
        yield Finding(
            "nobody-looks-again",
            f"{where}.higher_decider",
            _("Where a decision can be suspended, name who looks at it again."),
        )


def _words(table: dict[str, Any], name: str, longest: int, where: str) -> Iterator[Finding]:
    text = table.get(name)
    if not isinstance(text, str) or not text.strip() or not _holds(text, longest):
        yield Finding(
            "words-missing",
            f"{where}.{name}",
            _("Write between 1 and %(longest)d characters."),
            {"longest": longest},
        )


def _soul(soul: list[dict[str, Any]]) -> Iterator[Finding]:
    if len(soul) > MOST_SOUL_ITEMS:
        yield Finding(
            "too-many-soul-items",
            "soul",
            _("There are %(items)d; more than %(most)d things cannot all be the soul. Choose."),
            {"items": len(soul), "most": MOST_SOUL_ITEMS},
        )
    for number, item in enumerate(soul, start=1):
        where = f"soul {number}"
        for name, longest in SOUL_TEXTS.items():
            yield from _words(item, name, longest, where)
        yield from _number(item, "year", 1000, 9999, where)


def _second_key(
    articles: list[dict[str, Any]], topics: list[dict[str, Any]], soul: list[dict[str, Any]]
) -> Iterator[Finding]:
    """L3 is promised somewhere: then an article must say how the second key is turned."""
    if any(
        article.get("rung") == Rung.CONSENT
        and _value(article, "amendment", "adopted_by") == AdoptedBy.TWO_KEYS
        for article in articles
    ):
        return
    promised = [
        f"topics.{place}"
        for place, topic in _placed(topics, "slug")
        if topic.get("rung") == Rung.CONSENT
    ]
    for place in promised + (["soul"] if soul else []):
        yield Finding(
            "second-key-missing",
            place,
            _("L3 is promised here, and no article says how the second key is turned. Add T4."),
        )
