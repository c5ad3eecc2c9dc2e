"""A fan says what they wish for, and later says it better."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.charter.rules import require_rule
from folkmoot.deliberate.suggestions import facts, rules
from folkmoot.deliberate.suggestions.actions.supporting import held, stand_behind
from folkmoot.deliberate.suggestions.models import Suggestion, Version
from folkmoot.deliberate.suggestions.queries.topics import topic_or_default
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.allowances.actions import spend
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a suggestion says. Only the text is needed; the title is its first words by default."""

    text: str
    title: str = ""
    problem: str = ""
    scene: str = ""

    def checked(self) -> "Wording":
        text = rules.require_speakable(self.text, longest=rules.TEXT_LENGTH)
        title = self.title.strip() or rules.title_from(text)
        return Wording(
            text=text,
            title=rules.require_speakable(title, longest=rules.TITLE_LENGTH),
            problem=rules.require_speakable(self.problem, longest=rules.BOX_LENGTH, empty=True),
            scene=rules.require_speakable(self.scene, longest=rules.BOX_LENGTH, empty=True),
        )


def suggest(
    wording: Wording,
    *,
    topic: str = "",
    willing: bool = False,
    actor: "Member",
    now: datetime,
) -> Suggestion:
    """Make a suggestion; the brand owes a decision from here on. Sending it twice is once."""
    wording = wording.checked()
    rule = require_rule(topic_or_default(actor.brand, topic, now), now=now)
    author = rules.require_suggester(actor, rule, now=now)
    if said := Suggestion.objects.filter(author=author, text__text=wording.text).first():
        return said
    # Outside of the act's transaction, so that what is refused is counted as well.
    spend(author, "suggest", per_hour=rules.SUGGESTIONS_PER_HOUR, now=now)
    with transaction.atomic():
        take_turn(author.brand)
        number = Suggestion.objects.filter(brand=author.brand).count() + 1
        due = now + timedelta(hours=rule.reply_hours)
        body = facts.SuggestionMade(
            subject=f"suggestion:{number}",
            topic=rule.topic.slug,
            rule=rule.number,
            rung=rule.rung,
            due=due.isoformat(timespec="minutes"),
            **vars(wording),
        )
        fact = append(author.brand, body, actor=author, now=now)
        suggestion = Suggestion.objects.create(
            brand=author.brand,
            number=number,
            rule=rule,
            author=author,
            willing=willing,
            at=now,
            due_at=due,
            title=passage_of(fact, "title"),
            text=passage_of(fact, "text"),
        )
        _word(suggestion, fact, now=now)
        clocks.start(author.brand, rules.REPLY_CLOCK, suggestion.subject, runs=due - now, now=now)
        # Whoever wishes for something is the first to stand behind it.
        stand_behind(suggestion, author, now=now)
        note_active(author, now=now)
    return suggestion


@transaction.atomic
def change(
    suggestion: Suggestion, wording: Wording, *, actor: "Member | None", now: datetime
) -> Version:
    """A new wording beside the old one. Who supports the old one is asked, not carried along."""
    author = rules.require_author(suggestion, actor)
    wording = wording.checked()
    take_turn(suggestion.brand)
    now_held = held(suggestion)
    rules.require_undecided(now_held)
    rules.require_unmerged(now_held)
    latest = suggestion.versions.select_related("text", "title", "problem", "scene").latest(
        "number"
    )
    if all(str(getattr(latest, box)) == said for box, said in vars(wording).items()):
        return latest
    number = latest.number + 1
    body = facts.SuggestionChanged(subject=suggestion.subject, version=number, **vars(wording))
    fact = append(suggestion.brand, body, actor=author, now=now)
    version = _word(suggestion, fact, number=number, now=now)
    suggestion.version, suggestion.title, suggestion.text = number, version.title, version.text
    suggestion.save(update_fields=["version", "title", "text"])
    suggestion.support.filter(member=author, withdrawn_at=None).update(version=number)
    note_active(author, now=now)
    return version


def _word(suggestion: Suggestion, fact: "Fact", *, number: int = 1, now: datetime) -> Version:
    passages = {passage.field: passage for passage in fact.passages.all()}
    return Version.objects.create(
        suggestion=suggestion, number=number, at=now, fact=fact, **passages
    )
