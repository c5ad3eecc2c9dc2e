"""Many partners from a file: one table, every fault with its place, and nothing kept."""

import csv
import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.decide.partnerships import actions, rules
from folkmoot.decide.partnerships.imports import columns, read_candidates
from folkmoot.decide.partnerships.models import Deal, Degree, Kind, Verdict
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.partnerships.conftest import BEFORE

SignIn = Callable[[Any], Client]
PATH = "/lumen/partnerships/batch"
TABLE = """partner,kind,reach,harm,bar-penalty,bar-minor,bar-licence,line-1,caution-judgment
远帆影业,创作者,高,低,否,否,否,否,否
北岸皮具,co-branding,middle,low,no,no,no,yes,no
拾光工作室,creator,1,high,yes,,no,no,no
"""


def judged(text: str, lines: tuple[int, ...] = (1,)) -> list[tuple[str, Verdict]]:
    found, faults = read_candidates(text.encode(), lines)
    assert faults == []
    return [(each.partner, rules.judge(each.answers, [])[0]) for each in found]


def test_one_table_of_verdicts() -> None:
    """What is left out counts as not known, which is a caution, or a red where the law asks."""
    assert judged(TABLE) == [
        ("远帆影业", Verdict.AMBER),
        ("北岸皮具", Verdict.RED),
        ("拾光工作室", Verdict.BARRED),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_spreadsheets(encoding: str) -> None:
    found, faults = read_candidates(TABLE.encode(encoding), [1])
    assert (len(found), faults) == (3, [])
    assert found[0].partner == "远帆影业"
    assert found[0].kind == Kind.CREATOR


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("partner,kind,reach\n", 1, "harm"),
        ("partner,kind,reach,harm,price\n", 1, "price"),
        ("partner,kind,reach,harm,line-2\n", 1, "line-2"),
        ("partner,kind,reach,harm,harm\n", 1, "harm"),
        ("partner,kind,reach,harm\n,creator,1,1\n", 2, "partner"),
        ("partner,kind,reach,harm\n甲,tv,1,1\n", 2, "kind"),
        ("partner,kind,reach,harm\n甲,creator,1,1\n\n乙,creator,9,1\n", 4, "reach"),
        ("partner,kind,reach,harm,bar-minor\n甲,creator,1,1,perhaps\n", 2, "bar-minor"),
        ("partner,kind,reach,harm\n" + "甲,creator,1,1\n" * 501, 502, ""),
    ],
)
def test_a_fault_has_its_place(text: str, row: int, column: str) -> None:
    found, faults = read_candidates(text.encode(), [1])
    assert (faults[0].row, faults[0].column) == (row, column)
    assert str(faults[0].sentence)
    assert len(found) <= 1


def test_bytes_that_are_no_text() -> None:
    _found, (fault,) = read_candidates(b"\xff\xfe\x00\xff", [])
    assert fault.row == 1


@settings(max_examples=200)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_nothing_breaks_it(data: bytes) -> None:
    found, faults = read_candidates(b"partner,kind,reach,harm\n" + data, [])
    assert isinstance(found, list)
    assert isinstance(faults, list)


@pytest.mark.usefixtures("today")
def test_the_page_keeps_nothing(cast: Cast, handler: Member, line: object, sign_in: SignIn) -> None:
    client, facts = sign_in(handler), Fact.objects.count()
    file = SimpleUploadedFile("partners.csv", TABLE.encode())
    shown = client.post(PATH, {"file": file}, headers={"accept-language": "en"})
    assert shown.status_code == 200
    text = shown.content.decode()
    assert text.index("远帆影业") < text.index("北岸皮具") < text.index("拾光工作室")
    assert "It crosses a red line of the fans" in text
    assert (Deal.objects.count(), Fact.objects.count()) == (0, facts)
    assert client.post(PATH, {"text": TABLE}).status_code == 200
    assert client.post(PATH, {"text": "partner\n"}).status_code == 422
    assert client.post(PATH, {}).status_code == 422


