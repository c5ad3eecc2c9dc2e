"""What a map says, with the words of its statements, and where one voice stands on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civics.opinion import OpinionMap, Position, locate
from civics.opinion.tallies import AGREE, DISAGREE
from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import (
    Conversation,
    Map,
    Participant,
    Statement,
    Vote,
)
from folkmoot.deliberate.moderation import queries as moderation

LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Share:
    """So many of so many who answered; no figures where fewer than ten did."""

    statement: Statement
    direction: str
    success: int
    trials: int

    @property
    def shown(self) -> bool:
        return rules.shown(self.trials) is not None

    @property
    def percent(self) -> int:
        return round(100 * self.success / self.trials) if self.trials else 0


@dataclass(frozen=True)
class GroupShown:
    """A group under its letter; `size` is None if fewer than ten people are in it."""

    letter: str
    label: int
    size: int | None
    percent: int
    stands_for: list[Share]


@dataclass(frozen=True)
class DivisionShown:
    """A statement on which two groups part, with the agreement in each."""

    statement: Statement
    opposed: bool
    sides: list[tuple[str, int, Share]]


@dataclass(frozen=True)
class Standing:
    """Where one voice stands: its group, and how often it votes as most of each group do."""

    position: Position
    letter: str | None
    label: int | None
    agreement: list[tuple[str, int, int]]


@dataclass(frozen=True)
class Result:
    map: Map
    drawn: OpinionMap
    groups: list[GroupShown]
    agreed: list[Share]
    refused: list[Share]
    divisions: list[DivisionShown]

    @property
    def grouped(self) -> int:
        return sum(group.size for group in self.drawn.groups)


def result_of(conversation: Conversation, latest: Map, *, now: datetime) -> Result:
    drawn = OpinionMap.from_json(latest.result)
    words = _statements(conversation, drawn, now)
    reader = _Reader(drawn, words)
    return Result(
        map=latest,
        drawn=drawn,
        groups=[reader.group(place) for place in range(len(drawn.groups))],
        agreed=reader.shared("agree"),
        refused=reader.shared("disagree"),
        divisions=reader.divisions(),
    )


def where_i_stand(result: Result, participant: Participant | None) -> Standing | None:
    """None for who has not voted on a statement of the map."""
    if participant is None:
        return None
    mine = Vote.objects.filter(participant=participant)
    votes = {str(n): choice for n, choice in mine.values_list("statement__number", "choice")}
    position = locate(result.drawn, votes)
    if not position.votes:
        return None
    letters = {group.label: group.letter for group in result.groups}
    told_apart = {group.label for group in result.groups if group.size is not None}
    return Standing(
        position=position,
        letter=letters.get(position.group) if position.group is not None else None,
        label=position.group,
        agreement=[
            (letters[label], label, round(100 * share))
            for label, share in position.agreement.items()
            if label in told_apart
        ],
    )


def _statements(
    conversation: Conversation, drawn: OpinionMap, now: datetime
) -> dict[str, Statement]:
    """The statements a map speaks of, as far as they are let in and name nobody protected."""
    named = {
        *(row.statement for group in drawn.groups for row in group.representative),
        *(row.statement for row in drawn.consensus),
        *(row.statement for row in drawn.divisions),
    }
    accepted = conversation.statements.filter(
        number__in=[int(name) for name in named], standing=Statement.Standing.ACCEPTED
    )
    names = moderation.names_shielded(conversation.brand, now)
    return {
        str(statement.number): statement
        for statement in accepted.select_related("words")
        if not moderation.shielded(str(statement.words), names)
    }


class _Reader:
    """Reads a map's verdicts with the words of their statements."""

    def __init__(self, drawn: OpinionMap, words: dict[str, Statement]) -> None:
        self.drawn, self.words = drawn, words
        self.column = {name: j for j, name in enumerate(drawn.statements)}
        self.place = {group.label: i for i, group in enumerate(drawn.groups)}

    def share(self, name: str, direction: str, places: int | slice) -> Share:
        counts = self.drawn.counts[places, self.column[name]].reshape(-1, 3).sum(axis=0)
        success = counts[AGREE if direction == "agree" else DISAGREE]
        return Share(self.words[name], direction, int(success), int(counts.sum()))

    def group(self, place: int) -> GroupShown:
        group = self.drawn.groups[place]
        shown = rules.shown(group.size)
        rows = self._known(group.representative) if shown else []
        shares = (self.share(row.statement, row.direction, place) for row in rows)
        return GroupShown(
            letter=LETTERS[place],
            label=group.label,
            size=shown,
            percent=round(100 * group.share),
            stands_for=[share for share in shares if share.shown],
        )

    def shared(self, direction: str) -> list[Share]:
        rows = (row for row in self._known(self.drawn.consensus) if row.direction == direction)
        return [self.share(row.statement, direction, slice(None)) for row in rows]

    def divisions(self) -> list[DivisionShown]:
        rows = (self._division(row) for row in self._known(self.drawn.divisions))
        return [row for row in rows if all(share.shown for _, _, share in row.sides)]

    def _division(self, row: Any) -> DivisionShown:
        labels = (row.agreeing_group, row.disagreeing_group)
        places = sorted(self.place[label] for label in labels)
        sides = [
            (
                LETTERS[place],
                self.drawn.groups[place].label,
                self.share(row.statement, "agree", place),
            )
            for place in places
        ]
        return DivisionShown(self.words[row.statement], row.opposed, sides)

    def _known(self, rows: Iterable[Any]) -> list[Any]:
        return [row for row in rows if row.statement in self.words]
