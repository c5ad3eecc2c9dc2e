"""Scanning an export proposes excerpts. It files nothing, and it opens no database."""

import io
import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from folkmoot.decide.dossiers.scanning import Post, blacked_out, read_posts, scan

# No mark for the database anywhere here: pytest-django fails a test that touches it.
ROWS = """url,date,text,author
https://w.test/3,2025-03-01 20:15,灯友都是脑残，笑死,甲
https://w.test/1,2024/5/6,他说“灯友都是穷鬼”,甲
https://w.test/2,2024年11月11日,"这灯是垃圾，
灯友快跑",乙
https://w.test/4,2025-03-02,灯友又来了。这帮蠢货没完没了 打我电话 13800138000 @某某某,乙
"""
Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(content: str | bytes, *options: str, name: str = "posts.csv") -> tuple[str, str]:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, err = io.StringIO(), io.StringIO()
        given = ["scan", str(file), "--community", "灯友", "--brand", "青灯", *options]
        try:
            call_command("dossier", *given, stdout=out, stderr=err)
        except CommandError as refused:
            err.write(str(refused))
        return out.getvalue(), err.getvalue()

    return call


def proposals(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_excerpts_come_in_order_with_what_speaks_for_and_against(run: Run) -> None:
    out, err = run(ROWS)
    assert out.index("https://w.test/1") < out.index("https://w.test/3") < out.index("w.test/4")
    assert "w.test/2" not in out
    assert "【灯友都是脑残】，笑死" in out
    assert "for: 脑残 → 灯友" in out
    assert "against: quotation" in out
    assert "4 posts, 3 excerpts to look at; nothing speaks against 2 of them." in err
    assert "Nothing has been filed." in err


def test_json_lines_for_programs(run: Run) -> None:
    first, second, third = proposals(run(ROWS, "--json")[0])
    assert (first["against"], first["stands"]) == (["quotation"], False)
    assert (second["date"], second["line"]) == ("2025-03-01 20:15:00", 2)
    assert second["excerpt"][second["start"] : second["end"]] == "灯友都是脑残"
    assert (third["named"], third["line"]) == (False, 6)


def test_what_leads_to_a_person_is_blacked_out(run: Run) -> None:
    out, _ = run(ROWS)
    assert "13800138000" not in out
    assert "某某某" not in out
    assert blacked_out("电话 13800138000") == "电话 ███████████"


def test_other_authors_are_left_out_only_if_asked(run: Run) -> None:
    assert len(proposals(run(ROWS, "--json", "--author", "乙")[0])) == 1
    assert len(proposals(run(ROWS, "--json")[0])) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(run: Run, encoding: str) -> None:
    assert "灯友都是脑残" in run(ROWS.encode(encoding))[0]


def test_json_lines_in_and_chinese_columns(run: Run) -> None:
    line = {"链接": "https://w.test/1", "日期": "2024-05-06", "正文": "灯友去死"}
    out, _ = run(json.dumps(line, ensure_ascii=False), "--json", name="posts.jsonl")
    assert [each["kind"] for each in proposals(out)] == ["curse"]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("url,text\nx,y\n", "p.csv", "p.csv, line 1: there is no column date;"),
        ("", "p.csv", "p.csv, line 1: there is no column url and no column date"),
        ("url,date,text\nw.test,2024-01-01,a\n", "p.csv", "column url: “w.test” is no"),
        ("url,date,text\nhttps://w.test,gestern,a\n", "p.csv", "column date: “gestern” is no"),
        ("url,date,text\nhttps://w.test,2024-02-31,a\n", "p.csv", "line 2, column date"),
        ('url,date,text\nhttps://w.test,2024-01-01,"a\n' + "b\n" * 200_000, "p.csv", "is no CSV"),
        ("url,date,text\nhttps://w.test,2024-1-1," + "b" * (1 << 20), "p.csv", "line 2: has more"),
        ('{"url": 1}\n', "p.jsonl", "line 1, column url: is no text"),
        ("[1]\n", "p.jsonl", "line 1: is no JSON object; write one on each line."),
        (b"\xff\xff\xff", "p.csv", "p.csv: is neither UTF-8 nor GB18030"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_where_and_what_to_do(
    run: Run, content: str | bytes, name: str, message: str
) -> None:
    out, err = run(content, name=name)
    assert message in err
    assert out == ""


def test_one_bad_row_does_not_hide_the_others(run: Run) -> None:
    out, err = run(ROWS + "nowhere,2024-01-01,灯友去死,甲\n")
    assert "灯友都是脑残" in out
    assert "line 7, column url" in err
    assert "Some rows could not be read" in err


def test_a_terminal_is_not_driven(run: Run) -> None:
    out, _ = run("url,date,text\nhttps://w.test,2024-01-01,灯友去死\x1b[2J\n")
    assert "\x1b" not in out


def test_no_file_and_no_name(run: Run, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("dossier", "scan", str(tmp_path / "none.csv"), "--community", "灯友")
    assert "at least one name" in run(ROWS, "--community", " , ")[1]


def test_only_the_newest_are_kept_and_the_rest_are_counted(run: Run) -> None:
    out, err = run(ROWS, "--json", "--most", "1")
    assert [each["url"] for each in proposals(out)] == ["https://w.test/4"]
    assert "2 older ones are left out" in err


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        file = tmp_path / f"{rows}.csv"
        with file.open("w", encoding="utf-8") as lines:
            lines.write("url,date,text\n")
            for k in range(rows):
                lines.write(f"https://w.test/{k},2024-01-01,灯友都是脑残{k}{'好' * 50}\n")
        tracemalloc.start()
        found = scan(read_posts(file, zone=UTC), community=["灯友"], most=20)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (found.posts, len(found.proposals)) == (rows, 20)
        return most

    peak(100)
    assert peak(3_000) < 1.5 * peak(600) + 50_000


def test_a_post_is_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("url,date,text\nhttps://w.test/1,2024-05-06T08:00:00+08:00,a\n")
    (post,) = read_posts(file, zone=UTC)
    assert isinstance(post, Post)
    assert post.date.isoformat() == "2024-05-06T00:00:00"
