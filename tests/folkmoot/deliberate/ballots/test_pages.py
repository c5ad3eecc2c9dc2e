"""The pages: voting without script, checking, appealing, counting."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from civics.ballots import hash_of, lock_of, tracker_of
from folkmoot.deliberate.ballots import queries, rules
from folkmoot.deliberate.ballots.models import Appeal, Ballot
from folkmoot.foundation.people.models import Member, Person
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.ballots.conftest import CLOSES, Open, close, vote
from tests.folkmoot.rooms.ballots import lost_receipt

SignIn = Callable[[Person | Member], Client]
PAGE = "/lumen/ballots/1/"


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def nobody() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


def text(response: Any) -> str:
    return str(response.content.decode())


def code(page: str, name: str) -> str:
    found = re.search(rf"<code[^>]* {name}>([^<]*)</code>", page)
    assert found is not None
    return found[1]


def test_voting_without_script(ballot: Ballot, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lin)
    page = text(client.get(PAGE))
    assert "data-plain" in page
    assert 'value="blue"' in page
    answer = client.post(PAGE + "paper", {"choice": "blue"})
    receipt = text(answer)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    tracker, key = code(receipt, "data-tracker"), code(receipt, "data-key-shown")
    numbers = [bytes.fromhex(code(receipt, f"data-{name}")) for name in ("nonce", "salt")]
    assert tracker == tracker_of(*numbers)
    assert "ran no script" in receipt
    [slip] = queries.contents_of(ballot).slips
    assert (slip.tracker, slip.lock, slip.choice) == (
        tracker,
        lock_of(bytes.fromhex(key)),
        ("blue",),
    )
    again = text(client.get(PAGE))
    assert "You have voted" in again
    assert tracker not in again
    spaced = {"tracker": f" {tracker[:10].upper()} {tracker[10:]}", "key": key}
    assert client.post(PAGE + "paper", {"choice": "red", **spaced}).status_code == 200
    assert [slip.choice for slip in queries.contents_of(ballot).slips] == [("red",)]


def test_the_home_page_asks_whoever_has_not_voted(
    ballot: Ballot, cast: Cast, sign_in: SignIn
) -> None:
    asked = "Your vote is asked for: 哪张海报印出来?"
    assert asked in text(sign_in(cast.lin).get("/lumen/"))
    assert asked not in text(sign_in(cast.mei).get("/lumen/"))
    vote(ballot, cast.lin)
    assert asked not in text(sign_in(cast.lin).get("/lumen/"))


def test_with_a_browsers_own_numbers_the_key_never_comes_here(
    ballot: Ballot, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.lin)
    nonce, key = bytes(range(16)), bytes(range(16, 32))
    answer = client.post(PAGE + "salt", {"shown": hash_of(nonce)})
    salt = answer.json()["salt"]
    given = {"nonce": nonce.hex(), "salt": salt, "lock": lock_of(key), "choice": "red"}
    receipt = text(client.post(PAGE + "paper", given))
    assert code(receipt, "data-tracker") == tracker_of(nonce, bytes.fromhex(salt))
    assert code(receipt, "data-key-shown") == ""
    assert key.hex() not in receipt


def test_no_trace_of_a_paper_in_session_or_log(
    ballot: Ballot, cast: Cast, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    client = sign_in(cast.lin)
    client.get(PAGE)
    before = {row.pk: row.session_data for row in Session.objects.all()}
    with caplog.at_level(logging.DEBUG, logger="folkmoot"):
        receipt = text(client.post(PAGE + "paper", {"choice": "blue"}))
    assert {row.pk: row.session_data for row in Session.objects.all()} == before
    assert code(receipt, "data-tracker") not in caplog.text
    assert "messages" not in client.cookies


def test_neither_count_nor_turnout_before_the_close(
    ballot: Ballot, jury: list[Member], cast: Cast, sign_in: SignIn
) -> None:
    """Every page and file is the same to the letter, whether ten people have voted or none."""

    def seen(who: Member) -> list[str]:
        client = sign_in(who)
        pages = [client.get(at) for at in ("/lumen/ballots/", PAGE, PAGE + "data/ballot.json")]
        return [re.sub(r"csrf\S+ \S+|[A-Za-z0-9]{32,}", "", text(page)) for page in pages]

    watching = (cast.mei, cast.chen, cast.wu)
    before = [seen(each) for each in watching]
    for each in jury[:10]:
        vote(ballot, each)
    assert [seen(each) for each in watching] == before
    assert nobody().get(PAGE + "data/papers.txt").status_code == 409


def test_a_paper_that_needs_another_look(open_ballot: Open, cast: Cast, sign_in: SignIn) -> None:
    open_ballot(method="ranking", rule="schulze")
    client = sign_in(cast.lin)
    for places in (
        {},
        {"place-red": "2"},
        {"place-red": "1", "place-blue": "1"},
        {"place-red": "9"},
        {"place-red": "1", "place-blue": "3"},
    ):
        assert client.post(PAGE + "paper", places).status_code == 422
    given = {"place-red": "2", "place-blue": "1"}
    assert client.post(PAGE + "paper", given).status_code == 200
    [slip] = queries.contents_of(Ballot.objects.get()).slips
    assert slip.choice == ("blue", "red")


def test_several_choices(open_ballot: Open, cast: Cast, sign_in: SignIn) -> None:
    open_ballot(method="approval")
    answer = sign_in(cast.lin).post(PAGE + "paper", {"choice": ["green", "red"]})
    assert answer.status_code == 200
    [slip] = queries.contents_of(Ballot.objects.get()).slips
    assert slip.choice == ("red", "green")


def test_a_second_paper_without_the_receipt(ballot: Ballot, cast: Cast, sign_in: SignIn) -> None:
    vote(ballot, cast.lin)
    client = sign_in(cast.lin)
    assert client.post(PAGE + "paper", {"choice": "red"}).status_code == 422
    wrong = {"tracker": "0" * 20, "key": "0" * 32}
    answer = client.post(PAGE + "paper", {"choice": "red", **wrong})
    assert answer.status_code == 409
    assert "no paper in the box" in text(answer)


def test_the_count_and_the_list(ballot: Ballot, jury: list[Member], cast: Cast) -> None:
    held = [vote(ballot, each, ["red" if n else "blue"]) for n, each in enumerate(jury)]
    close(ballot)
    page = text(nobody().get(PAGE))
    assert all(own.tracker in page for own in held)
    assert "python -m civics ballot" in page
    for tracker, told in ((held[0].tracker, "蓝"), ("0" * 20, "No paper has this tracker")):
        answer = nobody().post(PAGE + "tracker", {"tracker": tracker})
        assert answer.status_code == 200
        assert told in text(answer)
    listed = text(nobody().get(PAGE + "data/papers.txt")).splitlines()
    assert listed == sorted(f"{own.tracker} {'red' if n else 'blue'}" for n, own in enumerate(held))


def test_under_ten_there_are_totals_only(ballot: Ballot, jury: list[Member]) -> None:
    held = [vote(ballot, each) for each in jury[:9]]
    close(ballot)
    page = text(nobody().get(PAGE))
    assert "Fewer than ten people voted" in page
    assert not [own for own in held if own.tracker in page]
    assert '<td class="table__number">9</td>' in page
    answer = text(nobody().post(PAGE + "tracker", {"tracker": held[0].tracker}))
    assert "This paper was counted." in answer
    assert "What it says is not shown" in answer


def test_an_appeal_without_an_account_and_its_reply(
    ballot: Ballot, jury: list[Member], cast: Cast, sign_in: SignIn
) -> None:
    held = [vote(ballot, each) for each in jury]
    close(ballot)
    counted = nobody().post(PAGE + "appeal", {"receipt": held[0].signed, "words": "不见了。"})
    assert counted.status_code == 409
    assert "was counted" in text(counted)
    given = {"receipt": lost_receipt(ballot), "words": "不见了。"}
    made = sign_in(cast.lin).post(PAGE + "appeal", given)
    assert made["Location"] == "/lumen/ballots/appeals/1/"
    assert Appeal.objects.get().fact.actor is None
    assert "不见了。" in text(nobody().get(made["Location"]))
    assert sign_in(cast.mei).post(made["Location"], {"words": "我们在查。"}).status_code == 302
    assert "我们在查。" in text(nobody().get(made["Location"]))
    assert "replied to" in text(nobody().get(PAGE))
    facts = Fact.objects.filter(kind__in=["ballot.appealed", "ballot.replied"]).order_by("number")
    for fact, said in zip(facts, ("不见了。", "我们在查。"), strict=True):
        assert said in text(nobody().get(f"/lumen/record/{fact.number}"))


def test_staff_open_and_count(cast: Cast, jury: list[Member], sign_in: SignIn) -> None:
    client = sign_in(cast.mei)
    given = {
        "question": "谁来讲?",
        "about": "contests:talk",
        "method": "ranking",
        "names": "甲\n\n乙\n",
        "rule": "schulze",
        "seats": "1",
        "voters": "\n".join(each.pseudonym for each in jury),
        "closes": "2026-03-05T12:00",
    }
    assert client.post("/lumen/ballots/new", {**given, "voters": "?"}).status_code == 422
    assert client.post("/lumen/ballots/new", {**given, "rule": ""}).status_code == 422
    assert client.post("/lumen/ballots/new", given)["Location"] == PAGE
    assert Ballot.objects.get().choices == [("1", "甲"), ("2", "乙")]
    assert client.post(PAGE + "count").status_code == 409
    client.logout()  # a session of the brand's people does not last for days
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        client = sign_in(cast.mei)
        assert "Count it now" in text(client.get(PAGE))
        assert client.post(PAGE + "count").status_code == 302
    assert rules.closing_of(queries.ballots(cast.brand)[0]) is not None


def test_a_box_that_cannot_be_counted_says_so(
    ballot: Ballot, jury: list[Member], cast: Cast, sign_in: SignIn
) -> None:
    vote(ballot, jury[0])
    ballot.marks.create(token=ballot.voters.get(member=jury[1]).token)
    with time_machine.travel(CLOSES, tick=False):
        page = text(sign_in(cast.lin).get(PAGE))
    assert "this ballot is not counted" in page


def test_forms_that_need_another_look_keep_what_was_written(
    ballot: Ballot, jury: list[Member], cast: Cast, sign_in: SignIn
) -> None:
    for each in jury:
        vote(ballot, each)
    close(ballot)
    assert nobody().post(PAGE + "tracker", {"tracker": ""}).status_code == 422
    assert "Appeal about a ballot" in text(nobody().get(PAGE + "appeal"))
    written = nobody().post(PAGE + "appeal", {"receipt": "", "words": "不见了。"})
    assert written.status_code == 422
    assert "不见了。" in text(written)
    nobody().post(PAGE + "appeal", {"receipt": lost_receipt(ballot), "words": "不见了。"})
    client, appeal = sign_in(cast.mei), "/lumen/ballots/appeals/1/"
    assert client.post(appeal, {"words": ""}).status_code == 422
    assert client.post(appeal, {"words": "在查。"}).status_code == 302
    assert client.post(appeal, {"words": "还在查。"}).status_code == 409


def test_addresses_that_lead_nowhere(ballot: Ballot, sign_in: SignIn, cast: Cast) -> None:
    for path in ("9/", "appeals/9/", "1/data/nothing.txt", "9/appeal"):
        assert nobody().get(f"/lumen/ballots/{path}").status_code == 404
    assert "/account/login" in nobody().get("/lumen/ballots/new")["Location"]
    assert nobody().post(PAGE + "paper", {"choice": "red"})["Location"].startswith("/account/")
    assert "Open this ballot" in text(sign_in(cast.mei).get("/lumen/ballots/new"))


def test_a_long_list_has_pages(open_ballot: Open, cast: Cast) -> None:
    for n in range(21):
        open_ballot(about=f"contests:{n}")
    assert 'rel="next"' in text(nobody().get("/lumen/ballots/"))
    older = text(nobody().get("/lumen/ballots/?before=2"))
    assert older.count("list__item") == 1
    assert "Older ones" not in older
