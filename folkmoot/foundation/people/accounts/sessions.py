"""Who sends a request: asked with every page and every vote, so it is found the short way."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends import db
from django.utils import timezone

from folkmoot.foundation.rows import row


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        session = row(self.model, session_key=self.session_key)
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(session.session_data)
        return held


class Entrance(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> Any:
        person = row(get_user_model(), id=user_id)
        return person if self.user_can_authenticate(person) else None
