"""Ballots over the API: what was fixed and what was counted; nothing is cast, nobody is named."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.deliberate.ballots import actions
from folkmoot.deliberate.ballots.queries.open_data import DEFINITION
from tests.folkmoot.conftest import Cast, Token
from tests.folkmoot.deliberate.ballots.conftest import CLOSES, Open, vote

HOST = {"host": "localhost"}

pytestmark = pytest.mark.usefixtures("today")


def read(client: Client, path: str = "") -> Any:
    response = client.get(f"/api/lumen/ballots{path}", headers=HOST)
    assert response.status_code == 200, response.content
    return response.json()


def test_silent_while_it_runs(cast: Cast, open_ballot: Open, client: Client) -> None:
    ballot = open_ballot()
    vote(ballot, cast.lin)
    told = read(client, "/1")
    assert (told["stage"], told["result"]) == ("open", None)
    assert [tuple(each) for each in told["choices"]] == ballot.choices
    (row,) = read(client)["ballots"]
    assert (row["number"], row["stage"], row["eligible"]) == (1, "open", ballot.eligible)


def test_the_same_as_the_file_that_is_counted_again(
    cast: Cast, open_ballot: Open, client: Client
) -> None:
    ballot = open_ballot()
    for member in (cast.lin, cast.zhou):
        vote(ballot, member)
    actions.close(ballot, actor=None, now=CLOSES)
    told = read(client, "/1")
    file = json.loads(client.get(f"/lumen/ballots/1/data/{DEFINITION}").content)
    assert {key: told[key] for key in file} == file
    assert set(told) - set(file) == {"stage"}


def test_nobody_is_named(cast: Cast, open_ballot: Open, client: Client) -> None:
    ballot = open_ballot()
    vote(ballot, cast.lin)
    actions.close(ballot, actor=None, now=CLOSES)
    for path in ("", "/1"):
        seen = client.get(f"/api/lumen/ballots{path}", headers=HOST).content.decode()
        assert cast.lin.pseudonym not in seen
        assert str(cast.lin.person) not in seen


def test_nothing_is_cast_here(cast: Cast, open_ballot: Open, token: Token, client: Client) -> None:
    open_ballot()
    for path in ("", "/1", "/1/papers"):
        answer = client.post(f"/api/lumen/ballots{path}", {}, headers=token(cast.lin))
        assert answer.status_code in (404, 405)


def test_as_many_questions_for_many_as_for_few(open_ballot: Open, client: Client) -> None:
    counts = []
    for size in (1, 4):
        for place in range(size):
            open_ballot(about=f"contests:{size}{place}")
        read(client)
        with CaptureQueriesContext(connection) as asked:
            read(client)
        counts.append(len(asked))
    assert counts[0] == counts[1]
