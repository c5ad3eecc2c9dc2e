"""Bad input gets one sentence that names file, row and column, and nothing is half-written."""

import io
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from folkmoot.deliberate.conversations import imports
from folkmoot.deliberate.conversations.imports import Export, read_archive, read_folder
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.queries import latest_number
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import Cast
from tests.folkmoot.deliberate.test_import_conversation import COMMENTS, HISTORY, MATRIX, folder


def refusal(read: Callable[[], Export]) -> str:
    with translation.override("en"), pytest.raises(Refusal) as refused:
        read()
    with translation.override("en"):
        return str(refused.value)


def sentence(path: Path, **files: str | bytes) -> str:
    kept = {"comments": COMMENTS, "votes": HISTORY} | files
    for name, text in kept.items():
        raw = text if isinstance(text, bytes) else text.encode()
        (path / f"{name.replace('_', '-')}.csv").write_bytes(raw)
    return refusal(lambda: read_folder(path))


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        (HISTORY + "4,x,0,13,2\n", ["votes.csv, row 6", "column vote", "“2”"]),
        (HISTORY + "4,x,0,13,agree\n", ["row 6", "“agree”"]),
        (HISTORY + "4,x,0,13,\n", ["row 6", "column vote"]),
        (HISTORY + "4,x,0\n", ["votes.csv, row 6", "3 columns instead of 5", "cut short"]),
        (HISTORY + '4,x,"0', ["votes.csv, row 6"]),
        (HISTORY + "4,x,zero,13,1\n", ["votes.csv", "“zero”"]),
        (HISTORY + "noon,x,0,13,1\n", ["row 6", "timestamp", "“noon”"]),
        (HISTORY + "4,x,0,,1\n", ["row 6", "voter-id"]),
        ("", ["votes.csv", "empty"]),
        ("a,b\n1,2\n", ["votes.csv, row 1", "voter-id"]),
        (HISTORY.encode("utf-16"), ["votes.csv, row 1", "UTF-16"]),
        (HISTORY.encode() + "4,甲,0,13,1\n".encode("gbk"), ["votes.csv, row 6", "GBK"]),
    ],
)
def test_votes_that_cannot_be_read(tmp_path: Path, votes: str | bytes, told: list[str]) -> None:
    said = sentence(tmp_path, votes=votes)
    assert [part for part in told if part not in said] == []


@pytest.mark.parametrize(
    ("matrix", "told"),
    [
        (MATRIX + "11,,0,2,-1,,1\n", ["participants-votes.csv, row 4", "11"]),
        (MATRIX.replace("0,4,6", "0,4,4"), ["row 1", "two columns", "4"]),
        (MATRIX + "13,,0,2,-1\n", ["row 4", "5 columns instead of 7"]),
        (MATRIX + "13,,0,2,-1,3,\n", ["row 4", "column 4", "“3”"]),
    ],
)
def test_a_matrix_that_cannot_be_read(tmp_path: Path, matrix: str, told: list[str]) -> None:
    folder(tmp_path, comments=COMMENTS, participants_votes=matrix)
    said = refusal(lambda: read_folder(tmp_path))
    assert [part for part in told if part not in said] == []


@pytest.mark.parametrize(
    ("comments", "told"),
    [
        (COMMENTS + "4,x,9,7,1,0,1,四\n", ["comments.csv, row 5", "9", "twice"]),
        (COMMENTS + "4,x,10,7,1,0,5,四\n", ["comments.csv, row 5", "moderated", "“5”"]),
        (COMMENTS + "4,x,-2,7,1,0,1,四\n", ["row 5", "comment-id", "“-2”"]),
        (COMMENTS + "4,x,99999999999,7,1,0,1,四\n", ["row 5", "comment-id"]),
        (COMMENTS + "4,x,10,7,1,0,1," + "长" * 2001, ["row 5", "comment-body", "2001"]),
        (COMMENTS + "4,x,10,7,1,0,1,\0", ["row 5"]),
        (COMMENTS[:-12], ["comments.csv, row 4", "cut short"]),
        (COMMENTS.replace("moderated", "mod"), ["comments.csv, row 1", "moderated"]),
        (COMMENTS.encode("gbk"), ["comments.csv, row 3", "GBK"]),
        ("", ["comments.csv", "empty"]),
    ],
)
def test_comments_that_cannot_be_read(
    tmp_path: Path, comments: str | bytes, told: list[str]
) -> None:
    said = sentence(tmp_path, comments=comments)
    assert [part for part in told if part not in said] == []


