import argparse
import json
from pathlib import Path

import pytest

from civics.errors import InputError
from civics.influence.command import add_parser


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    args = parser.parse_args(["influence", *words])
    return int(args.run(args))


def written(tmp_path: Path, content: str) -> str:
    path = tmp_path / "file.csv"
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_votes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"p{i},s1,-1" for i in range(3)] + [f"loud,s{j},1" for j in range(1, 4)]
    path = written(tmp_path, "\n".join(["voter-id,comment-id,vote", *rows, ""]))
    assert run(path, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["activity"]["voters"] == 4
    assert report["silent_top"] == {"silenced": 1, "vote_share": 0.5, "flipped": ["s2", "s3"]}
    assert run(path, "--check") == 1


def test_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "source,target,weight\nann,cai,1\nbo,cai,\ncai,ann,2\n")
    assert run(path, "--json", "--check") == 0
    report = json.loads(capsys.readouterr().out)
    assert [row["node"] for row in report["pagerank"]] == ["cai", "ann", "bo"]


def test_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "group,voters,frame\nnorth,90,500\nsouth,10,500\n")
    assert run(path, "--json", "--check") == 1
    assert json.loads(capsys.readouterr().out)["divergence"] == pytest.approx(0.147, abs=1e-3)
    assert run(path) == 0


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        ("source,target,weight\na,b,heavy\n", 2, "weight"),
        ("source,target,weight\na,b,1\nb,a,-1\n", 3, "weight"),
        ("group,voters,frame\na,1.5,2\n", 2, "voters"),
        ("group,voters,frame\na,1,many\n", 2, "frame"),
    ],
)
def test_bad_numbers_are_said_with_their_place(
    tmp_path: Path, content: str, row: int, column: str
) -> None:
    with pytest.raises(InputError) as refusal:
        run(written(tmp_path, content))
    assert refusal.value.code == "influence.number"
    assert (refusal.value.params["row"], refusal.value.params["column"]) == (row, column)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"votes\.header"):
        run(written(tmp_path, "colour\nred\n"))
    with pytest.raises(InputError, match=r"table\.unreadable"):
        run(str(tmp_path / "none.csv"))
