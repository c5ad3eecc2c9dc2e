"""`civics opinion` as people type it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from civics.__main__ import COMMANDS, main
from civics.errors import InputError

FILE = "timestamp,datetime,comment-id,voter-id,vote\n" + "".join(
    f"{t},,{t % 9},{t // 9},{1 if (t // 9 + t % 2) % 2 else -1}\n" for t in range(180)
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "votes.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["opinion", str(file), "--json", "--seed", "4"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["method"] == "opinion-map"
    assert printed["rng_seed"] == 4
    assert len(printed["participants"]) == 20


def test_json_without_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["opinion", str(file), "--json", "--no-people"])
    assert "participants" not in json.loads(capsys.readouterr().out)


def test_summary(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["opinion", str(file), "--moderated-out", "1", "2"]) == 0
    assert capsys.readouterr().out.startswith("20 people, 7 statements")


def test_bad_input_names_file_row_and_column(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(FILE + "200,,1,1,5\n", encoding="utf-8")
    assert main(["opinion", str(file)]) == 2
    told = capsys.readouterr().err
    assert "votes.csv, row 182, column vote: '5' is not a vote" in told


def test_no_method_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_help_names_every_method(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(name in told for name, _ in COMMANDS)


def test_importing_civics_is_quick_and_loads_no_compiler() -> None:
    code = (
        "import sys, civics, civics.opinion; "
        "raise SystemExit('numba' in sys.modules or 'django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_errors_keep_code_and_parameters() -> None:
    error = InputError("votes.value", row=3)
    assert str(error) == "votes.value(row=3)"
    assert isinstance(error, ValueError)
