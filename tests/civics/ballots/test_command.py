"""`civics ballot`: what it prints, and how it refuses."""

import json
from pathlib import Path

import pytest

from civics.__main__ import main
from civics.ballots import Receipt, sign_receipt
from civics.transparency import ED25519, SigningKey

DEFINITION = {"method": "one", "choices": [["red", "Red"], ["blue", "Blue"]]}
PAPERS = "0" * 20 + " red\n" + "1" * 20 + " blue\n" + "2" * 20 + " red\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "ballot.json").write_text(json.dumps(DEFINITION), encoding="utf-8")
    (tmp_path / "papers.txt").write_text(PAPERS, encoding="utf-8")
    return [str(tmp_path / "ballot.json"), str(tmp_path / "papers.txt")]


def test_it_counts(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ballot", *files]) == 0
    assert capsys.readouterr().out.startswith("3 papers\n  red  2\n  blue  1\nroot: ")
    assert main(["ballot", *files, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"red": 2, "blue": 1}
    assert told["differences"] == []


def test_another_root_is_named(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ballot", *files, "--root", "0" * 64]) == 1
    assert "DIFFERENT  root: the log states 000" in capsys.readouterr().out


def test_a_voter_from_nowhere_is_named(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "eligible.txt").write_text("a" * 20 + "\n", encoding="utf-8")
    (tmp_path / "voted.txt").write_text("b" * 20 + "\n", encoding="utf-8")
    more = ["--eligible", str(tmp_path / "eligible.txt"), "--voted", str(tmp_path / "voted.txt")]
    assert main(["ballot", *files, *more]) == 1
    told = capsys.readouterr().out
    assert "1 voted, and there are 3 papers" in told
    assert "1 voted who could not" in told
    assert "eligible: stated root None" in told


def test_a_receipt_needs_the_key_and_the_ballot_of_the_definition(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = SigningKey("example.com/ballots", ED25519, bytes(32))
    receipt = tmp_path / "receipt.txt"
    receipt.write_text(sign_receipt(Receipt("lumen ballot:1", "1" * 20, "0" * 64), key))
    words = ["ballot", *files, "--receipt", str(receipt)]
    assert main(words) == 2
    assert "no definition" in capsys.readouterr().err
    for name, status in (("lumen ballot:1", 0), ("lumen ballot:2", 2)):
        told = {**DEFINITION, "ballot": name, "receipts": key.verifier.vkey}
        (tmp_path / "ballot.json").write_text(json.dumps(told), encoding="utf-8")
        assert main(words) == status
    assert "your paper: counted, blue" in capsys.readouterr().out


def test_a_key_that_is_none_is_named(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {**DEFINITION, "result": {"papers": 4, "replaced": [["a" * 20, "0" * 64, "?"]]}}
    (tmp_path / "ballot.json").write_text(json.dumps(told), encoding="utf-8")
    assert main(["ballot", *files]) == 1
    said = capsys.readouterr().out
    assert "papers: stated 4, counted 3" in said
    assert "does not fit its lock" in said


@pytest.mark.parametrize("what", ["missing", "bytes", "line"])
def test_what_cannot_be_read_is_refused(
    what: str, files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = tmp_path / "papers.txt"
    if what == "missing":
        papers.unlink()
    else:
        papers.write_bytes(b"\xff\n" if what == "bytes" else b"red\n")
    assert main(["ballot", *files]) == 2
    told = capsys.readouterr().err
    assert {"missing": "No such file", "bytes": "not UTF-8", "line": "row 1"}[what] in told
