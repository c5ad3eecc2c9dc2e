"""Checking one's own paper, counting all of them again, and appealing when one is missing."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from civics.__main__ import main
from civics.ballots import (
    count_papers,
    hash_of,
    lines_root,
    parse_definition,
    parse_papers,
    sign_receipt,
    tracker_of,
)
from civics.transparency import ED25519, SigningKey
from folkmoot.deliberate.ballots import actions, jobs, queries, rules
from folkmoot.deliberate.ballots.models import Appeal, Ballot
from folkmoot.deliberate.ballots.queries import open_data
from folkmoot.foundation.clocks.models import Clock
from folkmoot.foundation.people.accounts.queries import CHAPTERS
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import Cast, refused
from tests.folkmoot.deliberate.ballots.conftest import CLOSES, Held, Open, close, vote
from tests.folkmoot.rooms.ballots import lost_receipt


@pytest.fixture
def held(ballot: Ballot, jury: list[Member]) -> list[Held]:
    """Twelve papers, one of them replaced: the last of these is the one that was taken out."""
    own = [vote(ballot, each, ["red" if n % 3 else "blue"]) for n, each in enumerate(jury)]
    again = vote(ballot, jury[1], ["green"], again=own[1])
    return [own[0], again, *own[2:], own[1]]


def downloaded(ballot: Ballot, folder: Path) -> list[str]:
    for name in open_data.files_of(ballot):
        (folder / name).write_text(open_data.file_of(ballot, name), encoding="utf-8")
    command = open_data.command_of(ballot).removeprefix("python -m civics ").split()
    return [str(folder / word) if (folder / word).is_file() else word for word in command]


def test_open_data_alone_give_root_and_tally(
    ballot: Ballot, held: list[Held], tmp_path: Path
) -> None:
    """Nothing below knows the platform; what the log states is compared at the end."""
    downloaded(close(ballot), tmp_path)
    text = (tmp_path / "ballot.json").read_text(encoding="utf-8")
    definition = parse_definition(text)
    papers = parse_papers((tmp_path / "papers.txt").read_text(encoding="utf-8"), definition)
    tally = count_papers(definition, papers)
    eligible = (tmp_path / "eligible.txt").read_text(encoding="utf-8").split()
    voted = (tmp_path / "voted.txt").read_text(encoding="utf-8").split()
    opened = Fact.objects.get(kind="ballot.opened").published
    closed = Fact.objects.get(kind="ballot.closed").published
    assert lines_root(eligible) == opened["eligible_root"]
    assert (len(voted), len(papers)) == (closed["voted"], closed["papers"])
    assert set(voted) <= set(eligible)
    assert (tally.root, tally.counts) == (closed["root"], closed["counts"])
    assert {own.tracker for own in held[:-1]} == {paper.tracker for paper in papers}


def test_the_command_on_the_page_counts_again(
    ballot: Ballot, held: list[Held], tmp_path: Path
) -> None:
    words = downloaded(close(ballot), tmp_path)
    with redirect_stdout(io.StringIO()) as told:
        assert main(words) == 0
    assert "12 papers" in told.getvalue()


def test_the_command_finds_the_paper_of_a_receipt(
    ballot: Ballot, held: list[Held], tmp_path: Path
) -> None:
    closed = close(ballot)
    words = [*downloaded(closed, tmp_path), "--receipt", str(tmp_path / "receipt.txt")]
    saved = {
        "your paper: counted, green": f"{held[1].signed}\nkey {held[1].key}\n",
        "your paper: replaced by a later one": held[-1].signed,
        "DIFFERENT  receipt: missing": lost_receipt(closed),
    }
    for said, receipt in saved.items():
        (tmp_path / "receipt.txt").write_text(receipt, encoding="utf-8")
        with redirect_stdout(io.StringIO()) as told:
            assert main(words) == (1 if "missing" in said else 0)
        assert said in told.getvalue()
    (tmp_path / "receipt.txt").write_text(held[0].signed[:-9], encoding="utf-8")
    assert main(words) == 2


@pytest.mark.parametrize("what", ["choice", "paper", "voted", "eligible", "key"])
def test_the_command_names_what_was_changed(
    what: str, ballot: Ballot, held: list[Held], tmp_path: Path
) -> None:
    words = downloaded(close(ballot), tmp_path)
    name = {"choice": "papers", "paper": "papers"}.get(what, what)
    if what == "key":
        told = json.loads((tmp_path / "ballot.json").read_text(encoding="utf-8"))
        told["result"]["replaced"][0][2] = "0" * 32
        (tmp_path / "ballot.json").write_text(json.dumps(told), encoding="utf-8")
    else:
        file = tmp_path / f"{name}.txt"
        lines = file.read_text(encoding="utf-8").splitlines()
        changed = lines[1:]
        if what == "choice":
            changed = [lines[0].split(" ")[0] + " green", *lines[1:]]
        file.write_text("".join(f"{line}\n" for line in changed), encoding="utf-8")
    with redirect_stdout(io.StringIO()) as said:
        assert main(words) == 1
    assert "DIFFERENT" in said.getvalue()


def test_a_tracker_is_counted_replaced_or_missing(ballot: Ballot, held: list[Held]) -> None:
    closed = close(ballot)
    found = [queries.standing_of(closed, own.tracker) for own in held]
    assert [each.standing for each in found] == ["counted"] * 12 + ["replaced"]
    assert found[1].choice == ("green",)
    assert queries.standing_of(closed, "0" * 20).standing == "missing"


def test_under_ten_a_tracker_tells_that_it_is_there_and_no_more(
    ballot: Ballot, jury: list[Member]
) -> None:
    held = [vote(ballot, each) for each in jury[:9]]
    closed = close(ballot)
    found = queries.standing_of(closed, held[0].tracker)
    assert (found.standing, found.choice) == ("counted", None)
    assert open_data.files_of(closed) == ["ballot.json", "eligible.txt"]
    assert open_data.definition_of(closed)["result"]["counts"]["red"] == 9
    for name in ("papers.txt", "voted.txt"):
        with refused("no-list"):
            open_data.file_of(closed, name)


def test_under_ten_who_may_vote_there_is_no_list_of_them(open_ballot: Open, cast: Cast) -> None:
    small = open_ballot(about="small", voters=[cast.lin, cast.zhou, cast.wu])
    assert open_data.files_of(small) == ["ballot.json"]
    with refused("no-list"):
        open_data.file_of(small, "eligible.txt")


def test_the_tracker_comes_from_both_numbers(ballot: Ballot, cast: Cast) -> None:
    nonce = bytes(range(16))
    salt = rules.salt_for(ballot, hash_of(nonce))
    receipt = actions.cast(
        ballot,
        actor=cast.lin,
        nonce=nonce.hex(),
        salt=salt.hex(),
        lock="0" * 64,
        choice=["red"],
        now=ballot.opened_at,
    )
    assert receipt.tracker == tracker_of(nonce, salt)


def test_a_receipt_says_that_a_paper_is_there_and_not_what_it_says(
    ballot: Ballot, held: list[Held]
) -> None:
    assert queries.opened_receipt(ballot, held[0].signed) == held[0].tracker
    assert queries.opened_receipt(ballot, held[0].signed.replace("\n", "\r\n")) == held[0].tracker
    assert not [key for key in ballot.keys if key in held[0].signed]


def test_receipts_keep_their_key_when_the_installation_moves(
    ballot: Ballot, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.LEDGER_ORIGIN", "elsewhere.example/ledger")
    own = vote(ballot, cast.lin)
    assert queries.opened_receipt(ballot, own.signed) == own.tracker


@pytest.mark.parametrize("change", ["tracker", "key", "ballot", "cut", "empty"])
def test_a_receipt_that_was_changed_is_none(
    change: str, ballot: Ballot, held: list[Held], open_ballot: Open
) -> None:
    own = held[0]
    other = SigningKey(rules.receipt_key(ballot).name, ED25519, bytes(32))
    receipt_of = rules.receipt_of(ballot, tracker=own.tracker, lock="0" * 64)
    receipt = {
        "tracker": own.signed.replace(own.tracker, "0" * 20),
        "key": sign_receipt(receipt_of, other),
        "ballot": lost_receipt(open_ballot(about="other")),
        "cut": own.signed[:-10],
        "empty": "",
    }[change]
    with refused("not-signed"):
        queries.opened_receipt(ballot, receipt)


def test_an_appeal_needs_a_receipt_that_the_count_does_not_know(
    ballot: Ballot, held: list[Held]
) -> None:
    with refused("not-counted"):
        actions.appeal(ballot, lost_receipt(ballot), "不见了。", now=CLOSES)
    closed = close(ballot)
    with refused("counted-paper"):
        actions.appeal(closed, held[0].signed, "不见了。", now=CLOSES)
    with refused("replaced-paper"):
        actions.appeal(closed, held[-1].signed, "不见了。", now=CLOSES)
    with refused("personal-details"):
        actions.appeal(closed, lost_receipt(closed), "打我电话 13812345678。", now=CLOSES)
    made = actions.appeal(closed, lost_receipt(closed), "不见了。", now=CLOSES)
    assert (made.number, made.tracker, str(made)) == (1, "0" * 20, "不见了。")
    with refused("appealed"):
        actions.appeal(closed, lost_receipt(closed), "还是不见。", now=CLOSES)


def test_an_appeal_names_nobody_and_starts_a_clock(
    ballot: Ballot, held: list[Held], cast: Cast
) -> None:
    made = actions.appeal(close(ballot), lost_receipt(ballot), "不见了。", now=CLOSES)
    assert made.fact.actor is None
    assert made.fact.public
    clock = Clock.objects.get(kind=rules.APPEAL_CLOCK)
    assert (clock.subject, clock.met_at) == (made.subject, None)
    with refused("not-staff"):
        actions.reply(made, "我们在查。", actor=cast.lin, now=CLOSES)
    actions.reply(made, "我们在查。", actor=cast.wu, now=CLOSES)
    clock.refresh_from_db()
    assert clock.met_at == CLOSES
    with refused("replied"):
        actions.reply(Appeal.objects.get(), "再说一次。", actor=cast.mei, now=CLOSES)


def test_a_member_learns_where_they_could_vote_and_whether_they_did(
    ballot: Ballot, held: list[Held], cast: Cast
) -> None:
    token = ballot.voters.get(member=cast.lin).token
    assert queries.portrait(cast.lin) == [{"ballot": "ballot:1", "token": token, "voted": True}]
    assert queries.portrait(cast.mei) == []
    assert jobs.queries.portrait is CHAPTERS["ballots"]
