"""Coming in with a code: one form for everybody, and it never says who is known."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from folkmoot.foundation.people.models import Person
from tests.folkmoot.conftest import Cast, give_second_factor

REQUEST = "/account/login/code/"
CONFIRM = "/account/login/code/confirm/"


def code_in_mail() -> str:
    found = re.search(r"^(\d{4}-\d{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def page(client: Client, path: str) -> str:
    """The body without what differs on every load: tokens and the address itself."""
    body = client.get(path, follow=True).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"', "", body)


@pytest.mark.django_db
def test_somebody_new_comes_in_with_one_code(client: Client) -> None:
    response = client.post(f"{REQUEST}?next=/", {"email": "New@Example.org", "next": "/about"})
    assert response["Location"] == f"{CONFIRM}?next=%2Fabout"
    person = Person.objects.get(email="new@example.org")
    assert not person.has_usable_password()
    assert mail.outbox[-1].to == ["new@example.org"]
    response = client.post(CONFIRM, {"code": code_in_mail(), "next": "/about"})
    assert response["Location"] == "/about"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.emailaddress_set.get().verified
    assert len(mail.outbox) == 1


def test_somebody_known_comes_in_the_same_way(cast: Cast, client: Client) -> None:
    client.post(REQUEST, {"email": "LIN@example.org"})
    client.post(CONFIRM, {"code": code_in_mail().replace("-", "")})
    assert client.session["_auth_user_id"] == str(cast.lin.person_id)
    assert Person.objects.filter(email__iexact="lin@example.org").count() == 1


def test_a_code_works_once_and_five_guesses_end_it(cast: Cast, client: Client) -> None:
    client.post(REQUEST, {"email": "lin@example.org"})
    code = code_in_mail()
    for _ in range(5):
        client.post(CONFIRM, {"code": "0000-0001"})
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_nobody_learns_who_is_known(cast: Cast, client: Client) -> None:
    bodies = []
    for address in ("lin@example.org", "nil@example.org"):
        visitor = Client()
        visitor.post(REQUEST, {"email": address})
        bodies.append(page(visitor, CONFIRM).replace(address, ""))
    assert bodies[0] == bodies[1]
    for path in ("/account/password/reset/", "/account/signup/"):
        pages = []
        for address in ("chen@example.org", f"new{len(path)}@example.org"):
            visitor = Client()
            response = visitor.post(path, {"email": address}, follow=True)
            assert response.status_code == 200
            pages.append(page(visitor, response.request["PATH_INFO"]).replace(address, ""))
        assert pages[0] == pages[1], path


def test_an_erased_or_closed_account_gets_no_code(cast: Cast, client: Client) -> None:
    Person.objects.filter(pk=cast.lin.person_id).update(is_active=False)
    client.post(REQUEST, {"email": "lin@example.org"})
    assert not re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))


def test_whoever_has_a_second_factor_is_asked_for_it(cast: Cast, client: Client) -> None:
    give_second_factor(cast.mei.person)
    client.post(REQUEST, {"email": "mei@example.org"})
    response = client.post(CONFIRM, {"code": code_in_mail()})
    assert response["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/account/2fa/authenticate/").status_code == 200


@pytest.mark.django_db
def test_five_codes_in_ten_minutes_are_enough() -> None:
    for _ in range(7):
        Client().post(REQUEST, {"email": "lin@example.org"})
    assert len(mail.outbox) == 5


@pytest.mark.django_db
def test_the_page_says_where_the_letters_are(client: Client, settings: Any) -> None:
    settings.LETTERBOX = settings.ROOT / "var/mail"
    assert "var/mail" in page(client, REQUEST)
    settings.LETTERBOX = None
    assert "/mail" not in page(client, REQUEST)
