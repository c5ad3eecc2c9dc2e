"""What leaves as open data: enough to draw the map again, and nothing about a person."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from civics.opinion import opinion_map, read_votes
from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.imports import read_folder
from folkmoot.deliberate.conversations.jobs import refresh_maps
from folkmoot.deliberate.conversations.models import Conversation, Map
from folkmoot.deliberate.conversations.queries.open_data import plain_cell
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd, two_camps, voted

pytestmark = pytest.mark.database

BASE = "/lumen/conversations/1/"
FILES = ["export.csv", "statements.csv", "export.json"]


def download(client: Client, name: str) -> str:
    answer = client.get(BASE + name)
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer.streaming_content).decode()  # type: ignore[arg-type]


@pytest.fixture
def ended(cast: Cast, divided: Conversation) -> Conversation:
    actions.close(divided, actor=cast.mei, now=NOW)
    refresh_maps(NOW)
    return divided


def test_the_votes_draw_the_published_map_again(ended: Conversation, client: Client) -> None:
    votes = read_votes(io.BytesIO(download(client, "export.csv").encode()))
    published = Map.objects.get()
    again = opinion_map(votes, rng_seed=published.seed)
    assert again.digest == published.input_digest
    assert again.to_json(people=False) == published.result
    people = published.people
    assert list(again.participants) == people["participants"]
    assert again.group_of.tolist() == people["group_of"]


def test_json_says_how_and_holds_the_same_votes(ended: Conversation, client: Client) -> None:
    data = json.loads(download(client, "export.json"))
    about = data["about"]
    assert about["question"] == "下一代先改什么?"
    assert about["rule"] == {"topic": "design", "version": 1, "rung": 1}
    assert about["input_digest"] == Map.objects.get().input_digest
    assert (about["votes"], about["voters"], about["seed"]) == (320, 40, 0)
    assert sum(len(ballot["votes"]) for ballot in data["ballots"]) == 320
    assert data["statements"][7]["tally"] == {"agree": 40, "disagree": 0, "pass": 0}


def test_nothing_in_it_is_about_a_person(cast: Cast, ended: Conversation, client: Client) -> None:
    files = "".join(download(client, name) for name in FILES)
    for member in Member.objects.filter(brand=cast.brand).select_related("person"):
        assert member.pseudonym not in files
        assert str(member.person.email) not in files
    header = download(client, "export.csv").splitlines()[0]
    assert header == "voter-id,comment-id,vote"


def test_a_statement_of_nine_answers_has_no_tally_and_no_votes(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    voted(
        conversation,
        crowd(cast.brand, 30),
        lambda i, s: two_camps(i, s) if s or i < 9 else None,
    )
    actions.close(conversation, actor=cast.mei, now=NOW)
    refresh_maps(NOW)
    rows = list(csv.DictReader(io.StringIO(download(client, "export.csv"))))
    assert "1" not in {row["comment-id"] for row in rows}
    first = next(csv.DictReader(io.StringIO(download(client, "statements.csv"))))
    assert (first["comment-id"], first["agrees"], first["disagrees"]) == ("1", "", "")


@pytest.mark.parametrize("name", FILES)
def test_it_is_closed_where_the_result_is(
    cast: Cast,
    divided: Conversation,
    client: Client,
    sign_in: Callable[[Member], Client],
    name: str,
) -> None:
    refresh_maps(NOW)
    assert client.get(BASE + name).status_code == 403
    assert sign_in(cast.mei).get(BASE + name).status_code == 200


def test_under_ten_people_there_is_none(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    voted(conversation, crowd(cast.brand, 9), two_camps)
    actions.close(conversation, actor=cast.mei, now=NOW)
    refresh_maps(NOW)
    assert client.get(BASE + "export.csv").status_code == 409


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_spreadsheet_takes_words_for_a_formula(text: str) -> None:
    assert plain_cell(text) == f"'{text}"
    assert plain_cell(f"a{text}") == f"a{text}"


def test_votes_against_stay_numbers(ended: Conversation, client: Client) -> None:
    rows = csv.DictReader(io.StringIO(download(client, "export.csv")))
    assert {row["vote"] for row in rows} == {"1", "0", "-1"}


def test_what_goes_out_comes_in_again(
    cast: Cast, topic: str, ended: Conversation, client: Client, tmp_path: Path
) -> None:
    (tmp_path / "votes.csv").write_text(download(client, "export.csv"))
    (tmp_path / "comments.csv").write_text(download(client, "statements.csv"))
    again = actions.import_conversation(
        read_folder(tmp_path),
        topic=topic,
        question="再来",
        closes_at=NOW + timedelta(days=1),
        actor=cast.mei,
        now=NOW,
    )
    refresh_maps(NOW)
    maps = Map.objects.order_by("pk")
    assert [each.votes for each in maps] == [320, 320]
    assert maps[1].conversation == again
    assert maps[0].result["counts"] == maps[1].result["counts"]
