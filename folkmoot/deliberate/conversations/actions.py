"""Everything that happens in a conversation."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import require_rule
from folkmoot.deliberate.conversations import facts, rules
from folkmoot.deliberate.conversations.models import (
    Answer,
    Choice,
    Conversation,
    Participant,
    Ruling,
    Statement,
    Vote,
)
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.rules import Member, require_operator
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal


@transaction.atomic
def open_conversation(
    *,
    topic: str,
    question: str,
    background: str = "",
    seeds: list[str],
    closes_at: datetime,
    approve_first: bool = True,
    actor: Member,
    now: datetime,
) -> Conversation:
    """Open a conversation under the rule in force now; the brand owes an answer from here on."""
    require_operator(actor)
    rule = require_rule(charter.topic_by_slug(actor.brand, topic), now=now)
    if closes_at <= now:
        raise Refusal(
            "closes-in-the-past",
            _("The conversation must close at a later time than now."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    question = rules.require_words(question, longest=rules.QUESTION_LENGTH)
    if background:
        background = rules.require_words(background, longest=rules.BACKGROUND_LENGTH)
    take_turn(actor.brand)
    number = Conversation.objects.filter(brand=actor.brand).count() + 1
    body = facts.ConversationOpened(
        subject=f"conversation:{number}",
        topic=topic,
        rule=rule.number,
        rung=rule.rung,
        closes=closes_at.isoformat(timespec="minutes"),
        question=question,
        background=background,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    conversation = Conversation.objects.create(
        brand=actor.brand,
        number=number,
        rule=rule,
        question=passage_of(fact, "question"),
        background=passage_of(fact, "background"),
        owner=actor,
        approve_first=approve_first,
        opened_at=now,
        closes_at=closes_at,
    )
    for seed in seeds:
        _make_statement(conversation, seed, author=None, accepted=True, actor=actor, now=now)
    clocks.start(
        actor.brand,
        rules.ANSWER_CLOCK,
        conversation.subject,
        runs=closes_at - now + timedelta(hours=rule.reply_hours),
        now=now,
    )
    return conversation


def take_part(conversation: Conversation, member: Member) -> Participant:
    """The member's voice in this conversation, made on first use."""
    participant, _created = Participant.objects.get_or_create(
        conversation=conversation,
        member=member,
        defaults={"pseudonym": Participant.new_pseudonym()},
    )
    return participant


@transaction.atomic
def cast_vote(
    statement: Statement, choice: Choice, *, actor: Member | None, now: datetime
) -> Participant:
    """Agree, disagree or pass. Voting again replaces the answer, so a repeated request is safe."""
    conversation = statement.conversation
    member = rules.require_participation(conversation, actor, now=now)
    rules.require_votable(statement)
    participant = take_part(conversation, member)
    Vote.objects.bulk_create(
        [Vote(participant=participant, statement=statement, choice=choice, at=now)],
        update_conflicts=True,
        unique_fields=["participant", "statement"],
        update_fields=["choice", "at"],
    )
    note_active(member, now=now)
    return participant


@transaction.atomic
def make_statement(
    conversation: Conversation, text: str, *, actor: Member | None, now: datetime
) -> Statement:
    """A participant adds a statement. It waits for approval if the conversation says so."""
    member = rules.require_participation(conversation, actor, now=now)
    note_active(member, now=now)
    return _make_statement(
        conversation,
        text,
        author=take_part(conversation, member),
        accepted=not conversation.approve_first,
        actor=member,
        now=now,
    )


@transaction.atomic
def add_seed(conversation: Conversation, text: str, *, actor: Member, now: datetime) -> Statement:
    require_operator(actor)
    rules.require_same_brand(conversation, actor)
    rules.require_open(conversation, now)
    return _make_statement(conversation, text, author=None, accepted=True, actor=actor, now=now)


def _make_statement(
    conversation: Conversation,
    text: str,
    *,
    author: Participant | None,
    accepted: bool,
    actor: Member,
    now: datetime,
) -> Statement:
    text = rules.require_words(text, longest=rules.STATEMENT_LENGTH)
    take_turn(conversation.brand)
    number = conversation.statements.count() + 1
    body = facts.StatementMade(
        subject=conversation.subject, number=number, seed=author is None, text=text
    )
    fact = append(conversation.brand, body, actor=actor, now=now)
    standing = Statement.Standing.ACCEPTED if accepted else Statement.Standing.WAITING
    return Statement.objects.create(
        conversation=conversation,
        number=number,
        words=passage_of(fact, "text"),
        author=author,
        standing=standing,
        at=now,
    )


def accept_statement(statement: Statement, *, actor: Member, now: datetime) -> Ruling:
    return _rule(statement, Statement.Standing.ACCEPTED, Ruling.Reason.FITS, actor=actor, now=now)


def reject_statement(
    statement: Statement, reason: Ruling.Reason, *, actor: Member, now: datetime
) -> Ruling:
    if reason == Ruling.Reason.FITS:
        raise Refusal(
            "reason-needed",
            _("Say why this statement is not accepted."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return _rule(statement, Statement.Standing.REJECTED, reason, actor=actor, now=now)


@transaction.atomic
def _rule(
    statement: Statement,
    standing: Statement.Standing,
    reason: Ruling.Reason,
    *,
    actor: Member,
    now: datetime,
) -> Ruling:
    require_operator(actor)
    conversation = statement.conversation
    rules.require_same_brand(conversation, actor)
    body = facts.StatementRuled(
        subject=conversation.subject, number=statement.number, outcome=standing, reason=reason
    )
    fact = append(conversation.brand, body, actor=actor, now=now)
    statement.standing = standing
    statement.save(update_fields=["standing"])
    return Ruling.objects.create(
        statement=statement, outcome=standing, reason=reason, by=actor, at=now, fact=fact
    )


@transaction.atomic
def close(conversation: Conversation, *, actor: Member, now: datetime) -> None:
    """End the voting before its window does. Closing a closed conversation is refused."""
    require_operator(actor)
    rules.require_same_brand(conversation, actor)
    rules.require_open(conversation, now)
    votes = Vote.objects.filter(statement__conversation=conversation)
    body = facts.ConversationClosed(
        subject=conversation.subject,
        votes=votes.count(),
        voters=votes.values("participant").distinct().count(),
    )
    append(conversation.brand, body, actor=actor, now=now)
    conversation.closed_at = now
    conversation.save(update_fields=["closed_at"])


@transaction.atomic
def publish_answer(
    conversation: Conversation, text: str, *, actor: Member, now: datetime
) -> Answer:
    """The brand's answer, signed with name and title. A second answer is a new version of it."""
    rules.require_answerer(actor)
    rules.require_same_brand(conversation, actor)
    text = rules.require_words(text, longest=rules.ANSWER_LENGTH)
    take_turn(conversation.brand)
    number = conversation.answers.count() + 1
    name, title = str(actor.person), people.title_of(actor)
    body = facts.AnswerPublished(
        subject=conversation.subject, version=number, title=title, name=name, text=text
    )
    fact = append(conversation.brand, body, actor=actor, now=now)
    clocks.meet(conversation.brand, rules.ANSWER_CLOCK, conversation.subject, fact=fact)
    return Answer.objects.create(
        conversation=conversation,
        number=number,
        words=passage_of(fact, "text"),
        by=actor,
        name=name,
        title=title,
        at=now,
        fact=fact,
    )
