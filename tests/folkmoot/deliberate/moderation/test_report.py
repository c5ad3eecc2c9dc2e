"""The quarterly report: what was entered, and nothing under ten."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation.queries.report import (
    Quarter,
    quarter_from,
    quarter_of,
    report_of,
    suppressed,
)
from tests.folkmoot.conftest import NOW, Cast

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1)


def taken_down(cast: Cast, conversation: Conversation, reasons: list[Reason]) -> None:
    for place, reason in enumerate(reasons):
        made = conversations.add_seed(conversation, f"第{place}条", actor=cast.mei, now=NOW)
        conversations.reject_statement(made, reason, actor=cast.mei, now=NOW)


def test_counts_by_reason(cast: Cast, conversation: Conversation) -> None:
    taken_down(cast, conversation, [Reason.OFF_TOPIC] * 12 + [Reason.DUPLICATE] * 11)
    report = report_of(cast.brand, Quarter(2026, 1))
    assert report.measures["all"] == 23
    assert report.measures["off-topic"] == 12
    assert report.measures["duplicate"] == 11
    assert report.measures["attack"] == 0
    assert report_of(cast.brand, Quarter(2026, 2)).measures["all"] == 0
    assert report_of(cast.other_brand, Quarter(2026, 1)).measures["all"] == 0


def test_three_of_a_kind_are_not_shown_and_not_to_be_found(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    reasons = [Reason.OFF_TOPIC] * 14 + [Reason.DUPLICATE] * 11 + [Reason.ATTACK] * 3
    taken_down(cast, conversation, reasons)
    report = report_of(cast.brand, Quarter(2026, 1))
    assert report.measures["attack"] is None
    assert report.measures["duplicate"] is None
    file = client.get("/lumen/moderation/report.csv?quarter=2026-Q1").content.decode()
    assert "2026-Q1,measures,attack,<10\n" in file
    assert "2026-Q1,measures,off-topic,14\n" in file
    page = client.get(
        "/lumen/moderation/report?quarter=2026-Q1", headers={"accept-language": "en"}
    ).content.decode()
    assert "fewer than 10" in page


@given(COUNTS)
def test_no_count_under_ten_is_shown_or_follows_from_the_others(counts: dict[str, int]) -> None:
    told = suppressed(counts)
    whole = told.pop("all")
    assert all(told[kind] in (None, count) for kind, count in counts.items())
    hidden = [kind for kind, count in told.items() if count is None]
    assert all(not 0 < (count or 0) < 10 for count in told.values())
    if whole is not None and any(0 < counts[kind] < 10 for kind in hidden):
        others = [kind for kind, count in counts.items() if count and kind not in hidden]
        assert len(hidden) > 1 or not others


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), Quarter(2026, 1)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), Quarter(2026, 4)),
    ],
)
def test_quarters(moment: datetime, quarter: Quarter) -> None:
    assert quarter_of(moment) == quarter
    assert quarter.start <= moment < quarter.following.start
    assert quarter.following.before == quarter
    assert quarter_from(str(quarter)) == quarter


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("asked", ["x", "2026-Q5", "2026", "1-Q1", "²026-Q1"])
def test_what_is_no_quarter_is_not_found(client: Client, asked: str) -> None:
    assert client.get("/lumen/moderation/report", {"quarter": asked}).status_code == 404