@pytest.mark.usefixtures("today")
def test_deny_rules_hold_here_too(handler: Member, sign_in: SignIn) -> None:
    until = NOW.date().replace(month=9)
    actions.deny("远帆 影业", "任何合作", source="x", until=until, actor=handler, now=BEFORE)
    text = "partner,kind,reach,harm\n远帆影业,creator,1,1\n"
    shown = sign_in(handler).post(PATH, {"text": text}, headers={"accept-language": "en"})
    assert "A promise not to work together is in force" in shown.content.decode()


@pytest.mark.usefixtures("today")
def test_the_example_is_read_as_it_is(handler: Member, line: object, sign_in: SignIn) -> None:
    text = sign_in(handler).get(f"{PATH}/example.csv").content
    head = next(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert head == columns([1])
    filled = text.decode("utf-8-sig").replace("\r\n,creator", "\r\n甲,creator").encode()
    (found,), faults = read_candidates(filled, [1])
    assert (found.answers.harm, faults) == (Degree.LOW, [])


def test_for_those_who_handle_deals(cast: Cast, client: Client, sign_in: SignIn) -> None:
    assert client.get(PATH).status_code == 302
    assert client.post(PATH, {"text": TABLE}).status_code == 302
    assert sign_in(cast.lin).post(PATH, {"text": TABLE}).status_code == 403
    assert sign_in(cast.lin).get(f"{PATH}/example.csv").status_code == 403


CHOSEN = """partner,kind,reach,harm,purpose
远帆影业,creator,3,1,新机上市的四支视频
北岸皮具,co-branding,2,1,联名皮套
拾光工作室,creator,1,1,
"""


@pytest.mark.usefixtures("today")
def test_chosen_lines_are_registered_with_their_verdicts(handler: Member, sign_in: SignIn) -> None:
    client = sign_in(handler)
    shown = client.post(PATH, {"text": CHOSEN}).content.decode()
    assert re.findall(r'name="row" value="(\d+)"', shown) == ["2", "3"]
    found = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', shown, re.DOTALL)
    assert found is not None
    sent = {"text": html.unescape(found[1]), "row": ["3"], "register": "1"}
    assert client.post(PATH, sent).status_code == 302
    deal = Deal.objects.get()
    assert (deal.partner, deal.kind, deal.purpose) == ("北岸皮具", "co-branding", "联名皮套")
    assert deal.runs.get().verdict == Verdict.RED  # the legal bars were left open
    again = client.post(PATH, sent, headers={"accept-language": "en"})
    assert again.status_code == 409
    assert "Line 3: this is deal 1, which goes on." in again.content.decode()
    assert Deal.objects.count() == 1


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize(
    ("text", "rows", "status"),
    [
        (CHOSEN, ["2", "4"], 422),  # the last says nothing of what it is for
        (CHOSEN + "远帆 影业,creator,1,1,又一次\n", ["2", "5"], 409),  # twice in one file
        (CHOSEN + "甲,tv,1,1,短片\n", ["2"], 422),  # a line that cannot be read
    ],
)
def test_all_that_was_chosen_or_nothing(
    handler: Member, sign_in: SignIn, text: str, rows: list[str], status: int
) -> None:
    facts = Fact.objects.count()
    sent = {"text": text, "row": rows, "register": "1"}
    assert sign_in(handler).post(PATH, sent).status_code == status
    assert (Deal.objects.count(), Fact.objects.count()) == (0, facts)


def test_only_those_who_handle_deals_register(cast: Cast, sign_in: SignIn) -> None:
    sent = {"text": CHOSEN, "row": ["2"], "register": "1"}
    assert sign_in(cast.lin).post(PATH, sent).status_code == 403
    with refused("not-deals"):
        actions.register_all([], actor=cast.lin, now=NOW)
