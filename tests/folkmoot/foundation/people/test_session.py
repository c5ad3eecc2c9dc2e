"""Sessions end: by a new password, by time, by being closed; and one sees and ends one's own."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from folkmoot.foundation.people.models import Person
from tests.folkmoot.conftest import Cast, give_second_factor
from tests.folkmoot.foundation.people.test_entrance import CONFIRM, REQUEST, code_in_mail

GOOD = "a long and quiet phrase"


def entered(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def inside(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    here, there = entered(cast.lin.person), entered(cast.lin.person)
    assert inside(here)
    assert inside(there)
    form = {"password1": GOOD, "password2": GOOD}
    assert here.post("/account/password/set/", form).status_code == 302
    assert inside(here)
    assert not inside(there)
    form = {"oldpassword": GOOD, "password1": GOOD + "!", "password2": GOOD + "!"}
    third = entered(Person.objects.get(pk=cast.lin.person_id))
    assert here.post("/account/password/change/", form).status_code == 302
    assert inside(here)
    assert not inside(third)


def test_a_reset_password_leaves_the_second_factor(cast: Cast) -> None:
    person = cast.lin.person
    give_second_factor(person)
    there, visitor = entered(person), Client()
    visitor.post("/account/password/reset/", {"email": person.email})
    visitor.post("/account/password/reset/confirm/", {"code": code_in_mail()})
    done = visitor.post("/account/password/reset/complete/", {"password1": GOOD, "password2": GOOD})
    assert done.status_code == 302
    assert Person.objects.get(pk=person.pk).check_password(GOOD)
    assert Authenticator.objects.filter(user=person).exists()
    assert not inside(there)
    visitor.post("/account/login/", {"login": person.email, "password": GOOD})
    assert not inside(visitor)


def test_a_closed_account_is_outside_at_once(cast: Cast) -> None:
    client = entered(cast.lin.person)
    Person.objects.filter(pk=cast.lin.person_id).update(is_active=False)
    assert not inside(client)


@pytest.mark.parametrize(("who", "idle", "longest"), [("lin", 14, 90), ("mei", 0.5, 7)])
def test_time_ends_it(cast: Cast, who: str, idle: float, longest: float) -> None:
    start = 1_800_000_000
    with time_machine.travel(start, tick=False) as clock:
        client = entered(getattr(cast, who).person)
        assert inside(client)
        clock.shift(timedelta(days=idle) - timedelta(minutes=1))
        assert inside(client)
        clock.shift(timedelta(days=idle) + timedelta(minutes=1))
        assert client.get("/me/")["Location"].startswith("/account/login/code/?next=")
        client = entered(getattr(cast, who).person)
        began = time.time()
        while inside(client):
            clock.shift(timedelta(days=idle / 2))
        assert timedelta(days=longest) <= timedelta(seconds=time.time() - began)
        assert timedelta(days=longest + idle) >= timedelta(seconds=time.time() - began)


def test_the_identifier_changes_at_sign_in(cast: Cast) -> None:
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.force_login(cast.lin.person)
    assert client.session.session_key != before


def test_one_sees_and_ends_the_others(cast: Cast) -> None:
    clients = []
    for browser in ("Browser A", "Browser B"):
        client = Client(HTTP_USER_AGENT=browser)
        client.post(REQUEST, {"email": "lin@example.org"})
        client.post(CONFIRM, {"code": code_in_mail()})
        clients.append(client)
    here, there = clients
    assert inside(there)
    body = here.get("/account/sessions/").content.decode()
    assert "Browser A" in body
    assert "Browser B" in body
    here.post("/account/sessions/")
    assert inside(here)
    assert not inside(there)
