"""A review over the API: no more than its page shows to everybody, whoever asks."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.deliberate.reviews import actions
from folkmoot.deliberate.reviews.models import Heed, Review
from tests.folkmoot.conftest import Cast, Token
from tests.folkmoot.deliberate.reviews.conftest import LATER, PACK, REASON

HOST = {"host": "localhost"}
WORDS = "我们不做了,理由如下。"


def read(client: Client, path: str = "", headers: dict[str, str] = HOST) -> Any:
    response = client.get(f"/api/lumen/reviews{path}", headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


def test_a_draft_is_nobody_elses_business(
    cast: Cast, drafted: Review, token: Token, client: Client
) -> None:
    for headers in (HOST, token(cast.mei)):
        assert read(client, headers=headers) == {"reviews": [], "before": None}
        assert client.get("/api/lumen/reviews/1", headers=headers).status_code == 404


def test_under_seal_until_it_is_public(
    cast: Cast, reported: Review, token: Token, client: Client
) -> None:
    actions.reply(reported, Heed.WHOLLY, WORDS, actor=cast.chen, now=LATER)
    told = read(client, "/1")
    assert (told["state"], told["prior"], told["overdue"]) == ("replied", True, False)
    assert (told["about"], told["title"], told["report"]) == (None, None, None)
    assert (told["reply"]["heed"], told["reply"]["words"]) == ("wholly", None)
    assert told["digest"] == reported.report.digest
    secrets = ("远帆影业", PACK, REASON, WORDS)
    for headers in (HOST, token(cast.lin), token(cast.mei)):
        for path in ("", "/1"):
            seen = client.get(f"/api/lumen/reviews{path}", headers=headers).content.decode()
            assert not {secret for secret in secrets if secret in seen}
    actions.unseal(reported, actor=cast.mei, now=LATER)
    told = read(client, "/1")
    assert (told["about"], told["title"]) == ("partnership:1", "远帆影业")
    assert told["report"] == reported.report.body
    assert told["reply"]["words"] == WORDS
    assert PACK not in str(told)


def test_another_brand_has_none(opened: Review, client: Client) -> None:
    assert client.get("/api/fathom/reviews/1", headers=HOST).status_code == 404
    assert client.get("/api/nobody/reviews", headers=HOST).status_code == 404


def test_nothing_can_be_sent(opened: Review, cast: Cast, token: Token, client: Client) -> None:
    for path in ("", "/1", "/1/answers"):
        answer = client.post(f"/api/lumen/reviews{path}", {}, headers=token(cast.lin))
        assert answer.status_code in (404, 405)


def test_as_many_questions_for_many_as_for_few(cast: Cast, opened: Review, client: Client) -> None:
    def asked() -> int:
        read(client)
        with CaptureQueriesContext(connection) as asked:
            read(client)
        return len(asked)

    before = asked()
    for number in range(2, 5):
        more = actions.draft(
            f"partnership:{number}",
            title="另一家",
            pack=PACK,
            window_hours=48,
            actor=cast.mei,
            now=LATER,
        )
        actions.open_review(more, prior=True, actor=cast.chen, now=LATER)
    assert asked() == before


@pytest.mark.parametrize("before", ["x", "1.5"])
def test_a_page_is_a_number(cast: Cast, client: Client, before: str) -> None:
    assert client.get(f"/api/lumen/reviews?before={before}", headers=HOST).status_code == 422
