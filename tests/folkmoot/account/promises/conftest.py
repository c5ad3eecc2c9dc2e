"""One promise to work with."""

from datetime import date
from typing import Any

import pytest

from folkmoot.account.promises import actions, queries
from folkmoot.account.promises.models import Promise
from tests.folkmoot.conftest import NOW, Cast

DUE = date(2026, 4, 1)
TERMS: dict[str, Any] = {
    "text": "今年每款相机都配左手手柄。",
    "scope": "所有 2026 年发售的机型",
    "proof": "官网商店里能买到",
    "due_on": DUE,
}


@pytest.fixture
def promise(cast: Cast) -> Promise:
    return actions.make_promise(**TERMS, actor=cast.chen, now=NOW)


def again(promise: Promise) -> Promise:
    """The promise as the pages read it, with its latest rating."""
    found = queries.promise_by_number(promise.brand, promise.number)
    assert found is not None
    return found
