import argparse
import json
from pathlib import Path

import pytest

from civics.errors import InputError
from civics.language.command import add_parser


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    args = parser.parse_args(["duplicates", *words])
    return int(args.run(args))


@pytest.fixture
def posts(tmp_path: Path) -> str:
    path = tmp_path / "posts.csv"
    path.write_text(
        "\ufeffid,text\na,门票太贵了求降价\nb,门票太贵了 求降价！\nc,门票太贵了求求降价\nd,好听\n",
        encoding="utf-8",
    )
    return str(path)


def test_says_copies_pairs_and_groups(posts: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(posts, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["copies"] == [{"id": "b", "of": "a"}]
    assert report["pairs"] == [{"first": "a", "second": "c", "similarity": 0.625}]
    assert report["groups"] == [["a", "b", "c"]]


def test_prints_groups_for_people(posts: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(posts) == 0
    assert "4 texts, 1 groups" in capsys.readouterr().out


def test_a_check_fails_with_one(posts: str) -> None:
    assert run(posts, "--check", "--json") == 1


def test_lists_what_is_like_a_text(posts: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(posts, "--like", "门票太贵了", "--limit", "1", "--json") == 0
    assert json.loads(capsys.readouterr().out)["similar"] == [{"id": "a", "similarity": 0.5}]
    assert run(posts, "--like", "门票太贵了") == 0
    assert capsys.readouterr().out.startswith("0.500\ta\t门票太贵了求降价")


def test_reads_lines_of_a_text_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "posts.txt"
    path.write_text("支持\n\n支持！\n", encoding="utf-8")
    assert run(str(path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["groups"] == [["1", "3"]]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "table.empty", {}),
        (b"id,words\n1,a\n", "table.column", {"row": 1, "column": "text"}),
        (b"id,text\n1,a\n2\n", "table.short_row", {"row": 3, "column": "text"}),
        (b"id,text\n1,a\n1,b\n", "duplicates.repeated_id", {"row": 3, "column": "id"}),
        (b"id,text\n1,\xb0\xa1\n", "table.encoding", {"row": 2}),
    ],
)
def test_bad_input_is_said_with_its_place(
    tmp_path: Path, content: bytes, code: str, place: dict[str, object]
) -> None:
    path = tmp_path / "posts.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        run(str(path))
    assert refusal.value.code == code
    assert {"file": str(path), **place}.items() <= refusal.value.params.items()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"table\.unreadable"):
        run(str(tmp_path / "none.csv"))
