"""What goes in and out as JSON."""

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema

from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import Answer, Conversation, Ruling, Statement
from folkmoot.deliberate.conversations.queries.results import Result, Share, Standing
from folkmoot.foundation.programs import Strict


class VoteIn(Strict):
    choice: Literal["agree", "disagree", "pass"]


class TextIn(Strict):
    text: str = Field(max_length=rules.ANSWER_LENGTH)


class RejectionIn(Strict):
    reason: Literal["off-topic", "duplicate", "personal", "unlawful", "several", "attack"]


class StatementOut(Schema):
    number: int
    text: str | None = Field(description="Null if the words were erased on a legal basis.")
    standing: str


class AnswerOut(Schema):
    version: int
    text: str | None
    name: str
    title: str
    at: datetime
    record: int = Field(description="The number of its entry in the record.")
    seal: str


class ConversationOut(Schema):
    number: int
    question: str | None
    background: str | None
    topic: str
    rung: int
    open: bool
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None


class ListedOut(ConversationOut):
    voices: int
    statements: int
    answer: AnswerOut | None


class PageOut(Schema):
    conversations: list[ListedOut]
    before: int | None = Field(
        description="Ask for the next page with this number; null at the end."
    )


class StatementPageOut(Schema):
    statements: list[StatementOut]
    after: int | None


class ProgressOut(Schema):
    answered: int
    statements: int


class RulingOut(Schema):
    statement: int
    outcome: str
    reason: str
    at: datetime
    record: int


class ShareOut(Schema):
    statement: int
    text: str | None
    direction: str
    success: int
    trials: int


class GroupOut(Schema):
    letter: str
    size: int | None = Field(description="Null if fewer than ten people are in it.")
    percent: int | None
    stands_for: list[ShareOut]


class DivisionOut(Schema):
    statement: int
    text: str | None
    opposed: bool
    sides: dict[str, ShareOut]


class StandingOut(Schema):
    group: str | None
    votes: int
    agreement: dict[str, int]


class ResultOut(Schema):
    drawn_at: datetime
    votes: int
    voters: int
    votes_since: int
    method: str
    version: str
    seed: int
    input_digest: str
    record: int
    groups: list[GroupOut]
    agreed: list[ShareOut]
    disagreed: list[ShareOut]
    divisions: list[DivisionOut]
    standing: StandingOut | None


def statement_out(statement: Statement) -> dict[str, Any]:
    return {
        "number": statement.number,
        "text": statement.words.text,
        "standing": statement.standing,
    }


def conversation_out(conversation: Conversation, now: datetime) -> dict[str, Any]:
    return {
        "number": conversation.number,
        "question": conversation.question.text,
        "background": conversation.background.text,
        "topic": conversation.rule.topic.slug,
        "rung": conversation.rule.rung,
        "open": rules.is_open(conversation, now),
        "opened_at": conversation.opened_at,
        "closes_at": conversation.closes_at,
        "closed_at": conversation.closed_at,
    }


def answer_out(answer: Answer) -> dict[str, Any]:
    return {
        "version": answer.number,
        "text": answer.words.text,
        "name": answer.name,
        "title": answer.title,
        "at": answer.at,
        "record": answer.fact.number,
        "seal": answer.fact.seal,
    }


def ruling_out(ruling: Ruling) -> dict[str, Any]:
    return {
        "statement": ruling.statement.number,
        "outcome": ruling.outcome,
        "reason": ruling.reason,
        "at": ruling.at,
        "record": ruling.fact.number,
    }


def result_out(result: Result, standing: Standing | None, votes_since: int) -> dict[str, Any]:
    drawn = result.map
    return {
        "drawn_at": drawn.at,
        "votes": drawn.votes,
        "voters": drawn.voters,
        "votes_since": votes_since,
        "method": drawn.method,
        "version": drawn.version,
        "seed": drawn.seed,
        "input_digest": drawn.input_digest,
        "record": drawn.fact.number,
        "groups": [
            {
                "letter": group.letter,
                "size": group.size,
                "percent": group.percent if group.size is not None else None,
                "stands_for": [_share(share) for share in group.stands_for],
            }
            for group in result.groups
        ],
        "agreed": [_share(share) for share in result.agreed],
        "disagreed": [_share(share) for share in result.refused],
        "divisions": [
            {
                "statement": division.statement.number,
                "text": division.statement.words.text,
                "opposed": division.opposed,
                "sides": {letter: _share(share) for letter, _, share in division.sides},
            }
            for division in result.divisions
        ],
        "standing": _standing(standing) if standing else None,
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "statement": share.statement.number,
        "text": share.statement.words.text,
        "direction": share.direction,
        "success": share.success,
        "trials": share.trials,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "group": standing.letter,
        "votes": standing.position.votes,
        "agreement": {letter: percent for letter, _, percent in standing.agreement},
    }
