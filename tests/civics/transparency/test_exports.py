"""A folder of open data that is not what it says: each fault is named with its place."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from civics.__main__ import main as civics
from civics.transparency import commitment, leaf_hash
from civics.transparency.errors import InputError
from civics.transparency.exports import (
    FORMAT,
    MANIFEST,
    RECORD,
    Line,
    changed_files,
    manifest_of,
    read_json,
    record_of,
    told_apart,
    wrong_lines,
)

SALT = b"s" * 32


def line(index: int, text: str = "说好了") -> dict[str, Any]:
    com = base64.b64encode(commitment("answer.published", "text", text, SALT)).decode()
    said = {"n": index + 1, "type": "answer.published", "pub": {}, "com": {"text": com}}
    entry = json.dumps(said)
    opening = {"state": "open", "text": text, "salt": base64.b64encode(SALT).decode()}
    leaf = leaf_hash(entry.encode()).hex()
    return {"index": index, "leaf": leaf, "entry": entry, "openings": {"text": opening}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_record(tmp_path, [line(0), line(1)])
    named = {RECORD: hashlib.sha256((tmp_path / RECORD).read_bytes()).hexdigest()}
    (tmp_path / MANIFEST).write_text(json.dumps({"format": FORMAT, "files": named}))
    return tmp_path


def write_record(folder: Path, lines: list[dict[str, Any]]) -> None:
    (folder / RECORD).write_text("".join(json.dumps(each) + "\n" for each in lines))


def refused(code: str, act: Callable[[], object], **params: object) -> None:
    with pytest.raises(InputError) as error:
        act()
    assert error.value.code == code
    assert {name: error.value.params[name] for name in params} == params


def codes(differences: Any) -> list[str]:
    return [each.code for each in differences]


def changed(held: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {**held, **fields}


def test_a_whole_folder(folder: Path) -> None:
    assert list(changed_files(folder, manifest_of(folder))) == []
    assert [each.index for each in record_of(folder)] == [0, 1]
    assert list(wrong_lines(record_of(folder))) == []


def test_files_that_are_not_those_of_the_manifest(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "more.csv").write_text("x")
    assert codes(changed_files(folder, manifest)) == ["export.unlisted"]
    (folder / RECORD).write_text("")
    assert codes(changed_files(folder, manifest)) == ["export.changed", "export.unlisted"]
    (folder / RECORD).unlink()
    assert codes(changed_files(folder, manifest)) == ["export.missing", "export.unlisted"]


def test_what_cannot_be_read(folder: Path) -> None:
    refused("file.unreadable", lambda: read_json(folder / "no.json", "no.json"), file="no.json")
    (folder / "odd.json").write_bytes(b'{"a": "\xff"}')
    refused("export.json", lambda: read_json(folder / "odd.json", "odd.json"), row=1, column=8)
    (folder / "cut.json").write_text('{\n"a": }')
    refused("export.json", lambda: read_json(folder / "cut.json", "cut.json"), row=2, column=6)
    (folder / RECORD).write_bytes(b"\xff")
    refused("export.json", lambda: record_of(folder), file=RECORD, row=1, column=1)
    (folder / RECORD).unlink()
    refused("file.unreadable", lambda: record_of(folder), file=RECORD)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "export.json"),
        ("[]", "export.line"),
        ('{"index": 0}', "export.line"),
        (json.dumps(changed(line(0), index="x")), "export.line"),
        (json.dumps(changed(line(0), openings=[])), "export.line"),
        (json.dumps(changed(line(0), entry='{"com": {}, "pub": {}, "n": "1"}')), "export.line"),
    ],
)
def test_a_line_that_is_none(folder: Path, text: str, code: str) -> None:
    (folder / RECORD).write_text(json.dumps(line(0)) + "\n" + text + "\n")
    refused(code, lambda: record_of(folder), file=RECORD, row=2)


def bundle_of(lines: list[Line]) -> Callable[[str], bytes]:
    entries = [each.entry.encode() for each in lines]
    return lambda _path: b"".join(len(e).to_bytes(2, "big") + e for e in entries)


def test_a_record_that_is_not_the_log(folder: Path) -> None:
    lines = record_of(folder)
    fetch = bundle_of(lines)
    assert codes(told_apart(lines, 2, fetch)) == []
    assert codes(told_apart(lines[:1], 2, fetch)) == ["export.entry_missing"]
    assert codes(told_apart([*lines, lines[0]], 2, fetch)) == ["export.extra"]
    write_record(folder, [line(0), line(1), line(7)])
    assert codes(told_apart(record_of(folder), 2, fetch)) == ["export.extra"]
    write_record(folder, [line(0), changed(line(1), leaf="00")])
    assert codes(told_apart(record_of(folder), 2, fetch)) == ["export.entry_changed"]


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        ({"state": "open", "text": "说好了"}, ["export.words"]),
        ({"state": "open", "text": "说好了", "salt": "!"}, ["export.words"]),
        ({"state": "open", "text": "说好了", "salt": "c2FsdA=="}, ["export.words"]),
        ({"state": "erased"}, ["export.erased"]),
        ({"state": "withheld"}, []),
    ],
)
def test_words_that_are_not_those_committed_to(
    folder: Path, opening: dict[str, str], code: list[str]
) -> None:
    write_record(folder, [changed(line(0), openings={"text": opening})])
    assert codes(wrong_lines(record_of(folder))) == code


def test_an_erasure_explains_what_is_gone(folder: Path) -> None:
    erasure = {"n": 2, "type": "passage.erased", "com": {}}
    erasure["pub"] = {"target": 1, "passage": "text"}
    gone = changed(line(0), openings={"text": {"state": "erased"}})
    write_record(folder, [gone, changed(line(1), entry=json.dumps(erasure), openings={})])
    assert list(wrong_lines(record_of(folder))) == []


@pytest.mark.parametrize("name", ["/etc/passwd", "../up"])
def test_a_manifest_points_nowhere_else(folder: Path, name: str) -> None:
    (folder / MANIFEST).write_text(json.dumps({"format": FORMAT, "files": {name: ""}}))
    refused("export.name", lambda: manifest_of(folder), file=name)


@pytest.mark.parametrize("found", [[], {"format": "x", "files": {}}, {"format": FORMAT}])
def test_a_manifest_of_another_kind(folder: Path, found: object) -> None:
    (folder / MANIFEST).write_text(json.dumps(found))
    refused("export.format", lambda: manifest_of(folder), file=MANIFEST)


def test_the_command_names_the_first_fault(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "more.csv").write_text("x")
    assert civics(["verify", str(folder)]) == 1
    assert "more.csv" in "".join(capsys.readouterr())
