"""Before a change that matters everybody is asked again, also who has nothing but their mail."""

import time

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests.folkmoot.conftest import Cast
from tests.folkmoot.foundation.people.test_entrance import CONFIRM, REQUEST, code_in_mail

GUARDED = [
    "/account/email/",
    "/account/password/set/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/me/export",
    "/me/erasure",
]


@pytest.fixture
def lin(cast: Cast) -> Client:
    """Lin came in with a code, ten minutes ago."""
    client = Client()
    with time_machine.travel(time.time() - 600):
        client.post(REQUEST, {"email": "lin@example.org"})
        client.post(CONFIRM, {"code": code_in_mail()})
    return client


@pytest.mark.parametrize("path", GUARDED)
def test_an_old_session_is_asked_again(lin: Client, path: str) -> None:
    response = lin.post(path, {"email": "other@example.org", "action_add": ""})
    if path == "/me/export":
        response = lin.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/confirmation/?next=")


def test_a_fresh_code_opens_the_way(lin: Client) -> None:
    page = "/account/confirmation/?next=/me/export"
    assert lin.get(page).status_code == 200
    assert b'name="code"' in lin.post(page).content
    assert lin.post(page, {"code": "0000-0001"}).status_code == 200
    response = lin.post(page, {"code": code_in_mail(), "next": "/me/export"})
    assert response["Location"] == "/me/export"
    assert lin.get("/me/export").status_code == 200


def test_a_code_works_once_and_five_guesses_end_it(lin: Client) -> None:
    page = "/account/confirmation/?next=/me/export"
    lin.post(page)
    code = code_in_mail()
    for _ in range(5):
        lin.post(page, {"code": "0000-0001"})
    assert lin.post(page, {"code": code}).status_code == 200
    assert lin.get("/me/export").status_code == 302


def test_without_a_code_an_empty_one_is_not_right(lin: Client) -> None:
    page = "/account/confirmation/?next=/me/export"
    for code in ("", "-", " "):
        assert lin.post(page, {"code": code}).status_code == 200
    assert lin.get("/me/export").status_code == 302


def test_not_more_than_ten_letters_a_minute(lin: Client) -> None:
    mail.outbox.clear()
    statuses = [lin.post("/account/confirmation/").status_code for _ in range(12)]
    assert statuses[-1] == 429
    assert len(mail.outbox) == 10
