"""Reading vote files, the broken ones above all."""

import io
from pathlib import Path

import numpy as np
import pytest

from civics.errors import InputError
from civics.opinion import Votes, read_votes

HISTORY = "timestamp,datetime,comment-id,voter-id,vote\n"
MATRIX = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,3,10\n"


def read(text: str | bytes) -> Votes:
    raw = text.encode() if isinstance(text, str) else text
    return read_votes(io.BytesIO(raw), name="file.csv")


def refused(text: str | bytes) -> dict[str, object]:
    with pytest.raises(InputError) as refusal:
        read(text)
    return {"code": refusal.value.code, **refusal.value.params}


def test_history_keeps_the_latest_vote_whatever_the_order_of_rows() -> None:
    votes = read(HISTORY + "20,,1,ann,-1\n10,,1,ann,1\n30,,1,bo,0\n30,,1,bo,1\n")
    assert votes.of_participant("ann") == {"1": -1}
    assert votes.of_participant("bo") == {"1": 1}


def test_matrix() -> None:
    votes = read(MATRIX + "0,,0,2,1,1,1,-1\n7,1,0,1,0,0,,0\n8,,0,0,0,0,,\n")
    assert votes.participants == ("0", "7", "8")
    assert votes.statements == ("3", "10")
    assert votes.of_participant("7") == {"10": 0}
    assert votes.of_participant("8") == {}


def test_matrix_with_xid() -> None:
    votes = read("participant,xid,group-id,5\n1,abc,,1\n")
    assert votes.statements == ("5",)


def test_byte_order_mark_and_windows_lines_and_blank_lines() -> None:
    plain = read(HISTORY + "1,,1,ann,1\n2,,2,ann,0\n")
    text = (HISTORY + "1,,1,ann,1\n\n2,,2,ann,0\n").replace("\n", "\r\n")
    assert read(b"\xef\xbb\xbf" + text.encode()).digest() == plain.digest()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"code": "votes.empty"}),
        (HISTORY + "1,,1,ann,1\n2,,1,b", {"code": "votes.row_length", "row": 3, "found": 4}),
        (HISTORY + "1,,1,ann,2\n", {"code": "votes.value", "row": 2, "column": "vote"}),
        (HISTORY + "1,,1,ann,\n", {"code": "votes.value", "row": 2, "value": ""}),
        (HISTORY + "1,,1,ann,1.0\n", {"code": "votes.value", "row": 2, "value": "1.0"}),
        (HISTORY + "1,,,ann,1\n", {"code": "votes.blank_id", "column": "comment-id"}),
        (HISTORY + "1,,1,,1\n", {"code": "votes.blank_id", "column": "voter-id"}),
        (HISTORY + "noon,,1,ann,1\n", {"code": "votes.timestamp", "row": 2, "value": "noon"}),
        (HISTORY + '1,"x,1,ann,1\n', {"code": "votes.not_csv"}),
        ("a,b\n1,2\n", {"code": "votes.header", "row": 1}),
        (MATRIX + "0,,0,1,1,0,1\n", {"code": "votes.row_length", "row": 2, "expected": 8}),
        (MATRIX + "0,,0,1,1,0,1,5\n", {"code": "votes.value", "row": 2, "column": "10"}),
        (MATRIX + ",,0,1,1,0,1,1\n", {"code": "votes.blank_id", "column": "participant"}),
        (
            MATRIX + "0,,0,1,1,0,1,1\n0,,0,1,1,0,1,1\n",
            {"code": "votes.duplicate_participant", "row": 3, "participant": "0"},
        ),
        ("participant,1,1\n0,1,1\n", {"code": "votes.duplicate_statement", "column": "1"}),
        ("participant,1,\n0,1,1\n", {"code": "votes.blank_id", "row": 1}),
        (
            HISTORY.encode() + "1,,1,安,1\n".encode("gbk"),
            {"code": "votes.encoding", "row": 2, "looks_like": "GBK"},
        ),
        (HISTORY.encode("utf-16"), {"code": "votes.encoding", "row": 1, "looks_like": "UTF-16"}),
        (HISTORY.encode() + b"1,,1,\xff,1\n", {"code": "votes.encoding", "looks_like": "unknown"}),
    ],
)
def test_broken_files_are_refused(text: str | bytes, expected: dict[str, object]) -> None:
    found = refused(text)
    assert found["file"] == "file.csv"
    assert expected.items() <= found.items()


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"votes\.unreadable"):
        read_votes(Path("nowhere") / "votes.csv")


def test_both_exports_of_a_conversation_agree(conversation: Path | None, shared_data: Path) -> None:
    assert conversation is not None
    history = conversation.parent / "votes.csv"
    if not history.exists():
        return  # this one has the matrix alone
    matrix, events = read_votes(conversation.parent / "participants-votes.csv"), read_votes(history)
    assert set(events.statements) <= set(matrix.statements)
    for name in events.participants:
        assert events.of_participant(name) == matrix.of_participant(name)
    assert len(matrix.values) == len(events.values)


def test_many_rows() -> None:
    rng = np.random.default_rng(0)
    people, statements = rng.integers(0, 5_000, 100_000), rng.integers(0, 300, 100_000)
    pairs = enumerate(zip(people, statements, strict=True))
    lines = "".join(f"{t},,{s},{p},1\n" for t, (p, s) in pairs)
    votes = read(HISTORY + lines)
    assert len(votes.values) == len(set(zip(people.tolist(), statements.tolist(), strict=True)))
