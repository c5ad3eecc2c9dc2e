"""I10: words that speak for all are carried by a live mandate, stopped, or disclaimed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.charter.mandates import queries, rules
from folkmoot.charter.mandates.actions import draft, open_motion, publish, reply
from folkmoot.charter.mandates.models import Body, Mandate, Position, Publication, Statement
from folkmoot.charter.models import Topic
from folkmoot.foundation.record.queries import history
from tests.folkmoot.charter.mandates.conftest import CLAIMING, DAY, carried, crowd
from tests.folkmoot.conftest import NOW, Cast, refused

OWN = "我希望恢复旧的保修。"


def drafted(cast: Cast, board: Body, text: str = CLAIMING) -> Statement:
    return draft(board, text, closes_at=NOW + 7 * DAY, actor=cast.lin, now=NOW)


def published(cast: Cast, board: Body, text: str = CLAIMING) -> Publication:
    motion = carried(cast, board, "publish", statement=drafted(cast, board, text))
    return publish(motion, actor=cast.lin, now=NOW)


def test_without_a_mandate_words_for_all_are_stopped(cast: Cast, board: Body) -> None:
    for actor in (cast.lin, cast.zhou, cast.mei, None):
        with refused("speaks-for-all"):
            rules.require_may_speak(CLAIMING, actor, now=NOW)
        assert rules.disclaimer_for(CLAIMING, actor, now=NOW) == rules.OWN_WORDS


def test_one_s_own_words_need_no_mandate(cast: Cast) -> None:
    rules.require_may_speak(OWN, cast.lin, now=NOW)
    assert rules.disclaimer_for(OWN, cast.lin, now=NOW) == ""


def test_a_live_mandate_carries_them_on_its_topic_until_its_day(
    cast: Cast, mandate: Mandate
) -> None:
    soul = Topic.objects.get(brand=cast.brand, slug="soul")
    rules.require_may_speak(CLAIMING, cast.lin, now=NOW, topic=mandate.topic)
    with refused("speaks-for-all"):
        rules.require_may_speak(CLAIMING, cast.lin, now=NOW, topic=soul)
    with refused("speaks-for-all"):
        rules.require_may_speak(CLAIMING, cast.lin, now=mandate.until)
    with refused("speaks-for-all"):
        rules.require_may_speak(CLAIMING, cast.stranger, now=NOW)


def test_every_statement_says_whom_it_asked(cast: Cast, board: Body, mandate: Mandate) -> None:
    fans = crowd(cast.brand, 14)
    statement = drafted(cast, board)
    for number, fan in enumerate(fans):
        position = (Position.SIGN, Position.AGREE, Position.AGAINST, Position.UNDECIDED)[number % 4]
        reply(statement, position, actor=fan, now=NOW)
    reply(statement, Position.SIGN, actor=fans[3], now=NOW)  # undecided no longer
    motion = carried(cast, board, "publish", statement=statement)
    made = publish(motion, actor=cast.lin, now=NOW)
    counts = (made.eligible, made.consulted, made.in_favour, made.against, made.signers)
    assert counts == (16, 14, 9, 3, 5)
    assert (made.mandate, made.disclaimed) == (mandate, False)
    (fact,) = [f for f in history(cast.brand, "collective:1") if f.kind == "collective.published"]
    told = [fact.published[n] for n in ("eligible", "consulted", "in_favour", "signers")]
    assert told == [16, 14, None, None]


def test_without_a_mandate_it_is_published_with_a_disclaimer(cast: Cast, board: Body) -> None:
    assert published(cast, board).disclaimed
    assert not published(cast, board, OWN).disclaimed


def test_nothing_is_published_without_a_recorded_vote(cast: Cast, board: Body) -> None:
    motion = open_motion(
        board, "publish", "x", statement=drafted(cast, board), actor=cast.lin, now=NOW
    )
    with refused("no-recorded-vote"):
        publish(motion, actor=cast.lin, now=NOW)


def test_a_vote_for_one_thing_is_no_vote_for_another(cast: Cast, board: Body) -> None:
    with refused("no-recorded-vote"):
        publish(carried(cast, board, "mandate"), actor=cast.lin, now=NOW)


def test_it_is_published_once(cast: Cast, board: Body) -> None:
    motion = carried(cast, board, "publish", statement=drafted(cast, board))
    publish(motion, actor=cast.lin, now=NOW)
    with refused("already-done"):
        publish(motion, actor=cast.zhou, now=NOW)


@pytest.mark.parametrize("name", ["mei", "chen", "stranger"])
def test_only_seats_draft_and_publish(cast: Cast, board: Body, name: str) -> None:
    actor = getattr(cast, name)
    code = "other-brand" if name == "stranger" else "staff-cannot-vote"
    with refused(code):
        draft(board, OWN, closes_at=NOW + DAY, actor=actor, now=NOW)


@pytest.mark.parametrize("name", ["mei", "chen", "wu"])
def test_staff_do_not_sign(cast: Cast, board: Body, name: str) -> None:
    with refused("staff-cannot-vote"):
        reply(drafted(cast, board), Position.SIGN, actor=getattr(cast, name), now=NOW)


def test_after_its_window_a_draft_is_not_signed(cast: Cast, board: Body) -> None:
    statement = drafted(cast, board)
    with refused("draft-closed"):
        reply(statement, Position.SIGN, actor=cast.lin, now=statement.closes_at)
    with refused("unknown-position"):
        reply(statement, 7, actor=cast.lin, now=NOW)
    with refused("window-length"):
        draft(board, OWN, closes_at=NOW + timedelta(days=61), actor=cast.lin, now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"claims": 1, "mandate": None, "disclaimed": False},
        {"signers": 5, "in_favour": 4},
        {"consulted": 6, "in_favour": 4, "against": 3},
    ],
    ids=["bare claim (I10)", "more signers than agree", "more answers than were asked"],
)
def test_the_database_refuses_it_too(cast: Cast, board: Body, change: dict[str, Any]) -> None:
    made = published(cast, board, OWN)
    for name, value in ({"consulted": 10, "in_favour": 0, "against": 0} | change).items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_a_draft_tells_how_it_stands(cast: Cast, board: Body) -> None:
    statement = drafted(cast, board)
    reply(statement, Position.SIGN, actor=cast.lin, now=NOW)
    assert queries.counted(statement, NOW).signers == 1
    assert queries.reply_of(statement, cast.lin) is not None
    assert queries.reply_of(statement, None) is None
