"""What happened, in figures, and whether it holds together."""

from collections.abc import Iterator
from datetime import datetime

from folkmoot.deliberate.conversations import queries
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
    yield from _of_conversation(story, now)
    if clock:
        answers = conversation.answers.count()
        yield f"  answer          {answers} version(s), clock: {state(clock, now)}"


def _of_conversation(story: Story, now: datetime) -> Iterator[str]:
    conversation = story.conversation
    votes, voices = queries.votes_cast(conversation), queries.voices(conversation)
    yield f"  votes           {votes} by {voices} people"
    latest = queries.latest_map(conversation)
    if latest is None:
        yield "  map             too few voices for a map"
        return
    result = queries.result_of(conversation, latest, now=now)
    sizes = " · ".join(f"{group.letter} {group.size}" for group in result.groups)
    yield f"  map             {latest.method} {latest.version}, input {latest.input_digest[:12]}"
    yield f"  groups          {sizes or 'none that hold'}"
    yield f"  what we share   {len(result.agreed) + len(result.refused)} statements"
    yield f"  what divides us {len(result.divisions)} statements"


def problems(story: Story) -> Iterator[str]:
    """What must never be: gaps in the record, an answer without its clock, lost votes."""
    brand, conversation = story.brand, story.conversation
    numbers = list(facts_after(brand, 0, public=False).values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        yield "the record has gaps"
    stored = queries.votes_cast(conversation)
    if stored != story.votes:
        yield f"{story.votes} votes were cast and {stored} are stored"
    clock = clock_of(brand, "answer", conversation.subject)
    if clock is None or clock.met_at is None:
        yield "the brand's answer did not meet its clock"
    if queries.latest_map(conversation) is None:
        yield "there is no map"
