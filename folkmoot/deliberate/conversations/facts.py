"""What the record says of conversations."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.record.facts import FactBody, written


@dataclass(frozen=True, kw_only=True)
class ConversationOpened(
    FactBody, kind="conversation.opened", heading=_("A conversation opened"), official=True
):
    topic: str
    rule: int
    rung: int
    closes: str
    question: str = written()
    background: str = written()


@dataclass(frozen=True, kw_only=True)
class StatementMade(FactBody, kind="statement.made", heading=_("A statement was made")):
    number: int
    seed: bool
    text: str = written()


@dataclass(frozen=True, kw_only=True)
class StatementRuled(
    FactBody, kind="statement.ruled", heading=_("A moderator ruled on a statement")
):
    number: int
    outcome: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MapPublished(
    FactBody, kind="map.published", heading=_("A tally and its opinion map were published")
):
    """A tally and its map. The digests let anyone who has the open data compute it again."""

    votes: int
    voters: int
    method: str
    version: str
    seed: int
    input_digest: str


@dataclass(frozen=True, kw_only=True)
class ConversationClosed(FactBody, kind="conversation.closed", heading=_("A conversation closed")):
    votes: int
    voters: int


@dataclass(frozen=True, kw_only=True)
class AnswerPublished(
    FactBody, kind="answer.published", heading=_("The brand answered"), official=True
):
    version: int
    title: str
    name: str = written()
    text: str = written()


@dataclass(frozen=True, kw_only=True)
class ConversationImported(
    FactBody, kind="conversation.imported", heading=_("Votes cast elsewhere were brought in")
):
    """Votes that were cast elsewhere. They are shown as such."""

    statements: int
    voters: int
    votes: int
    source_digest: str
