"""The one way an act says no."""

from http import HTTPStatus
from typing import Any

from django.utils.functional import Promise


class Refusal(Exception):
    """A rule stands against the act: a stable code, a sentence for the reader, the parameters.

    Pages show the sentence, the API returns code and parameters as well, both with `status`.
    """

    def __init__(
        self,
        code: str,
        sentence: str | Promise,
        *,
        status: HTTPStatus = HTTPStatus.FORBIDDEN,
        **params: Any,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.status = status
        self.params = params

    def __str__(self) -> str:
        # A lazy translation is turned into the reader's language here, not where it was raised.
        return str(self.sentence) % self.params if self.params else str(self.sentence)
