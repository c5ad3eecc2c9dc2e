"""`civics sortition`: the files people have, and what it says when they are wrong."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from civics.errors import InputError
from civics.sortition import command

QUOTAS = "category,feature,min,max\ncity,Wuhan,1,1\ncity,Xi'an,1,1\n"
PEOPLE = "id,city,household\nlin,Wuhan,\nmei,Wuhan,\nchen,Wuhan,\nzhou,Xi'an,\nwu,Xi'an,\n"


def called(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["sortition", *words])
    status: int = arguments.run(arguments)
    return status


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    for name, text in (("quotas.csv", QUOTAS), ("people.csv", PEOPLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = ("quotas.csv", "people.csv", "lottery.json", "panel.txt")
    return {name: str(tmp_path / name) for name in names}


def lottery(files: dict[str, str], *more: str) -> int:
    return called(
        "lottery", files["quotas.csv"], files["people.csv"], "--panel-size", "2",
        "--out", files["lottery.json"], *more,
    )  # fmt: skip


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_lottery_draw_and_replay(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert lottery(files, "--json") == 0
    report = told(capsys)
    assert report["chances"]["zhou"] == 0.5
    assert called("draw", files["lottery.json"], "--seed", "beacon 1", "--json") == 0
    drawn = told(capsys)
    assert drawn["commitment"] == report["commitment"]
    Path(files["panel.txt"]).write_text("\n".join(drawn["panel"]))
    replay = [
        "replay", files["lottery.json"], "--seed", "beacon 1", "--panel", files["panel.txt"],
        "--commitment", report["commitment"], "--json",
    ]  # fmt: skip
    pool = ["--quotas", files["quotas.csv"], "--people", files["people.csv"]]
    assert called(*replay, *pool) == 0
    assert told(capsys)["check"] == "same"
    Path(files["people.csv"]).write_text(PEOPLE.replace("mei,Wuhan", "mei,Xi'an"))
    assert called(*replay, *pool) == 1
    assert told(capsys)["differs"] == "pool"
    Path(files["panel.txt"]).write_text("lin\nmei\n")
    assert called(*replay) == 1
    assert told(capsys)["differs"] == "panel"


def test_another_lottery_than_committed_to_fails(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    lottery(files)
    words = ("--seed", "x", "--commitment", "00", "--json")
    capsys.readouterr()
    assert called("draw", files["lottery.json"], *words) == 1
    assert told(capsys)["differs"] == "commitment"


def test_plain_text_and_a_draw_at_once(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert lottery(files, "--seed", "trial", "--algorithm", "nash") == 0
    text = capsys.readouterr().out
    assert "smallest_chance\t0.33" in text
    assert "draw" in text


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("quotas.csv", "category,feature,min,max\ncity,Wuhan,one,1\n", (2, "min")),
        ("quotas.csv", "category,feature,min,max\ncity,Wuhan,2,1\n", (2, "max")),
        ("quotas.csv", "category,feature,min\ncity,Wuhan,2\n", (1, "max")),
        ("quotas.csv", "a,b\nc,d\n", (1, "category")),
        ("people.csv", "id,town\nlin,Wuhan\n", (1, "city")),
        ("people.csv", "id,city\nlin,Wuhan\nmei,Beijing\n", (3, "city")),
        ("people.csv", "id,city\nlin,Wuhan\nlin,Wuhan\n", (3, "id")),
    ],
)
def test_bad_files_are_named_with_row_and_column(
    files: dict[str, str], name: str, text: str, place: tuple[int, str]
) -> None:
    Path(files[name]).write_text(text)
    with pytest.raises(InputError) as raised:
        lottery(files)
    params = raised.value.params
    assert (params["file"], params["row"], params["column"]) == (files[name], *place)
    assert command.MESSAGES[raised.value.code].format_map(params)


@pytest.mark.parametrize(
    "text", ["", "category,feature,min,max\n", "category,feature,min,max\nx\n"]
)
def test_files_without_content_are_refused(files: dict[str, str], text: str) -> None:
    Path(files["quotas.csv"]).write_text(text)
    with pytest.raises(InputError) as raised:
        lottery(files)
    assert command.MESSAGES[raised.value.code].format_map(raised.value.params)


def test_impossible_quotas_are_explained(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files["quotas.csv"]).write_text(QUOTAS.replace("Xi'an,1,1", "Xi'an,0,0"))
    with pytest.raises(InputError, match="infeasible") as raised:
        lottery(files, "--json")
    (change,) = told(capsys)["changes"]
    assert change["after"] - change["before"] == 1
    assert "maximum of city" in command.MESSAGES[raised.value.code].format_map(raised.value.params)


def test_every_code_has_a_sentence() -> None:
    folder = Path(command.__file__).parent
    text = "".join(path.read_text() for path in folder.glob("*.py") if path.name != "command.py")
    used = {part.split('"')[0] for part in text.split('"sortition.')[1:]}
    assert {f"sortition.{code}" for code in used} <= set(command.MESSAGES)


def test_excluded_people_are_not_in_the_lottery(
    files: dict[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("id,reason\nlin,works for the brand\n")
    assert lottery(files, "--excluded", str(out), "--json") == 0
    assert "lin" not in told(capsys)["chances"]
    assert json.loads(Path(files["lottery.json"]).read_text())["excluded"] == [
        ["lin", "works for the brand"]
    ]
