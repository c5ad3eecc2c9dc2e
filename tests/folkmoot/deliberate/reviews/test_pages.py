"""Who sees what of a review, and what its forms say."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from folkmoot.deliberate.reviews import actions, queries, rules
from folkmoot.deliberate.reviews.models import Heed, Response, Review
from tests.folkmoot.conftest import Cast
from tests.folkmoot.deliberate.reviews.conftest import promise, seats
from tests.folkmoot.deliberate.reviews.test_review import AFTER

pytestmark = pytest.mark.usefixtures("today")
SignIn = Callable[[Any], Client]
PAGE = "/lumen/reviews/1/"
SECRET = "远帆影业"


def body(client: Client, path: str = PAGE) -> str:
    return client.get(path, headers={"accept-language": "en"}).content.decode()


def test_a_draft_is_there_for_those_who_write_it(
    cast: Cast, drafted: Review, client: Client, sign_in: SignIn
) -> None:
    assert client.get(PAGE).status_code == 404
    assert sign_in(cast.lin).get(PAGE).status_code == 404
    assert SECRET in body(sign_in(cast.mei))
    assert SECRET not in body(sign_in(cast.lin), "/lumen/reviews/")


def test_under_seal_only_those_concerned_read_it(
    cast: Cast, reported: Review, client: Client, sign_in: SignIn
) -> None:
    actions.reply(reported, Heed.NOT, "照旧合作,理由如下。", actor=cast.chen, now=AFTER)
    for path in (PAGE, "/lumen/reviews/", "/lumen/record/", "/lumen/panels/1/"):
        for who in (None, cast.lin, cast.stranger):
            reader = sign_in(who) if who else client
            assert SECRET not in body(reader, path), (path, who)
            assert "照旧合作" not in body(reader, path), (path, who)
            reader.logout()
    sat = seats(reported)[0].lot.member
    for who in (sat, cast.mei, cast.chen, cast.wu):
        seen = body(sign_in(who))
        assert SECRET in seen
        assert "照旧合作" in seen
    client.logout()
    assert client.get(f"{PAGE}report.json").status_code == 404
    actions.unseal(reported, actor=cast.chen, now=AFTER)
    assert SECRET in body(client)
    assert "照旧合作" in body(client)


def test_the_published_report_has_the_hash_that_was_public(
    cast: Cast, reported: Review, client: Client
) -> None:
    actions.unseal(reported, actor=cast.chen, now=AFTER)
    published = client.get(f"{PAGE}report.json").content
    whole = hashlib.sha256(b"folkmoot.reviews.report/1\0" + published).hexdigest()
    fact = reported.report.fact
    assert whole == fact.published["report"]
    assert fact.public


def test_a_seat_promises_reads_and_answers(running: Review, sign_in: SignIn) -> None:
    seat = seats(running)[0]
    client = sign_in(seat.lot.member)
    assert SECRET not in body(client)
    said = {"interest": "no", "silence": "on", **rules.RIGHT}
    wrong = client.post(f"{PAGE}undertaking", said | {"owes": "follow"})
    assert wrong.status_code == 422
    assert client.post(f"{PAGE}undertaking", said).status_code == 302
    seen = body(client)
    assert SECRET in seen
    assert rules.mark_of(running.opening, seat.pk) in seen
    given = {"harm": "8", "free": "yes", **dict.fromkeys(rules.SIDED, "-1")}
    given |= {f"why-{name}": "这就是理由。" for name in rules.QUESTIONS}
    assert client.post(f"{PAGE}answers", given | {"harm": "11"}).status_code == 422
    assert client.post(f"{PAGE}answers", given | {"why-fit": "电话 13800138000"}).status_code == 422
    assert client.post(f"{PAGE}answers", given).status_code == 302
    assert Response.objects.get().harm == 8
    assert "You have answered" in body(client)


def test_a_staff_copy_has_no_seats_mark(cast: Cast, running: Review, sign_in: SignIn) -> None:
    assert "data-mark" not in body(sign_in(cast.mei))


def test_stepping_back_needs_no_more_answers(running: Review, sign_in: SignIn) -> None:
    client = sign_in(seats(running)[0].lot.member)
    assert client.post(f"{PAGE}undertaking", {"interest": "yes"}).status_code == 302
    assert "Before you read" not in body(client)


def test_the_owner_replies_and_the_late_badge_is_for_all(
    cast: Cast, reported: Review, client: Client, sign_in: SignIn
) -> None:
    owner = sign_in(cast.chen)
    assert "Reply to the panel" in body(owner)
    form = {"heed": "wholly", "words": "不推进。"}
    assert sign_in(cast.mei).post(f"{PAGE}reply", form).status_code == 403
    with time_machine.travel(AFTER.replace(month=4), tick=False):
        client.logout()
        assert "reply overdue" in body(client)
        assert "reply overdue" in body(client, "/lumen/reviews/")
        assert sign_in(cast.chen).post(f"{PAGE}reply", form).status_code == 302
        assert "replied late" in body(client, "/lumen/reviews/")


def test_the_map_is_for_those_who_answered(reported: Review, sign_in: SignIn) -> None:
    sat = seats(reported)
    assert "Who answered alike?" in body(sign_in(sat[0].lot.member))
    assert "Who answered alike?" not in body(sign_in(sat[14].lot.member))


def test_a_seat_reads_the_papers_after_its_promise_alone(running: Review, sign_in: SignIn) -> None:
    one, two = seats(running)[:2]
    promise(running, one)
    assert SECRET in body(sign_in(one.lot.member))
    assert SECRET not in body(sign_in(two.lot.member))
    assert queries.undertaking_of(two) is None
