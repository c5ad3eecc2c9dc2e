"""Which words everybody may read."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from folkmoot.act.contests import queries as contests
from folkmoot.decide.petitions import queries as petitions
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.reviews import queries as reviews
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.foundation.record.facts import KINDS

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact

# What fans wrote is shown once it has been let in: the kind of fact → the room that knows.
LET_IN: dict[str, Callable[[list[int]], set[int]]] = {
    "contest.entered": contests.shown_words,
    "petition.started": petitions.admitted_words,
    "review.replied": reviews.unsealed_words,
    "statement.made": conversations.accepted_words,
    "suggestion.changed": suggestions.shown_words,
    "suggestion.made": suggestions.shown_words,
}
# What fans say in these is open to read from the moment it is said.
OPEN_AT_ONCE = frozenset(
    ["ballot.appealed", "suggestion.accepted", "suggestion.returned", "merge.proposed"]
)


def open_words(facts: "Iterable[Fact]") -> set[int]:
    """Keys of the passages that everybody may read: the brand's own, and what was let in."""
    facts, found = list(facts), set[int]()
    for fact in facts:
        own = KINDS[fact.kind].official or fact.published.get("seed") is True
        if own or fact.kind in OPEN_AT_ONCE:
            found.update(passage.pk for passage in fact.passages.all())
    for kind, those_let_in in LET_IN.items():
        made = [fact for fact in facts if fact.kind == kind]
        found |= those_let_in([p.pk for fact in made for p in fact.passages.all()])
    return found
