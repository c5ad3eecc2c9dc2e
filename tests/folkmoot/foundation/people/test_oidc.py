"""Coming in by the brand's own identity provider: asked safely, and an address opens nothing."""

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from folkmoot.foundation.people.models import Person
from tests.folkmoot.conftest import Cast

ISSUER = "https://id.example.org"
START = "/account/oidc/oidc/login/"
CALLBACK = "/account/oidc/oidc/login/callback/"


def part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


class Provider:
    """Stands where the network would be, and remembers what it was asked."""

    def __init__(self) -> None:
        self.claims = {"sub": "7", "email": "lin@example.org", "email_verified": True}
        self.asked: dict[str, Any] = {}

    def __enter__(self) -> "Provider":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, url: str, **kwargs: Any) -> Any:
        return self.request("GET", url, **kwargs)

    def request(self, method: str, url: str, **kwargs: Any) -> Any:
        self.asked[urlsplit(url).path] = kwargs
        token = {**self.claims, "iss": ISSUER, "aud": "folkmoot", "iat": 0, "exp": 2**33}
        content = {
            "/.well-known/openid-configuration": {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "userinfo_endpoint": f"{ISSUER}/me",
                "jwks_uri": f"{ISSUER}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/token": {
                "access_token": "a",
                "token_type": "Bearer",
                "id_token": f"{part({'alg': 'RS256'})}.{part(token)}.{part({})}",
            },
            "/me": self.claims,
        }[urlsplit(url).path]
        return Response(content)


class Response:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.text = json.dumps(content)

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None:
        pass


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "ID",
                    "client_id": "folkmoot",
                    "secret": "s",
                    "settings": {"server_url": ISSUER},
                }
            ],
        }
    }
    stand_in = Provider()
    monkeypatch.setattr(DefaultSocialAccountAdapter, "get_requests_session", lambda self: stand_in)
    return stand_in


def start(client: Client) -> dict[str, list[str]]:
    response = client.post(START)
    assert response["Location"].startswith(f"{ISSUER}/authorize?")
    return parse_qs(urlsplit(response["Location"]).query)


@pytest.mark.django_db
def test_somebody_new_comes_in(provider: Provider) -> None:
    client = Client()
    asked = start(client)
    assert asked["code_challenge_method"] == ["S256"]
    client.get(CALLBACK, {"state": asked["state"][0], "code": "c"})
    assert "code_verifier" in provider.asked["/token"]["data"]
    person = Person.objects.get(email="lin@example.org")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert SocialAccount.objects.get(user=person).uid == "7"


def test_the_same_address_opens_nobody_elses_account(cast: Cast, provider: Provider) -> None:
    client = Client()
    response = client.get(CALLBACK, {"state": start(client)["state"][0], "code": "c"}, follow=True)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert response.status_code == 200
    assert b"dist/app.css" in response.content


@pytest.mark.django_db
def test_a_foreign_state_is_refused(provider: Provider) -> None:
    state = start(Client())["state"][0]
    client = Client()
    client.get(CALLBACK, {"state": state, "code": "c"})
    start(client)
    client.get(CALLBACK, {"state": "forged", "code": "c"})
    assert "_auth_user_id" not in client.session
    assert "/token" not in provider.asked


@pytest.mark.django_db
def test_the_sign_in_page_offers_it_and_starts_only_by_a_button(provider: Provider) -> None:
    client = Client()
    assert START in client.get("/account/login/").content.decode()
    page = client.get(START)
    assert page.status_code == 200
    assert b"dist/app.css" in page.content
