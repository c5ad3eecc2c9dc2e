"""Several partners from a table: verdicts at once, errors by place, nothing registered."""

import csv
import io
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.decide.partnerships import batches
from folkmoot.decide.partnerships.models import Deal, Degree, Kind, Line
from folkmoot.foundation.people.models import Member, Person
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.partnerships.conftest import RED as RED_LINE

HEADER = (
    "partner,kind,purpose,penalty,minor,licence,line-1,judgment,interest,undisclosed,untried,"
    "reach,harm"
)
GREEN = "远帆影业,creator,四支视频,no,no,no,no,no,no,no,no,high,low"
RED = "山海影像,创作者,一支短片,否,否,否,是,否,否,否,否,高,高"
BARRED = '"别家, 有限公司",联名,一款灯,yes,no,no,no,no,no,no,no,2,1'
GAPS = "新家,代言,一年,,,,,,,,,low,low"
ADDRESS = "/lumen/partnerships/batch"
Page = Callable[..., Any]


def table(*rows: str) -> str:
    return "\n".join([HEADER, *rows])


@pytest.fixture
def post(
    cast: Cast,
    handler: Member,
    line: Line,
    sign_in: Callable[[Person | Member], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> Page:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    client = sign_in(handler)
    return lambda address=ADDRESS, **data: client.post(address, data)


def test_one_table_with_verdicts_and_reasons_and_nothing_registered(post: Page) -> None:
    facts = Fact.objects.count()
    page = post(table=table(GREEN, RED, BARRED, GAPS))
    assert page.status_code == HTTPStatus.OK
    shown = page.context["table"]
    assert [each["row"].partner for each in shown][2:] == ["别家, 有限公司", "新家"]
    assert [each["verdict"] for each in shown] == ["绿灯", "红灯", "法律禁止", "红灯"]
    assert RED_LINE in shown[1]["reasons"][0]
    assert not Deal.objects.exists()
    assert Fact.objects.count() == facts


def test_only_chosen_rows_are_registered(post: Page) -> None:
    given = table(GREEN, RED, GAPS)
    page = post(f"{ADDRESS}/registration", table=given, row=["2", "4"])
    assert page.status_code == HTTPStatus.FOUND
    assert [deal.partner for deal in Deal.objects.order_by("number")] == ["远帆影业", "新家"]
    assert [deal.runs.get().verdict for deal in Deal.objects.order_by("number")] == [0, 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_in_what_spreadsheets_write(post: Page, encoding: str) -> None:
    file = SimpleUploadedFile("p.csv", table(RED).encode(encoding))
    (only,) = post(file=file).context["table"]
    assert only["row"].partner == "山海影像"


def test_the_table_as_csv_computes_nothing(post: Page) -> None:
    answer = post(table=table(GREEN.replace("远帆影业", '"=HYPERLINK(""x"")"')), **{"as": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    _header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row[1] == '\'=HYPERLINK("x")'


def test_markup_in_a_cell_stays_text(post: Page) -> None:
    page = post(table=table(GREEN.replace("远帆影业", "</textarea><script>x</script>")))
    assert b"<script>x" not in page.content


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (GREEN.replace("creator", "friend"), (2, "kind")),
        (GREEN.replace("high", "huge"), (2, "reach")),
        (GREEN.replace("no,no,no,no", "no,maybe,no,no", 1), (2, "minor")),
        (GREEN.replace("远帆影业", ""), (2, "partner")),
        (GREEN.replace("四支视频", "x" * 601), (2, "purpose")),
        (GREEN + ",x", (2, "harm")),
        ("远帆影业,creator", (2, "purpose")),
        ('"a\nb",creator,x,no,no,no,no,no,no,no,no,1,4', (2, "harm")),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(row: str, where: tuple[int, str]) -> None:
    found = batches.read(table(row, RED), [1])
    assert [(each.line, each.column) for each in found.problems] == [where]
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "batch-column-missing"),
        ("partner,kind\n", "batch-column-missing"),
        (table(GREEN).replace("penalty", "penality"), "batch-column"),
        (table(GREEN).replace("line-1", "line-9"), "batch-column"),
        (table(GREEN).replace("minor", "penalty"), "batch-column"),
        (table(), "batch-empty"),
        (table('"open,creator'), "batch-unreadable"),
        (table(GREEN + "\0"), "batch-unreadable"),
        (table(*[GREEN] * 201), "batch-too-large"),
        ("x" * (batches.MOST_BYTES + 1), "batch-too-large"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        batches.read(text, [1])
    assert refused.value.code == code
    assert str(refused.value)


def test_a_file_that_is_no_text() -> None:
    with pytest.raises(Refusal) as refused:
        batches.decoded(b"\xff\xff\xff")
    assert refused.value.code == "batch-encoding"


def test_what_is_not_answered_is_not_known() -> None:
    (row,) = batches.read("partner,kind,purpose,reach,harm\na,creator,b,1,3\n", [7]).rows
    assert (row.kind, row.answers.harm) == (Kind.CREATOR, Degree.HIGH)
    assert set(row.answers.bars.values()) | set(row.answers.cautions.values()) == {"unknown"}
    assert row.answers.lines == {7: "unknown"}


@given(st.text(max_size=80))
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    for given_text in (text, table(text)):
        try:
            found = batches.read(given_text, [1])
        except Refusal:
            continue
        assert found.rows or found.problems


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_no_cell_of_an_export_begins_a_formula(cells: list[str]) -> None:
    for cell in csv.reader(io.StringIO(batches.written([cells])[1:], newline="")).__next__():
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
