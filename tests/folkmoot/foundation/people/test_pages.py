"""Every page about accounts and members opens, in the shell, with nothing that the CSP blocks."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.folkmoot.conftest import Cast

ENTRANCE = [
    "/account/login/",
    "/account/login/code/",
    "/account/signup/",
    "/account/signup/passkey/",
    "/account/password/reset/",
    "/account/farewell/",
]
MINE = [
    "/me/",
    "/me/export",
    "/me/erasure",
    "/account/email/",
    "/account/password/set/",
    "/account/logout/",
    "/account/2fa/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/reauthenticate/",
    "/account/sessions/",
    "/account/3rdparty/",
]
PLACE = ["membership", "departure", "members/me", "members/me/tokens"]


def assert_in_the_shell(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code, response.get("Location"))
    if response["Content-Type"].startswith("text/html"):
        body = response.content.decode()
        assert "dist/app.css" in body
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", body)
        for script in re.findall(r"<script\b[^>]*>", body):
            assert "src=" in script or "application/json" in script


@pytest.mark.django_db
@pytest.mark.parametrize("path", ENTRANCE)
def test_a_page_before_the_door(client: Client, path: str) -> None:
    assert_in_the_shell(client, path)


@pytest.mark.parametrize("path", MINE)
def test_a_page_of_my_own(
    cast: Cast, sign_in: Callable[..., Client], client: Client, path: str
) -> None:
    assert client.get(path).status_code == 302
    assert_in_the_shell(sign_in(cast.lin), path)


@pytest.mark.parametrize("path", PLACE)
def test_a_page_of_my_place(
    cast: Cast, sign_in: Callable[..., Client], client: Client, path: str
) -> None:
    assert client.get(f"/lumen/{path}").status_code == 302
    client = sign_in(cast.lin)
    if path == "membership":
        assert client.get(f"/lumen/{path}").status_code == 302
        assert_in_the_shell(client, f"/fathom/{path}")
    else:
        assert_in_the_shell(client, f"/lumen/{path}")


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("members/roles", "chen"),
        ("members/verification", "mei"),
        ("members/owner-codes", "mei"),
    ],
)
def test_a_page_of_power_is_for_one_role(
    cast: Cast, sign_in: Callable[..., Client], path: str, who: str
) -> None:
    for name in ("lin", "mei", "chen", "wu", "stranger", "rival"):
        response = sign_in(getattr(cast, name)).get(f"/lumen/{path}")
        assert response.status_code == (200 if name == who else 403), name
