"""Who is hostile to a community? Excerpts that insult, curse or demean its people.

The method, its figures and its limits: docs/methods/hostility.md.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from civics.language.contexts import (
    ATTRIBUTE,
    CALLED,
    COPULA,
    ELSE,
    FARTHEST,
    FIRST_PERSON,
    GROUPS,
    LOOK_BACK,
    MOST,
    NOT_BEFORE,
    NOT_BETWEEN,
    OF_THING,
    OURSELVES,
    RHETORIC,
    THING_BEFORE,
    THOSE,
    TOLD,
    TREATED,
    VICTIM,
)
from civics.language.folding import folded

VERSION = "1"
KINDS = ("insult", "curse", "demeaning", "dehumanising")
AGAINST = ("negation", "quotation", "self", "product", "complaint", "question")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with hostile words about a group of people, for a person to judge.

    `start` and `end` count characters of the text that was given; `kind` is one of `KINDS`;
    `named` says whether the community's own name is the target, or only "fans" or "that lot";
    `against` are the reasons that speak against hostility, from `AGAINST`.
    """

    start: int
    end: int
    kind: str
    target: str
    words: tuple[str, ...]
    named: bool
    against: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Hostile as far as the rules can see: nothing speaks against it."""
        return not self.against


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    kind: str  # of a hostile word its kind; of a target "named", "group" or "those"
    thing: bool = False


def hostile_excerpts(
    text: str, *, community: Sequence[str], brand: Sequence[str] = ()
) -> tuple[Excerpt, ...]:
    """Passages with hostile words about a community, and what speaks against each of them.

    Parameters
    ----------
    text
        One public post, any length, Chinese or English.
    community
        What the people of the community are called: its own names, at least one, or none to look
        for hostility to fans and users in general.
    brand
        Names of the brand: its fans and users are the community, and words about itself are not.

    Returns
    -------
    tuple of Excerpt
        In order, at most one a sentence. Only those that `stands` are hostile as far as the rules
        see; the others have the words and a reason against, and are shown to whoever reviews.

    Raises
    ------
    TypeError
        If one name is given as a string in place of a sequence of names.

    Notes
    -----
    Rules over word lists, not a model: each verdict can be read off its words. Criticism of a
    product or a company, however harsh, is none. Cost: linear in the text.

    >>> hit, = hostile_excerpts("灯友都是脑 残。灯很好。", community=["灯友"])
    >>> hit.kind, hit.target, hit.words, hit.stands
    ('insult', '灯友', ('脑 残',), True)
    >>> [e.against for e in hostile_excerpts("他说“灯友都是脑残”。", community=["灯友"])]
    [('quotation',)]
    >>> hostile_excerpts("这灯是垃圾，灯友快跑！", community=["灯友"])
    ()
    """
    if isinstance(community, str) or isinstance(brand, str):
        raise TypeError("community and brand are sequences of names, not one string")
    plain, places = folded(text)
    found: list[Excerpt] = []
    targets_of = _targets(tuple(community), tuple(brand))
    for start, end in _sentences(plain):
        excerpt = _judged(text, plain[start:end], places[start:end], targets_of)
        if excerpt is not None:
            found.append(excerpt)
    return tuple(found)


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer("。", plain):
        yield start, match.start()
        start = match.end()
    yield start, len(plain)


def _judged(
    text: str, sentence: str, places: list[int], targets_of: re.Pattern[str]
) -> Excerpt | None:
    words = [*_hostile(sentence)]
    if not words:
        return None
    targets = [*_found_targets(targets_of, sentence)]
    bound = [(word, t, _against(sentence, word, t)) for word, t in _bound(sentence, words, targets)]
    if not bound:
        return None
    chosen = [each for each in bound if not each[2]] or bound
    named = [each for each in chosen if each[1].kind == "named"]
    chosen = named or chosen
    first = min(min(w.start, t.start) for w, t, _ in chosen)
    last = max(max(w.end, t.end) for w, t, _ in chosen)
    reasons = {reason for _, _, against in chosen for reason in against}

    def original(start: int, end: int) -> str:
        return text[places[start] : places[end - 1] + 1]

    target = chosen[0][1]
    return Excerpt(
        places[first],
        places[last - 1] + 1,
        max((w.kind for w, _, _ in chosen), key=KINDS.index),
        original(target.start, target.end),
        tuple(dict.fromkeys(original(w.start, w.end) for w, _, _ in chosen)),
        bool(named),
        tuple(reason for reason in AGAINST if reason in reasons),
    )


@lru_cache(maxsize=1)
def _lexicon() -> re.Pattern[str]:
    lists = tomllib.loads(files("civics.language").joinpath("hostile.toml").read_text("utf-8"))
    groups = []
    for kind in ("dehumanising", "curse", "insult", "demeaning"):
        for sort in ("person", "thing"):
            if lists[kind][sort]:
                groups.append(f"(?P<{kind}_{sort}>{'|'.join(lists[kind][sort])})")
    return re.compile("|".join(groups))


def _hostile(sentence: str) -> Iterator[_Word]:
    for match in _lexicon().finditer(sentence):
        kind, _, sort = (match.lastgroup or "").partition("_")
        yield _Word(match.start(), match.end(), kind, sort == "thing")


@lru_cache(maxsize=64)
def _targets(community: tuple[str, ...], brand: tuple[str, ...]) -> re.Pattern[str]:
    own = sorted((_spelt(name) for name in community if name.strip()), key=len, reverse=True)
    brands = "|".join(_spelt(name) for name in brand if name.strip())
    if brands:
        own.append(rf"(?:{brands})[ ]?的?(?:{GROUPS}|粉)")
    named = rf"(?P<named>(?:{'|'.join(own)})们?)|" if own else ""
    other = rf"|(?P<brand>{brands})" if brands else ""
    return re.compile(rf"{named}(?P<group>{GROUPS})|(?P<those>{THOSE}){other}")


def _spelt(name: str) -> str:
    plain = folded(name)[0]
    edged = re.escape(plain)
    return rf"(?<![a-z]){edged}(?![a-z])" if plain.isascii() else edged


def _found_targets(pattern: re.Pattern[str], sentence: str) -> Iterator[_Word]:
    for match in pattern.finditer(sentence):
        yield _Word(match.start(), match.end(), match.lastgroup or "")


def _bound(
    sentence: str, words: list[_Word], targets: list[_Word]
) -> Iterator[tuple[_Word, _Word]]:
    """Each hostile word with the people it is said of: nearest before, or right behind it."""
    starts = [target.start for target in targets]
    for word in words:
        at = bisect_left(starts, word.start)
        behind = targets[at] if at < len(targets) else None
        # 一帮蠢货 after the community's name is said of the community.
        before = [t for t in targets[max(0, at - 3) : at] if t.end <= word.start]
        if behind and behind.kind != "brand" and _right_behind(sentence, word, behind):
            yield word, behind
            continue
        for target in sorted(before, key=lambda t: (t.kind == "those", -t.start)):
            if target.kind != "brand" and _said_of(sentence, word, target):
                yield word, target
                break


def _right_behind(sentence: str, word: _Word, target: _Word) -> bool:
    gap = sentence[word.end : target.start]
    if len(gap) > LOOK_BACK or target.start < word.end:
        return False
    if ATTRIBUTE.fullmatch(gap) and target.kind != "those":
        return True
    if word.kind == "curse" and CALLED.fullmatch(gap):
        return True
    if not word.thing and target.kind == "named":
        return bool(MOST.fullmatch(gap) or re.fullmatch(r"[ ，]*(?:they|these|those|the)[ ]", gap))
    return False


def _said_of(sentence: str, word: _Word, target: _Word) -> bool:
    gap = sentence[target.end : word.start]
    farthest = 8 if target.kind == "those" else FARTHEST if gap.isascii() else 20
    if len(gap) > farthest or gap.count("，") + gap.count("？") > 1:
        return False
    if word.thing:
        return bool(COPULA.fullmatch(gap))
    return not ELSE.search(gap)


def _against(sentence: str, word: _Word, target: _Word) -> tuple[str, ...]:
    before = sentence[
        max(0, min(word.start, target.start) - 3 * LOOK_BACK) : min(word.start, target.start)
    ]
    gap = sentence[target.end : word.start] if target.end <= word.start else ""
    after = sentence[max(word.end, target.end) :][:LOOK_BACK]
    near = before[-LOOK_BACK:]
    told = TOLD.search(near) and not FIRST_PERSON.search(near)
    quoted = before.count("“") > before.count("”") and "”" in sentence[word.end :][: 3 * LOOK_BACK]
    own_quote = re.search(r"“[^”]*$", gap)
    reasons = {
        "negation": NOT_BETWEEN.search(gap) or NOT_BEFORE.search(near),
        "quotation": told or quoted or own_quote,
        "self": OURSELVES.search(near) or re.match(r"，?(?:我|咱|i )", gap),
        "product": THING_BEFORE.search(gap) or OF_THING.match(sentence[word.end :][:12]),
        "complaint": VICTIM.search(near) or TREATED.search(gap),
        "question": re.match(r"[^，？]{0,8}(?:吗|？)", after)
        and not RHETORIC.search(gap + sentence[word.start : word.end]),
    }
    return tuple(reason for reason in AGAINST if reasons[reason])