def test_a_folder_without_its_files_says_which(tmp_path: Path) -> None:
    assert "lacks comments.csv" in refusal(lambda: read_folder(tmp_path))
    folder(tmp_path, comments=COMMENTS)
    assert "lacks participants-votes.csv" in refusal(lambda: read_folder(tmp_path))


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(f"{name}.csv", raw)
    return file.getvalue()


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = zipped(comments=COMMENTS.encode(), votes=b"0" * (imports.MOST_BYTES + 1))
    assert len(raw) < 1_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = refusal(lambda: read_archive(SimpleUploadedFile("bomb.zip", raw)))
    assert "too large" in said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_bomb_that_lies_about_its_size_is_not_believed() -> None:
    raw = bytearray(zipped(comments=COMMENTS.encode(), votes=HISTORY.encode() * 10_000))
    size = (len(HISTORY.encode()) * 10_000).to_bytes(4, "little")
    assert raw.count(size) == 2
    lying = bytes(raw.replace(size, (100).to_bytes(4, "little")))
    said = refusal(lambda: read_archive(SimpleUploadedFile("liar.zip", lying)))
    assert "liar.zip" in said or "votes.csv" in said


@pytest.mark.parametrize(
    "raw", [b"", b"no zip", zipped(comments=b"x")[:-30]], ids=["empty", "words", "cut off"]
)
def test_what_is_no_zip_is_said_to_be_none(raw: bytes) -> None:
    assert "x.zip" in refusal(lambda: read_archive(SimpleUploadedFile("x.zip", raw)))


def test_two_conversations_in_one_zip_are_not_mixed() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("a/votes.csv", "b/votes.csv"):
            archive.writestr(name, HISTORY)
    said = refusal(lambda: read_archive(SimpleUploadedFile("two.zip", file.getvalue())))
    assert "two files called votes.csv" in said


def test_the_upload_page_says_it_and_writes_nothing(
    cast: Cast, topic: str, sign_in: Callable[[Member], Client]
) -> None:
    client, before = sign_in(cast.mei), latest_number(cast.brand)
    raw = zipped(comments=COMMENTS.encode(), votes=HISTORY.encode() + b"4,x,0,13,7\n")
    form = {"topic": topic, "question": "问?", "closes_at": "2026-04-01T20:00"}
    sent = client.post(
        "/lumen/conversations/import",
        form | {"archive": SimpleUploadedFile("p.zip", raw)},
        headers={"accept-language": "en"},
    )
    assert sent.status_code == 422
    assert "votes.csv, row 6, column vote" in sent.content.decode()
    assert (Conversation.objects.count(), latest_number(cast.brand)) == (0, before)
    good = zipped(comments=COMMENTS.encode(), votes=HISTORY.encode())
    sent = client.post(
        "/lumen/conversations/import", form | {"archive": SimpleUploadedFile("p.zip", good)}
    )
    assert (sent.status_code, sent["Location"]) == (302, "/lumen/conversations/1/")


@pytest.mark.parametrize("who", ["lin", "chen"])
def test_only_an_operator_uploads(
    cast: Cast, topic: str, sign_in: Callable[[Member], Client], who: str
) -> None:
    client = sign_in(getattr(cast, who))
    assert client.get("/lumen/conversations/import").status_code == 403
    assert client.post("/lumen/conversations/import").status_code == 403


MILLION = """
import resource, sys, time
from pathlib import Path
import django
django.setup()
from folkmoot.deliberate.conversations.imports import read_folder
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
export = read_folder(Path(sys.argv[1]))
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(len(export.votes.values), time.process_time() - started, grown)
"""


@pytest.mark.slow
def test_a_million_rows_are_read_in_time_and_space(tmp_path: Path) -> None:
    folder(tmp_path, comments=COMMENTS)
    with (tmp_path / "votes.csv").open("w") as file:
        file.write("timestamp,datetime,comment-id,voter-id,vote\n")
        file.writelines(
            f"{1420948021768 + n},Sun Jan 11 10:47:01 WIB 2015,{n % 500},{n // 500},{n % 3 - 1}\n"
            for n in range(1_000_000)
        )
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MILLION, str(tmp_path)], capture_output=True, text=True, check=True
    )
    votes, seconds, megabytes = (float(figure) for figure in done.stdout.split())
    assert votes == 1_000_000
    assert seconds < 30
    assert megabytes < 300
    assert time.monotonic() - started < 200
