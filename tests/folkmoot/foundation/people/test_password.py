"""Passwords: long rather than odd, never the known ones, and wrong ones are counted."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from folkmoot.foundation.people.models import Person
from tests.folkmoot.conftest import Cast

LOGIN = "/account/login/"
GOOD = "correct horse battery 马"


@pytest.mark.parametrize("bad", ["elevenchars", "password1234", "qwerty123456", "1q2w3e4r5t6y"])
def test_short_or_common_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(bad)


def test_like_the_address_is_refused() -> None:
    person = Person(email="captain-lumen@example.org", name="Captain of Lumen")
    for like in ("captain-lumen@example", "captain of lumen1"):
        with pytest.raises(ValidationError):
            validate_password(like, person)


@pytest.mark.parametrize("good", [GOOD, "x" * 40 + " y" * 12, "十二个字也是可以的一句话吧"])
def test_long_is_enough_and_nothing_is_cut(good: str) -> None:
    validate_password(good)
    person = Person(email="a@example.org")
    person.set_password(good)
    assert person.check_password(good)
    assert not person.check_password(good[:-1])


def attempt(email: str, password: str, **meta: Any) -> Any:
    return Client().post(LOGIN, {"login": email, "password": password}, **meta)


@pytest.fixture
def lin(cast: Cast, settings: Any) -> Person:
    # A quick hash, since these tests are about how often it is asked for.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    person = cast.lin.person
    person.set_password(GOOD)
    person.save()
    return person


def test_the_right_one_opens(lin: Person) -> None:
    assert attempt(lin.email, GOOD).status_code == 302


def test_known_and_unknown_cost_the_same(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    encode = MD5PasswordHasher.encode
    for address in (lin.email, "nobody@example.org", "mei@example.org"):
        hashed: list[str] = []

        def counted(self: Any, password: str, salt: str, _hashed: list[str] = hashed) -> str:
            _hashed.append(password)
            return encode(self, password, salt)

        monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
        attempt(address, "wrong password")
        counts.append(len(hashed))
    assert counts[0] == counts[1] == counts[2]


def test_twenty_wrong_lock_the_account_from_everywhere(lin: Person) -> None:
    for number in range(20):
        response = attempt(lin.email, "wrong password", REMOTE_ADDR=f"192.0.2.{number}")
    assert response.status_code == 429
    response = attempt(lin.email, GOOD, REMOTE_ADDR="198.51.100.1")
    assert response.status_code == 429
    assert b"dist/app.css" in response.content


def test_twenty_wrong_lock_the_address_for_everybody(lin: Person) -> None:
    for number in range(20):
        attempt(f"guess{number}@example.org", "wrong password")
    assert attempt(lin.email, GOOD).status_code == 429
    assert attempt(lin.email, GOOD, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_one_success_does_not_wipe_the_count(lin: Person) -> None:
    for number in range(19):
        attempt(f"guess{number}@example.org", "wrong password")
    assert attempt(lin.email, GOOD).status_code == 302
    attempt("guess@example.org", "wrong password")
    assert attempt(lin.email, GOOD).status_code == 429


def test_a_forged_address_is_not_believed(lin: Person) -> None:
    for number in range(20):
        attempt(f"g{number}@example.org", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert attempt(lin.email, GOOD, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429


def test_a_proxy_of_ours_is_believed(lin: Person, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        # The left part comes from the visitor, the last from our proxy.
        forwarded = f"198.51.100.{number}, 192.0.2.1"
        attempt(f"g{number}@example.org", "wrong", HTTP_X_FORWARDED_FOR=forwarded)
    assert attempt(lin.email, GOOD, HTTP_X_FORWARDED_FOR="192.0.2.2").status_code == 302
    assert attempt(lin.email, GOOD, HTTP_X_FORWARDED_FOR="9.9.9.9, 192.0.2.1").status_code == 429
