"""What people do with their own account. A person is not a brand's, so only leaving has a fact."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.db import IntegrityError, transaction

from folkmoot.foundation.people import facts
from folkmoot.foundation.people.models import Departure, Member, Person
from folkmoot.foundation.record.actions import append, erase_passage
from folkmoot.foundation.record.queries import facts_after

UNCONFIRMED_KEPT = timedelta(days=1)


@transaction.atomic
def welcome(email: str) -> Person | None:
    """The person behind an address, made on their first visit; None if they may not come in."""
    email = email.lower()
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email)
    except IntegrityError:
        person = Person.objects.get(email__iexact=email)
    if not person.is_active:
        return None
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"primary": True})
    return person


@transaction.atomic
def register(email: str, *, name: str) -> Person:
    """An account made by whoever runs the installation; its address counts as confirmed."""
    person = Person.objects.create_user(email.lower(), name=name)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


@transaction.atomic
def speak(language: str, *, actor: Person) -> None:
    """Remember in which language somebody wants to read; letters use it too."""
    actor.language = language
    actor.save(update_fields=["language"])


@transaction.atomic
def erase_account(*, words: bool, actor: Person, now: datetime) -> None:
    """Forget a person. Members, votes and facts stay under their pseudonyms, without a name."""
    email = actor.email
    for member in Member.objects.filter(person=actor).select_related("brand"):
        _erase_member(member, words=words, now=now)
    for owned in (EmailAddress, SocialAccount, Authenticator):
        owned.objects.filter(user=actor).delete()
    for session in UserSession.objects.filter(user=actor):
        session.end()
    AccessAttempt.objects.filter(username__iexact=email).delete()
    actor.email = actor.name = actor.language = ""
    actor.is_active = False
    actor.erased_at = now
    # A new password, even an unusable one, ends every session that was left.
    actor.set_unusable_password()
    actor.save()


def _erase_member(member: Member, *, words: bool, now: datetime) -> None:
    # What somebody with a role has written is the brand's word, and stays.
    if words and not member.grants.exists():
        for fact in facts_after(member.brand, 0, public=False).filter(actor=member):
            for passage in fact.passages.all():
                erase_passage(passage, basis="account-erased", actor=member, now=now)
    member.grants.filter(ended_at=None).update(ended_at=now, ended_by=member)
    member.tokens.all().delete()
    member.active_days.all().delete()
    if not member.departures.filter(returned_at=None).exists():
        Departure.objects.create(member=member, at=now)
    body = facts.MemberErased(subject=f"member:{member.pseudonym}")
    append(member.brand, body, actor=member, now=now)


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete addresses that were typed in and never confirmed."""
    strangers = Person.objects.filter(
        joined_at__lt=now - UNCONFIRMED_KEPT,
        last_login=None,
        memberships=None,
        erased_at=None,
    ).exclude(emailaddress__verified=True)
    return strangers.delete()[0]
