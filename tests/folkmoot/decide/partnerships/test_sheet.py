"""The PDF of a deal says what the page says, in Chinese too; a second program reads it."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pypdf import PdfReader

from folkmoot.decide.partnerships import actions
from folkmoot.decide.partnerships.models import Deal, Degree, Stage
from folkmoot.foundation.people.models import Member, Person
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.partnerships.conftest import answers, intended

SignIn = Callable[[Person | Member], Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def deal(cast: Cast, handler: Member) -> Deal:
    """Red and excepted, run twice, after another deal with the same partner."""
    actions.move(intended(handler), Stage.ENDED, actor=handler, now=NOW)
    given = answers(harm=Degree.HIGH, cautions={"judgment": "yes"}, evidence="裁判文书网 <b>&</b>")
    deal = intended(handler, given)
    actions.run_gate(deal, given, actor=handler, now=NOW)
    reasons = "已当面致歉。\n第二段 & <i>。"
    actions.dispense(deal, reasons, actor=cast.chen, publish_on=date(2026, 6, 1), now=NOW)
    return deal


def text_of(client: Client, number: int) -> str:
    answer = client.get(f"/lumen/partnerships/{number}/sheet.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert len(answer.content) < 100_000
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return bare("".join(page.extract_text() for page in pages))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_everything_on_the_page_is_on_the_sheet(deal: Deal, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.chen)
    page = client.get("/lumen/partnerships/2/").context
    sheet = text_of(client, 2)
    near = [each["title"] or each["near"].deal.partner for each in page["nearest"]]
    near += [each["outcome"] for each in page["nearest"]]
    near += [label for each in page["nearest"] for label in each["shared"]]
    said = [
        *("远帆影业", "四支视频", "闸门结论：红灯", "触达与伤害", "已当面致歉"),
        *("第二段&<i>", "2026-06-01"),
        *("裁判文书网<b>&</b>", "/lumen/partnerships/2/", cast.chen.person.name),
        *page["reasons"],
        *near,
    ]  # fmt: skip
    assert len(page["nearest"]) >= 3
    assert [each for each in said if bare(each) not in sheet] == []


def test_in_english_too(deal: Deal, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.chen)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.cookies["django_language"] = "en"
    sheet = text_of(client, 2)
    assert bare("The gate says: red") in sheet
    assert "远帆影业" in sheet


def test_what_does_not_lead_on_is_said(cast: Cast, handler: Member, sign_in: SignIn) -> None:
    intended(handler, answers(harm=Degree.HIGH))
    intended(handler, answers(bars={"minor": "yes"}))
    client = sign_in(cast.chen)
    assert "到此为止。登记人以外的另一位高管" in text_of(client, 1)
    page = bare(client.get("/lumen/partnerships/2/").content.decode())
    law = "到此为止，也没有例外"
    assert (law in page) == (law in text_of(client, 2))


def test_an_erased_name_stays_away(deal: Deal, cast: Cast, sign_in: SignIn) -> None:
    Deal.objects.update(partner="", purpose="")
    assert "远帆影业" not in text_of(sign_in(cast.chen), 2)


def test_a_long_text_runs_over_the_page(cast: Cast, handler: Member, sign_in: SignIn) -> None:
    intended(handler, answers(evidence="查" * 1_999 + "完"))
    assert "查查完" in text_of(sign_in(cast.chen), 1)


def test_nobody_else_has_it(deal: Deal, cast: Cast, sign_in: SignIn) -> None:
    assert Client().get("/lumen/partnerships/2/sheet.pdf").status_code == 302
    assert sign_in(cast.lin).get("/lumen/partnerships/2/sheet.pdf").status_code == 403
