"""What others have already said that is like this.

Each process keeps an index of a brand's wordings in memory and, before it answers, reads the
wordings that were added since: nobody is told what is stale. Keys grow in the order in which
wordings are committed, because their act holds the brand's record.
"""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from civics.language import WeightedIndex
from folkmoot.deliberate.suggestions.models import Suggestion, Version
from folkmoot.deliberate.suggestions.queries.lists import visible
from folkmoot.deliberate.suggestions.queries.reading import root_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

SHOWN = 5
# What is less like it than this is left out: better nothing than something beside the point.
LEAST = 0.15
# Reading is cut here: the first sentences say what it is about, and a question stays quick.
LONGEST = 400
AT_ONCE = 5_000


@dataclass(frozen=True)
class Similar:
    suggestion: Suggestion
    likeness: float


class _Held:
    """One brand's wordings: the key of each suggestion stands at the place of its text."""

    def __init__(self) -> None:
        self.index = WeightedIndex()
        self.keys: list[int] = []
        self.last = 0
        self.lock = threading.Lock()

    def catch_up(self, brand: "Brand") -> None:
        while rows := self._next(brand):
            self.index.add([f"{title}。{text}"[:LONGEST] for _pk, _key, title, text in rows])
            self.keys += [key for _pk, key, _title, _text in rows]
            self.last = rows[-1][0]

    def _next(self, brand: "Brand") -> list[tuple[int, int, str, str]]:
        new = Version.objects.filter(suggestion__brand=brand, pk__gt=self.last).order_by("pk")
        rows = new.values_list("pk", "suggestion", "title__text", "text__text")[:AT_ONCE]
        return [(pk, key, title or "", text or "") for pk, key, title, text in rows]


_held: dict[int, _Held] = {}


def similar_to(
    brand: "Brand", text: str, *, limit: int = SHOWN, least: float = LEAST
) -> list[Similar]:
    """Suggestions like this text, the most similar first; what was merged leads to its target."""
    held = _held.setdefault(brand.pk, _Held())
    with held.lock:
        held.catch_up(brand)
        found = held.index.like(text[:LONGEST], limit=4 * limit, at_least=least)
        likeness: dict[int, float] = {}
        for hit in found:
            likeness.setdefault(held.keys[hit.place], hit.likeness)
    read = visible(brand).select_related("merged_into").in_bulk(list(likeness))
    best: dict[int, Similar] = {}
    for key, score in likeness.items():
        # Erased words are in no list, and a hidden suggestion is none to support instead.
        if key in read and read[key].text.text is not None:
            root = root_of(read[key])
            best.setdefault(root.pk, Similar(root, score))
    return list(best.values())[:limit]


def forget() -> None:
    """Begin anew, as after a start of the process: for tests, whose databases come and go."""
    _held.clear()
