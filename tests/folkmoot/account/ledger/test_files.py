"""What the log's folder shows to the world, over HTTP."""

import pytest
from django.test import Client

from civics.errors import InputError
from civics.transparency import Policy, ProofFile, leaf_hash, read_bundle
from civics.transparency.tiles import Bundle
from folkmoot.account.ledger import files
from folkmoot.account.ledger.models import Log
from folkmoot.foundation.record.actions import erase_passage
from tests.folkmoot.account.ledger.conftest import Say, advance, many, read_as_stranger
from tests.folkmoot.conftest import NOW, Cast

HERE = "/lumen/ledger/"


def test_the_checkpoint_is_text_and_soon_out_of_date(client: Client, log: Log) -> None:
    advance(log)
    answer = client.get(f"{HERE}checkpoint")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=2"
    assert answer.content == (files.folder("lumen") / "checkpoint").read_bytes()


def test_tiles_never_change(client: Client, log: Log, say: Say) -> None:
    say()
    advance(log)
    answer = client.get(f"{HERE}tile/0/000.p/2")
    assert answer["Content-Type"] == "application/octet-stream"
    assert "immutable" in answer["Cache-Control"]
    entries = read_bundle(client.get(f"{HERE}tile/entries/000.p/2").content, Bundle(0, 2))
    assert answer.content == b"".join(leaf_hash(entry) for entry in entries)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000.p/3",
        "tile/0/0",
        "tile/64/000",
        "tile/00/000",
        "tile/0/x000/000.p/1",
        "tile/0/../0/000.p/1",
        "tile/..%2f..%2fkeys/ledger/lumen",
        "tile/entries/..%2f..%2f..%2fcheckpoint",
        "tile//etc/passwd",
        "tile/0/000.p/1%00",
        "tile/0/٠٠٠.p/1",
        "closed/1/checkpoint",
        "closed/1/..%2f..%2fcheckpoint",
        "99.tlog-proof",
        "opening/99.json",
        "opening/99999999999999999999999.json",
        "99999999999999999999999.tlog-proof",
    ],
)
def test_what_is_not_there_is_not_there(client: Client, log: Log, path: str) -> None:
    advance(log)
    assert client.get(HERE + path).status_code == 404


@pytest.mark.parametrize("path", ["checkpoint", "vkey", "policy", "0.tlog-proof"])
def test_a_brand_without_a_log_has_no_files(client: Client, cast: Cast, path: str) -> None:
    assert client.get(HERE + path).status_code == 404


def test_the_policy_can_be_used_as_it_is(client: Client, log: Log) -> None:
    advance(log)
    policy = Policy.parse(client.get(f"{HERE}policy").content)
    assert policy.quorum == "none"
    assert policy.open(client.get(f"{HERE}checkpoint").content).checkpoint.size == 1
    assert client.get(f"{HERE}vkey").content.decode().strip() == policy.logs[0].vkey


def test_a_proof_is_small_and_holds_without_us(client: Client, log: Log, cast: Cast) -> None:
    many(cast.brand, 700)
    advance(log)
    answer = client.get(f"{HERE}300.tlog-proof")
    assert len(answer.content) <= 2048
    policy = Policy.parse(client.get(f"{HERE}policy").content)
    entries = read_as_stranger("lumen")[1]
    ProofFile.parse(answer.content).verify(leaf_hash(entries[300]), policy)
    with pytest.raises(InputError):
        ProofFile.parse(answer.content).verify(leaf_hash(entries[301]), policy)


def test_an_opening_shows_words_and_salt(client: Client, log: Log, say: Say) -> None:
    fact = say("我们错了。")
    advance(log)
    answer = client.get(f"{HERE}opening/1.json")
    assert answer["Cache-Control"] == "no-store"
    text = answer.json()["fields"]["text"]
    assert (text["state"], text["text"]) == ("open", "我们错了。")
    assert answer.json()["id"] == fact.entry


def test_an_erased_text_names_the_entry_that_says_so(
    client: Client, log: Log, say: Say, cast: Cast
) -> None:
    passage = say().passages.get(field="text")
    erase_passage(passage, basis="pipl-47", actor=cast.mei, now=NOW)
    advance(log)
    fields = client.get(f"{HERE}opening/1.json").json()["fields"]
    assert fields["text"] == {"state": "erased", "by": 2}
    assert fields["name"]["state"] == "open"


def test_what_no_moderator_let_in_is_withheld(client: Client, log: Log, say: Say) -> None:
    say("a rumour about my neighbour", fan=True)
    advance(log)
    answer = client.get(f"{HERE}opening/1.json")
    assert answer.json()["fields"] == {"text": {"state": "withheld"}}
    assert b"neighbour" not in answer.content


def test_a_missing_text_is_an_alarm(client: Client, log: Log, say: Say) -> None:
    fact = say()
    advance(log)
    fact.passages.filter(field="text").delete()
    fields = client.get(f"{HERE}opening/1.json").json()["fields"]
    assert fields["text"] == {"state": "missing"}
