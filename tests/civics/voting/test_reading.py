"""abc.yaml in and out, ballots that cannot be, and the command line."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from civics.__main__ import in_english
from civics.errors import InputError
from civics.voting import (
    Approvals,
    Expected,
    Projects,
    all_committees,
    format_abc_yaml,
    format_pabulib,
    parse_abc_yaml,
)
from civics.voting.command import MESSAGES, add_parser
from tests.civics.voting.ballot_boxes import approvals, box, few


@few
@given(approvals())
def test_abc_files_survive_a_round_trip(drawn: tuple[int, list[frozenset[int]]]) -> None:
    m, ballots = drawn
    expected = Expected("av", all_committees("approval", box(ballots, m), 1), False)
    text = format_abc_yaml(
        box(ballots, m), 1, description='two "lines"\n and ]', expected=[expected]
    )
    again = parse_abc_yaml(text)
    assert again.ballots.names == box(ballots, m).names
    assert [set(again.ballots.ballot(i)) for i in range(len(ballots))] == ballots
    assert (again.seats, again.expected) == (1, (expected,))
    assert again.description == 'two "lines"\n and ]'


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("", "abcyaml.profile", 1),
        ("profile: [[0, 1]\nnum_cand: 2", "abcyaml.brackets", 1),
        ("profile: [[0, -1]]", "abcyaml.profile", 1),
        ("profile: [[0, 1.5]]", "abcyaml.profile", 1),
        ("profile: [[0, 1]]\nnum_cand: 1", "abcyaml.num_cand", 2),
        ("profile: [[0]]\nprofile: [[0]]", "abcyaml.key", 2),
        ("profile: [[0]]\nsurprise: 1", "abcyaml.key", 2),
        ("profile: [[0]]\n  rule_id: av", "abcyaml.line", 2),
        ("profile: &anchor [[0]]", "abcyaml.unsupported", 1),
        ("# all\n\nprofile: [[0],, [1]]", "abcyaml.value", 3),
        ("profile: [[0]]\ncompute:\n- rule_id: av\n  result: 3", "abcyaml.compute", 3),
        ("profile: [[0]]\ncommitteesize: many", "abcyaml.committeesize", 2),
        ("profile: [[0]]\ncand_names: [1, 2]", "abcyaml.cand_names", 2),
        ("what is this", "abcyaml.line", 1),
    ],
)
def test_bad_abc_files_are_refused_with_their_row(text: str, code: str, row: int) -> None:
    with pytest.raises(InputError) as refused:
        parse_abc_yaml(text, "bad.abc.yaml")
    assert (refused.value.code, refused.value.params["row"]) == (code, row)
    assert "bad.abc.yaml" in in_english(refused.value, MESSAGES)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((("a", "a"), [0], []), "duplicate_name"),
        ((("a",), [], []), "offsets"),
        ((("a",), [0, 2], [0]), "offsets"),
        ((("a",), [0, 1], [1]), "candidate"),
        ((("a", "b"), [0, 2], [1, 1]), "twice"),
        ((("a",), [0, 1], [0], [0]), "points"),
    ],
)
def test_ballots_that_cannot_be(parts: tuple[object, ...], code: str) -> None:
    with pytest.raises(InputError, match=f"voting.ballots.{code}"):
        Approvals(*parts)


def test_ballots_are_copied_and_cannot_be_written() -> None:
    table = np.array([[1, 0], [1, 1]])
    ballots = Approvals.from_matrix(table)
    table[:] = 0
    assert ballots.counts.tolist() == [2, 1]
    with pytest.raises(ValueError, match="read-only"):
        ballots.choices[0] = 1
    with pytest.raises(InputError, match=r"voting\.ballots\.matrix"):
        Approvals.from_matrix([[2]])


# The command


def tally(*words: object) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    asked = parser.parse_args(["tally", *map(str, words)])
    return int(asked.run(asked))


def test_tally_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects = Projects(box([frozenset({0, 1}), frozenset({1})], 2), ["1.5", 2], 3)
    file = tmp_path / "trees.pb"
    file.write_text(format_pabulib(projects, meta={"rule": "greedy"}, funded=[1]), encoding="utf-8")
    assert tally(file, "--json", "--check") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["winners"] == ["b"]
    assert (told["spent"], told["budget"], told["as_stated"]) == (2, 3, True)
    assert told["why"][1] == {
        "code": "greedy.too_dear",
        "candidate": "a",
        "score": 1,
        "cost": "3/2",
        "left": 1,
    }
    assert tally(file, "--rule", "equal-shares", "--completion", "none", "--check") == 0


def test_tally_says_when_the_winners_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.abc.yaml"
    stated = [Expected("av", ((0,),), True)]
    file.write_text(format_abc_yaml(box([frozenset({1})], 2), 1, expected=stated))
    assert tally(file, "--rule", "approval", "--check") == 1
    assert "missing a; more b" in capsys.readouterr().out


@pytest.mark.parametrize("rule", ["schulze", "split-cycle", "minimax", "borda", "irv", "stv"])
def test_tally_counts_rankings(
    rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.soi"
    file.write_text("# ALTERNATIVE NAME 1: ash\n# ALTERNATIVE NAME 2: elm\n2: 2,1\n1: 1\n")
    assert tally(file, "--rule", rule, "--seats", 1, "--seed", "beacon") == 0
    assert "elm" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "words", "code"),
    [
        ("a.pb", None, (), "voting.unreadable"),
        ("a.pb", b"META\n\xff\n", (), "voting.encoding"),
        ("a.csv", b"", (), "voting.file_kind"),
        ("a.abc.yaml", b"profile: [[0]]", (), "voting.rule"),
        ("a.abc.yaml", b"profile: [[0]]", ("--rule", "approval"), "voting.seats_missing"),
        (
            "a.abc.yaml",
            b"profile: [[0]]\ncommitteesize: 1",
            ("--rule", "approval", "--check"),
            "voting.nothing_stated",
        ),
    ],
)
def test_tally_refuses(
    name: str, content: bytes | None, words: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as refused:
        tally(tmp_path / name, *words)
    assert refused.value.code == code
    assert in_english(refused.value, MESSAGES) != str(refused.value)
