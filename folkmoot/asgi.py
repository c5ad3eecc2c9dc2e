"""Streams, and pages too where one server is enough."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
pages: Any = get_asgi_application()

from folkmoot.web import live  # noqa: E402 - Django has to be set up first


async def application(scope: Any, receive: Any, send: Any) -> None:
    is_stream = scope["type"] == "http" and scope["path"].startswith("/live/")
    await (live.application if is_stream else pages)(scope, receive, send)
