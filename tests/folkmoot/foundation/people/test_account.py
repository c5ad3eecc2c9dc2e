"""One's own account: name, language, everything about me, and nothing about me any more."""

import json
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.people import queries, rules
from folkmoot.foundation.people.accounts.actions import (
    erase_account,
    forget_unconfirmed,
    welcome,
)
from folkmoot.foundation.people.accounts.queries import CHAPTERS, chapter
from folkmoot.foundation.people.actions import issue_token, note_active
from folkmoot.foundation.people.models import AccessToken, Member, Person
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.record.models import Passage
from folkmoot.foundation.record.queries import facts_after
from tests.folkmoot.conftest import NOW, Cast


def say(member: Member, text: str) -> None:
    body = StatementMade(subject="conversation:1", number=1, seed=False, text=text)
    append(member.brand, body, actor=member, now=NOW)


def test_name_and_language(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.lin)
    response = client.post("/me/", {"name": "林", "language": "en", "email": "x@example.org"})
    assert response.cookies["django_language"].value == "en"
    person = Person.objects.get(pk=cast.lin.person_id)
    assert (person.name, person.language, person.email) == ("林", "en", "lin@example.org")
    assert client.post("/me/", {"name": "x" * 61}).status_code == 200


def test_language_by_one_tap(cast: Cast, sign_in: Callable[..., Client], client: Client) -> None:
    response = client.post("/language/", {"language": "en", "next": "/about/refusals"})
    assert response["Location"] == "/about/refusals"
    assert response.cookies["django_language"]["httponly"]
    assert (
        client.post("/language/", {"language": "en", "next": "//evil.example"})["Location"] == "/"
    )
    assert "django_language" not in Client().post("/language/", {"language": "xx"}).cookies
    assert client.get("/language/").status_code == 405
    sign_in(cast.lin).post("/language/", {"language": "en"})
    assert Person.objects.get(pk=cast.lin.person_id).language == "en"


def test_own_language_on_a_new_machine(cast: Cast, sign_in: Callable[..., Client]) -> None:
    Person.objects.filter(pk=cast.lin.person_id).update(language="en")
    assert 'lang="en"' in sign_in(cast.lin).get("/me/").content.decode()


def test_everything_about_me(cast: Cast, sign_in: Callable[..., Client]) -> None:
    say(cast.lin, "my words")
    say(cast.zhou, "not mine")
    note_active(cast.lin, now=NOW)
    response = sign_in(cast.lin).get("/me/export")
    assert response["Content-Disposition"].startswith("attachment")
    told = json.loads(response.content)
    assert told["person"]["email"] == "lin@example.org"
    (place,) = told["memberships"]
    assert place["facts"][-1]["words"] == {"text": "my words"}
    assert "not mine" not in response.content.decode()
    assert "secret" not in response.content.decode()


def test_a_room_adds_its_chapter(cast: Cast, sign_in: Callable[..., Client]) -> None:
    chapter("songs")(lambda member: [member.pseudonym])
    try:
        told = sign_in(cast.lin).get("/me/export").json()
    finally:
        del CHAPTERS["songs"]
    assert told["memberships"][0]["songs"] == [cast.lin.pseudonym]


@pytest.mark.parametrize("words", [True, False])
def test_erased(cast: Cast, sign_in: Callable[..., Client], words: bool) -> None:
    say(cast.lin, "my words")
    note_active(cast.lin, now=NOW)
    _token, secret = issue_token(name="bot", scopes=["read"], actor=cast.lin, now=NOW)
    client = sign_in(cast.lin)
    welcome("lin@example.org")
    form = {"sure": "1", **({"words": "1"} if words else {})}
    assert client.post("/me/erasure", {}).status_code == 200
    assert client.post("/me/erasure", form)["Location"] == "/account/farewell/"

    person = Person.objects.get(pk=cast.lin.person_id)
    assert (person.email, person.name, person.is_active) == ("", "", False)
    assert person.erased_at
    assert client.get("/me/").status_code == 302
    for owned in (EmailAddress, Authenticator, UserSession):
        assert not owned.objects.filter(user=person).exists()
    assert not AccessToken.objects.exists()
    assert queries.live_token(secret, now=NOW) is None
    assert not rules.is_member(cast.lin)
    assert queries.cohort_of(cast.lin, NOW) == "left"
    passage = Passage.objects.get(fact__actor=cast.lin)
    assert passage.text == (None if words else "my words")
    last = facts_after(cast.brand, 0, public=False).last()
    assert last
    assert (last.kind, last.public) == ("member.erased", False)


def test_power_ends_with_the_account_and_its_words_stay(cast: Cast) -> None:
    say(cast.mei, "the brand's word")
    erase_account(words=True, actor=cast.mei.person, now=NOW)
    assert not rules.is_staff(Member.objects.get(pk=cast.mei.pk))
    assert Passage.objects.get(fact__actor=cast.mei).text == "the brand's word"


def test_whoever_comes_back_is_somebody_new(cast: Cast) -> None:
    erase_account(words=False, actor=cast.lin.person, now=NOW)
    erase_account(words=False, actor=cast.zhou.person, now=NOW)
    again = welcome("lin@example.org")
    assert again
    assert again.pk != cast.lin.person_id


@pytest.mark.django_db
def test_an_address_that_nobody_confirmed_is_forgotten(cast: Cast) -> None:
    welcome("typo@example.org")
    kept = welcome("kept@example.org")
    assert kept
    kept.emailaddress_set.update(verified=True)
    Person.objects.filter(email__in=["typo@example.org", "kept@example.org"]).update(joined_at=NOW)
    forget_unconfirmed(now=timezone.now())
    left = set(Person.objects.values_list("email", flat=True))
    assert "typo@example.org" not in left
    assert {"kept@example.org", "lin@example.org"} <= left
