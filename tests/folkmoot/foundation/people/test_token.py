"""API tokens: shown once, limited by scope, dead when revoked, late, or without a factor."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.foundation.people.actions import TOKEN_LIFE, issue_token, leave, revoke_token
from folkmoot.foundation.people.models import AccessToken
from folkmoot.foundation.people.queries import live_token
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast, give_second_factor


def test_only_the_hash_is_kept(cast: Cast) -> None:
    token, secret = issue_token(name="bot", scopes=["read"], actor=cast.lin, now=NOW)
    assert secret not in str(token.__dict__)
    assert live_token(secret, now=NOW) == token
    assert live_token(secret + "x", now=NOW) is None


def test_an_unknown_scope_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="all"):
        issue_token(name="bot", scopes=["read", "all"], actor=cast.lin, now=NOW)


def test_it_dies(cast: Cast) -> None:
    token, secret = issue_token(name="bot", scopes=["read"], actor=cast.lin, now=NOW)
    assert live_token(secret, now=NOW + TOKEN_LIFE + timedelta(seconds=1)) is None
    revoke_token(token, actor=cast.zhou, now=NOW)
    assert live_token(secret, now=NOW)
    leave(actor=cast.lin, now=NOW)
    assert live_token(secret, now=NOW) is None


def test_revoked_is_dead(cast: Cast) -> None:
    token, secret = issue_token(name="bot", scopes=["read"], actor=cast.lin, now=NOW)
    revoke_token(token, actor=cast.lin, now=NOW)
    assert live_token(secret, now=NOW) is None


def test_power_without_a_second_factor_has_no_token(cast: Cast) -> None:
    _token, secret = issue_token(name="bot", scopes=["answer"], actor=cast.mei, now=NOW)
    assert live_token(secret, now=NOW) is None
    give_second_factor(cast.mei.person)
    assert live_token(secret, now=NOW)


def test_a_closed_account_has_no_token(cast: Cast) -> None:
    _token, secret = issue_token(name="bot", scopes=["read"], actor=cast.lin, now=NOW)
    cast.lin.person.is_active = False
    cast.lin.person.save()
    assert live_token(secret, now=NOW) is None


def test_the_page_shows_it_once(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.lin)
    path = "/lumen/members/me/tokens"
    body = client.post(path, {"name": "bot", "scopes": ["read", "vote"]}).content.decode()
    assert "fm_" in body
    assert "fm_" not in client.get(path).content.decode()
    assert client.post(path, {"name": "bot", "scopes": ["all"]}).status_code == 422
    assert client.post(path, {"name": "", "scopes": ["read"]}).status_code == 422
    token = AccessToken.objects.get()
    assert token.scopes == ["read", "vote"]
    assert sign_in(cast.zhou).post(f"{path}/{token.pk}/revocation").status_code == 404
    assert sign_in(cast.lin).post(f"{path}/{token.pk}/revocation").status_code == 302
