"""What somebody wrote: something has to be there; what is too long is refused, not cut."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.refusal import Refusal


def require_words(text: str, *, longest: int) -> str:
    """The text without outer white space."""
    text = text.strip()
    if is_empty(text):
        raise Refusal(
            "text-empty",
            _("Please write something first."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if len(text) > longest:
        raise Refusal(
            "text-too-long",
            _("The text has %(length)d characters; the limit is %(longest)d."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            length=len(text),
            longest=longest,
        )
    return text


def require_text(text: str, *, longest: int, what: Any) -> str:
    """The same where several are asked for at once; the sentence says which one it is about."""
    text = text.strip()
    if is_empty(text) or len(text) > longest:
        raise Refusal(
            "text-out-of-range",
            _("%(what)s: write between 1 and %(longest)d characters."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            what=what,
            longest=longest,
        )
    return text


def is_empty(text: str) -> bool:
    return not text or "\0" in text  # PostgreSQL keeps no such character
