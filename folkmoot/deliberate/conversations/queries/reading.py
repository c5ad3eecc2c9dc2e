"""One conversation: its statements, rulings, tallies and answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, QuerySet, Subquery

from folkmoot.charter import queries as charter
from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import (
    Answer,
    Choice,
    Conversation,
    Import,
    Ruling,
    Statement,
    Vote,
)
from folkmoot.foundation.rows import row

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

STATEMENTS_PAGE = 50


@dataclass(frozen=True)
class Tally:
    """How many people answered a statement, and how."""

    statement: int
    agree: int
    disagree: int
    passed: int

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class RulingPage:
    rulings: Sequence[Ruling]
    before: int | None


@dataclass(frozen=True)
class StatementRow:
    statement: Statement
    mine: Choice | None


@dataclass(frozen=True)
class StatementPage:
    rows: list[StatementRow]
    # The number after which the next page goes on, or None on the last page.
    after: int | None


def conversation_by_number(brand: "Brand", number: int) -> Conversation | None:
    return (
        Conversation.objects.filter(brand=brand, number=number)
        .select_related("brand", "rule__topic__brand", "question", "background", "owner__person")
        .first()
    )


def statement_by_number(brand: "Brand", conversation: int, number: int) -> Statement | None:
    """The statement with its conversation: asked with every vote."""
    held = row(Conversation, brand_id=brand.pk, number=conversation)
    if held is None:
        return None
    statement = row(Statement, conversation_id=held.pk, number=number)
    if statement is not None:
        statement.conversation, held.brand = held, brand
        held.rule = charter.version_by_key(held.rule_id)
    return statement


def statements_page(
    conversation: Conversation,
    *,
    member: "Member | None" = None,
    after: int | None = None,
    size: int = STATEMENTS_PAGE,
) -> StatementPage:
    """Accepted statements by number, with the member's own answers and no other figure."""
    accepted = conversation.statements.filter(standing=Statement.Standing.ACCEPTED)
    if after is not None:
        accepted = accepted.filter(number__gt=after)
    found = list(accepted.select_related("words").order_by("number")[: size + 1])
    shown = found[:size]
    mine = _choices_of(member, shown) if member else {}
    rows = [StatementRow(statement, mine.get(statement.pk)) for statement in shown]
    return StatementPage(rows, found[size - 1].number if len(found) > size else None)


def accepted_words(passages: Iterable[int]) -> set[int]:
    """Those of the passages that are the words of accepted statements."""
    accepted = Statement.objects.filter(standing=Statement.Standing.ACCEPTED)
    return set(accepted.filter(words__in=passages).values_list("words", flat=True))


def _choices_of(member: "Member", statements: list[Statement]) -> dict[int, Choice]:
    mine = Vote.objects.filter(participant__member=member, statement__in=statements)
    return {pk: Choice(choice) for pk, choice in mine.values_list("statement", "choice")}


def conversation_about(brand: "Brand", subject: str) -> Conversation | None:
    """The conversation that a fact or a measure calls `conversation:12`."""
    room, _colon, number = subject.partition(":")
    if room != "conversation":
        return None
    return (
        Conversation.objects.filter(brand=brand, number=number)
        .select_related("brand", "question")
        .first()
    )


def statement_about(brand: "Brand", subject: str, number: int) -> Statement | None:
    conversation = conversation_about(brand, subject)
    if conversation is None:
        return None
    found = conversation.statements.filter(number=number).select_related("words")
    return found.select_related("conversation__brand").first()


def numbers_on_topic(brand: "Brand", topic: str) -> list[int]:
    """Conversations on a topic, newest first."""
    found = Conversation.objects.filter(brand=brand, rule__topic__slug=topic)
    return list(found.order_by("-number").values_list("number", flat=True))


def people_of(conversation: Conversation) -> "list[Member]":
    """Members who took part; imported voices have nobody behind them."""
    voices = conversation.participants.filter(member__isnull=False).select_related("member")
    return [voice.member for voice in voices if voice.member]


def voices(conversation: Conversation) -> int:
    """How many people have taken part."""
    return conversation.participants.count()


def votes_cast(conversation: Conversation) -> int:
    return Vote.objects.filter(statement__conversation=conversation).count()


def votable_statements(conversation: Conversation) -> list[Statement]:
    """All statements that are open to votes, with what casting one asks for."""
    return list(
        conversation.statements.filter(standing=Statement.Standing.ACCEPTED)
        .select_related("words", "conversation__brand", "conversation__rule")
        .order_by("number")
    )


def origin_of(conversation: Conversation) -> Import | None:
    return Import.objects.filter(conversation=conversation).select_related("fact__brand").first()


def waiting_count(conversation: Conversation) -> int:
    return conversation.statements.filter(standing=Statement.Standing.WAITING).count()


def waiting_statements(
    conversation: Conversation, *, size: int = STATEMENTS_PAGE
) -> list[Statement]:
    """What the facilitator has to decide on, the one that has waited longest first."""
    waiting = conversation.statements.filter(standing=Statement.Standing.WAITING)
    return list(waiting.select_related("words").order_by("at", "pk")[:size])


def moderation_log(
    conversation: Conversation, *, before: int | None = None, size: int = STATEMENTS_PAGE
) -> RulingPage:
    """Every ruling, newest first, with its reason, its entry, and the reason that holds now."""
    latest = Ruling.objects.filter(statement=OuterRef("statement")).order_by("-pk")
    rulings = Ruling.objects.filter(statement__conversation=conversation).annotate(
        holding=Subquery(latest.values("reason")[:1])
    )
    if before is not None:
        rulings = rulings.filter(pk__lt=before)
    found = list(
        rulings.select_related("statement__words", "fact__brand").order_by("-pk")[: size + 1]
    )
    return RulingPage(found[:size], found[size - 1].pk if len(found) > size else None)


def tallies(conversation: Conversation) -> dict[int, Tally | None]:
    """By statement number; None where fewer than ten people answered."""
    accepted = conversation.statements.filter(standing=Statement.Standing.ACCEPTED)
    numbers = dict(accepted.order_by("number").values_list("pk", "number"))
    cells = dict.fromkeys(((n, c) for n in numbers.values() for c in Choice.values), 0)
    counted = Vote.objects.filter(conversation=conversation).values_list("statement", "choice")
    for statement, choice, votes in counted.annotate(votes=Count("pk")).order_by():
        if statement in numbers:
            cells[numbers[statement], choice] = votes
    full = [
        Tally(n, cells[n, Choice.AGREE], cells[n, Choice.DISAGREE], cells[n, Choice.PASS])
        for n in numbers.values()
    ]
    return {tally.statement: tally if rules.shown(tally.total) else None for tally in full}


def answers_of(conversation: Conversation) -> QuerySet[Answer]:
    """All versions of the brand's answer, the one that holds first."""
    return (
        Answer.objects.filter(conversation=conversation)
        .select_related("words", "fact__brand")
        .order_by("-number")
    )


def answer_by_number(conversation: Conversation, number: int) -> Answer | None:
    return answers_of(conversation).filter(number=number).first()
