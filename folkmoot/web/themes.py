"""Light or dark, as the reader chose; and a brand's own token file."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest


def chosen(request: HttpRequest) -> str:
    """`light`, `dark`, or nothing: then the device decides."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in ("light", "dark") else ""


def file_of(slug: str) -> Path | None:
    path: Path = settings.HOME / "themes" / f"{slug}.css"
    return path if path.is_file() else None
