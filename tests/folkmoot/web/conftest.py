"""Pages are looked at in English, on the day the cast lives in."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.folkmoot.conftest import NOW


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def english(client: Client) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
