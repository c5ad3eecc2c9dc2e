"""How people prove who they are, and for how long that holds. allauth and axes ask here."""

import time
from datetime import timedelta
from typing import Any

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from folkmoot.foundation.sealing import seal, unseal

# How long a session lives: without a request, and in all. Power is asked again sooner.
IDLE = {False: timedelta(days=14), True: timedelta(hours=12)}
LONGEST = {False: timedelta(days=90), True: timedelta(days=7)}

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def client_address(request: HttpRequest) -> str:
    """The address a request came from; a forwarded one only from as many proxies as we run."""
    return str(get_adapter().get_client_ip(request))


def account_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account that a wrong password counts against."""
    given = credentials or {}
    return str(given.get("email") or given.get("username") or "").lower()


def proved_second_factor(request: HttpRequest) -> bool:
    """Somebody used an app or a passkey in this very session, not only owns one."""
    return any(
        record.get("method") == "mfa"
        for record in get_authentication_records(request, request.user)
    )


def note_new_factor(*, request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    """Setting up a second factor proves it as well."""
    if authenticator.type in STRONG:
        record_authentication(
            request,
            user,
            "mfa",
            id=authenticator.pk,
            type=authenticator.type,
            reauthenticated=True,
        )


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Axes counts wrong passwords, in the database; allauth's own limit is for codes."""

    def get_client_ip(self, request: HttpRequest) -> str:
        # A socket without an address is one of our own; all who come by it count as one.
        return str(get_client_ip(request) or "127.0.0.1")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before a change of e-mail, password, or factors, whoever it is.

        allauth lets people pass who have neither password nor second factor. They sign in with
        codes by e-mail, so a code it is.
        """
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        person = self.request.user
        if required and not get_reauthentication_flows(person) and not self._fresh(person):
            raise ReauthenticationRequired
        return required

    def _fresh(self, person: Any) -> bool:
        records = get_authentication_records(self.request, person)
        oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return any(record["at"] > oldest for record in records)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return methods
        return [
            {
                "id": "code",
                "description": _("Send me a code"),
                "url": reverse("account_confirmation"),
            }
        ]


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth keeps the secrets of apps and recovery codes as they are, unless told otherwise."""

    def encrypt(self, text: str) -> str:
        return seal(text, purpose="second factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose="second factor")

    def build_totp_svg(self, url: str) -> str:
        """On white also where the page is dark: cameras look for black on white."""
        drawn: bytes = qrcode.make(url, image_factory=SvgPathFillImage).to_string()
        return drawn.decode()
