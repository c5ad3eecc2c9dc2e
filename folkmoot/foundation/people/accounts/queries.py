"""What is known about a person, told to that person."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest

from folkmoot.foundation.people.models import Member, Person
from folkmoot.foundation.record import queries as record

Chapter = Callable[[Member], Any]
CHAPTERS: dict[str, Chapter] = {}


def chapter(name: str) -> Callable[[Chapter], Chapter]:
    """Register what a room knows about a member: `@chapter("votes")` above a function."""

    def register(function: Chapter) -> Chapter:
        CHAPTERS[name] = function
        return function

    return register


def portrait(person: Person) -> dict[str, Any]:
    """Everything that is stored about a person, ready for JSON. Secrets are named, not shown."""
    return {
        "person": _row(person, "email", "name", "language", "joined_at", "last_login"),
        "addresses": _rows(EmailAddress, person, "email", "verified", "primary"),
        "second_factors": _rows(Authenticator, person, "type", "created_at", "last_used_at"),
        "outside_accounts": _rows(SocialAccount, person, "provider", "uid", "date_joined"),
        "sessions": _rows(UserSession, person, "created_at", "last_seen_at", "ip", "user_agent"),
        "memberships": [
            _membership(member) for member in person.memberships.select_related("brand")
        ],
    }


def _membership(member: Member) -> dict[str, Any]:
    return {
        "brand": member.brand.slug,
        **_row(member, "pseudonym", "joined_at"),
        "departures": list(member.departures.values("at", "returned_at")),
        "roles": list(member.grants.values("role", "title", "granted_at", "ended_at")),
        "verifications": list(member.verifications.values("level", "at")),
        "consents": list(member.consents.values("purpose", "wording", "given", "at")),
        "active_days": list(member.active_days.order_by("day").values_list("day", flat=True)),
        "tokens": list(member.tokens.values("name", "scopes", "created_at", "expires_at")),
        "facts": [_fact(fact) for fact in _facts(member)],
        **{name: tell(member) for name, tell in CHAPTERS.items()},
    }


def _facts(member: Member) -> Any:
    facts = record.facts_after(member.brand, 0, public=False)
    return facts.filter(actor=member).prefetch_related("passages")


def _fact(fact: Any) -> dict[str, Any]:
    words = {passage.field: passage.text for passage in fact.passages.all()}
    return {**_row(fact, "number", "kind", "subject", "at", "published"), "words": words}


def _row(thing: Any, *fields: str) -> dict[str, Any]:
    return {field: getattr(thing, field) for field in fields}


def _rows(model: Any, person: Person, *fields: str) -> list[dict[str, Any]]:
    return list(model.objects.filter(user=person).values(*fields))


def letterbox(request: HttpRequest) -> dict[str, Any]:
    """For pages about codes: where mail lies when this installation does not send any."""
    if settings.LETTERBOX is None:
        return {}
    # A visitor has no need to know where on the disk the project stands.
    inside = settings.LETTERBOX.is_relative_to(settings.ROOT)
    shown = settings.LETTERBOX.relative_to(settings.ROOT) if inside else "FOLKMOOT_HOME/mail"
    return {"letterbox": shown}
