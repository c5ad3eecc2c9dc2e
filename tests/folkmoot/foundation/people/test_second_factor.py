"""Power needs a second factor, in the present sign-in; and a factor is used once."""

import time
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from folkmoot.foundation.people.queries import has_second_factor
from tests.folkmoot.conftest import Cast, give_second_factor

SECRET = "JBSWY3DPEHPK3PXP"
CHALLENGE = "/account/2fa/authenticate/"


def totp() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def start(cast: Cast) -> Client:
    """Mei has typed her password and stands before the second question."""
    client = Client()
    client.post("/account/login/", {"login": "mei@example.org", "password": "a long password"})
    return client


@pytest.fixture
def mei(cast: Cast) -> Cast:
    person = cast.mei.person
    person.set_password("a long password")
    person.save()
    give_second_factor(person, SECRET)
    return cast


@pytest.mark.parametrize("path", ["", "charter/", "members/me", "members/verification"])
def test_every_page_of_the_brand_is_closed_without_one(
    cast: Cast, client: Client, path: str
) -> None:
    client.force_login(cast.mei.person)
    response = client.get(f"/lumen/{path}")
    assert response.status_code == 403
    assert b"/account/2fa/webauthn/add/" in response.content
    assert client.get("/fathom/").status_code == 200
    assert client.get("/me/").status_code == 200


def test_a_fan_needs_none(cast: Cast, client: Client) -> None:
    client.force_login(cast.lin.person)
    assert client.get("/lumen/").status_code == 200


def test_owning_one_is_not_enough_it_is_used_in_this_session(mei: Cast, client: Client) -> None:
    client.force_login(mei.mei.person)
    response = client.get("/lumen/members/me")
    assert response.status_code == 403
    assert b"/account/2fa/reauthenticate/?next=%2Flumen%2Fmembers%2Fme" in response.content
    with time_machine.travel(time.time() + 60, tick=False):
        answer = client.post(
            "/account/2fa/reauthenticate/", {"code": totp(), "next": "/lumen/members/me"}
        )
    assert answer["Location"] == "/lumen/members/me"
    assert client.get("/lumen/members/me").status_code == 200


def test_a_code_is_used_once(mei: Cast) -> None:
    with time_machine.travel(1_800_000_000, tick=False):
        first, second = start(mei), start(mei)
        assert first.post(CHALLENGE, {"code": totp()}).status_code == 302
        assert first.get("/lumen/").status_code == 200
        assert second.post(CHALLENGE, {"code": totp()}).status_code == 200
        assert "_auth_user_id" not in second.session


def test_an_old_code_is_refused(mei: Cast) -> None:
    with time_machine.travel(1_800_000_000, tick=False):
        client, code = start(mei), totp()
    with time_machine.travel(1_800_000_040, tick=False):
        client.post(CHALLENGE, {"code": code})
    assert "_auth_user_id" not in client.session


def test_five_guesses_are_all(mei: Cast) -> None:
    client = start(mei)
    for _ in range(5):
        client.post(CHALLENGE, {"code": "000000"})
    with time_machine.travel(time.time() + 40, tick=False):
        client.post(CHALLENGE, {"code": totp()})
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_is_used_once(mei: Cast) -> None:
    code = RecoveryCodes.activate(mei.mei.person).generate_codes()[0]
    first, second = start(mei), start(mei)
    assert first.post(CHALLENGE, {"code": code}).status_code == 302
    assert second.post(CHALLENGE, {"code": code}).status_code == 200


def test_secrets_are_stored_sealed(mei: Cast) -> None:
    stored = Authenticator.objects.get(user=mei.mei.person).data["secret"]
    assert SECRET not in stored
    assert decrypt(stored) == SECRET


@pytest.mark.django_db(transaction=True)
def test_setting_one_up_opens_the_brand(
    cast: Cast, client: Client, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(cast.mei)
    Authenticator.objects.all().delete()
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session["mfa.totp.secret"] = SECRET
    session.save()
    assert client.get("/lumen/").status_code == 403
    with time_machine.travel(time.time(), tick=False):
        response = client.post("/account/2fa/totp/activate/", {"code": totp()})
    assert response.status_code == 302
    assert client.get("/lumen/").status_code == 200


def test_recovery_codes_alone_are_no_factor(cast: Cast) -> None:
    RecoveryCodes.activate(cast.mei.person)
    assert not has_second_factor(cast.mei.person)
    Authenticator.objects.create(user=cast.mei.person, type="webauthn", data={})
    assert has_second_factor(cast.mei.person)


def test_whoever_gives_it_up_is_outside_again(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.mei)
    assert client.get("/lumen/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/lumen/").status_code == 403
    assert client.post("/lumen/members/verification", {"pseudonym": "x"}).status_code == 403
