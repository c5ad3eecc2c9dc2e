"""What happened, in figures, and whether it holds together."""

from collections.abc import Iterator
from datetime import datetime

from folkmoot.deliberate.conversations import queries
from folkmoot.deliberate.conversations.models import Conversation, Map, Vote
from folkmoot.demo.story import Story
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.clocks.rules import state
from folkmoot.foundation.people.queries import cohort_sizes
from folkmoot.foundation.record.queries import facts_after, latest_number


def lines(story: Story, *, now: datetime) -> Iterator[str]:
    brand, conversation = story.brand, story.conversation
    cohorts = " · ".join(f"{name} {n}" for name, n in cohort_sizes(brand, now).items() if n)
    clock = clock_of(brand, "answer", conversation.subject)
    yield f"{brand.name}  ({brand.slug})"
    yield f"  fans            {cohorts}"
    yield f"  record          {latest_number(brand)} facts, {facts_after(brand, 0).count()} public"
    yield f"  question        {conversation.question}"
    yield from _of_conversation(conversation)
    if clock:
        yield f"  answer          {conversation.answers.count()} version(s), clock: {state(clock, now)}"


def _of_conversation(conversation: Conversation) -> Iterator[str]:
    votes = Vote.objects.filter(statement__conversation=conversation)
    voters = votes.values("participant").distinct().count()
    yield f"  votes           {votes.count()} by {voters} people"
    latest = Map.objects.filter(conversation=conversation).order_by("-pk").first()
    if latest is None:
        yield "  map             too few voices for a map"
        return
    yield f"  map             {latest.method} {latest.version}, input {latest.input_digest[:12]}"


def problems(story: Story) -> Iterator[str]:
    """What must never be: gaps in the record, an answer without its clock, lost votes."""
    brand, conversation = story.brand, story.conversation
    numbers = list(facts_after(brand, 0, public=False).values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        yield "the record has gaps"
    stored = Vote.objects.filter(statement__conversation=conversation).count()
    if stored != story.votes:
        yield f"{story.votes} votes were cast and {stored} are stored"
    clock = clock_of(brand, "answer", conversation.subject)
    if clock is None or clock.met_at is None:
        yield "the brand's answer did not meet its clock"
    if not conversation.maps.exists():
        yield "there is no map"
