"""A creator reads everything that the register holds about them, writes to it, is answered."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators import jobs as _notes  # noqa: F401 - a reader
from folkmoot.act.creators.models import Address, Answer, Concern, Creator, Label, Remark
from folkmoot.act.creators.rules import Standard
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.creators.conftest import DAY, entered, given
from tests.folkmoot.conftest import NOW, Cast, refused

SignIn = Callable[[Any], Client]
SECRET = "s" * 43
OWN = f"/lumen/creators/held/{SECRET}/"
ENGLISH = {"accept-language": "en"}

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def address(cast: Cast, creator: Creator) -> str:
    return actions.issue_address(creator, actor=cast.mei, now=NOW, secret=SECRET)


def read(path: str = OWN) -> str:
    return Client().get(path, headers=ENGLISH).content.decode()


def test_every_row_on_them_is_there(cast: Cast, ma: Member, creator: Creator, address: str) -> None:
    actions.grant(creator, given(reason="四支新机视频"), actor=cast.mei, now=NOW)
    actions.set_limits(Standard(held=1, of=4), "轮流。", actor=cast.chen, now=NOW)
    beyond = given(begins=date(2026, 4, 1), until=date(2026, 4, 30), reason="拖得太久")
    actions.ask_exception(creator, beyond, actor=cast.mei, now=NOW)
    told = {"published_on": date(2026, 3, 1), "actor": cast.mei, "now": NOW}
    piece = actions.register_piece(
        creator, "https://example.org/video/1", Label.ADVERTISING, **told
    )
    actions.give_proof(piece, "标题下方写着“广告”", actor=cast.mei, now=NOW)
    actions.check_proof(piece, labelled=True, note="看到了", actor=ma, now=NOW)
    care = {"review_on": date(2026, 3, 9), "actor": cast.mei, "now": NOW}
    checklist = actions.open_checklist(creator, Concern.CARE, "评论区有人号召去骂", **care)
    actions.tick(checklist, "contact", "已经通话", actor=cast.mei, now=NOW)
    actions.bid_farewell(creator, "合同到期", actor=cast.mei, now=NOW)
    actions.welcome_back(creator, "又签了", actor=cast.mei, now=NOW)
    page = read()
    for said in (
        *("午后实验室", "@午后实验室", "视频站", "他们的评测被许多人参考。"),
        *("四支新机视频", "¥12,000.00", "拖得太久", "https://example.org/video/1"),
        *("标题下方写着“广告”", "看到了", "评论区有人号召去骂", "已经通话", "合同到期", "又签了"),
    ):
        assert said in page, said
    # Who at the brand wrote it stays with the brand.
    names = [str(member.person) for member in (cast.mei, ma)]
    assert not {name for name in names if re.search(rf"\b{name}\b", page)}


def test_nothing_of_anybody_else(cast: Cast, creator: Creator, address: str) -> None:
    other = entered(cast.mei, "夜读灯")
    actions.grant(other, given(reason="另一支视频"), actor=cast.mei, now=NOW)
    actions.remark(other, "别人的话", now=NOW)
    page = read()
    assert not {said for said in ("夜读灯", "另一支视频", "别人的话") if said in page}


def test_the_address_is_private(cast: Cast, creator: Creator, address: str) -> None:
    answer = Client().get(OWN)
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert SECRET not in str(list(Address.objects.values()))
    assert SECRET not in str(list(Fact.objects.values("published", "kind")))
    for wrong in (f"{SECRET}x", SECRET[:-1], "x", SECRET.upper()):
        assert Client().get(f"/lumen/creators/held/{wrong}/").status_code == 404
    assert Client().get(f"/fathom/creators/held/{SECRET}/").status_code == 404
    actions.issue_address(creator, actor=cast.mei, now=NOW + DAY)
    assert Client().get(OWN).status_code == 404


def test_the_page_of_the_brand_makes_one(cast: Cast, creator: Creator, sign_in: SignIn) -> None:
    client = sign_in(cast.mei)
    page = client.post("/lumen/creators/1/address", headers=ENGLISH).content.decode()
    address = page.split('dossier__url">')[1].split("<")[0]
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    assert address not in client.get("/lumen/creators/1/").content.decode()
    for who, status in ((cast.lin, 403), (cast.wu, 403), (cast.rival, 403)):
        assert sign_in(who).post("/lumen/creators/1/address").status_code == status


def test_a_remark_is_answered_within_seven_days(
    cast: Cast, creator: Creator, address: str, sign_in: SignIn
) -> None:
    sent = Client().post(f"{OWN}remark", {"text": "第二支视频没有付钱。"})
    assert (sent.status_code, sent["Location"]) == (302, OWN)
    assert sent["Referrer-Policy"] == "same-origin"
    clock = clock_of(cast.brand, "creator-remark", "creator-remark:1")
    assert clock is not None
    assert clock.due_at == NOW + timedelta(days=7)
    catch_up()
    told = Notice.objects.get(member=cast.mei, fact__kind="creator.remarked")
    assert told.path == "/lumen/creators/1/"
    client = sign_in(cast.mei)
    assert "第二支视频没有付钱。" in client.get("/lumen/creators/1/").content.decode()
    reply = "/lumen/creators/remarks/1/answer"
    assert client.post(reply, {"text": "改成一支了。"}).status_code == 302
    assert client.post(reply, {"text": "又一次。"}).status_code == 409
    page = read()
    assert "改成一支了。" in page
    assert "又一次。" not in page
    assert str(cast.mei.person) not in page
    met = clock_of(cast.brand, "creator-remark", "creator-remark:1")
    assert met is not None
    assert met.met_by == Answer.objects.get().fact


def test_what_cannot_be_said(cast: Cast, creator: Creator, address: str) -> None:
    assert Client().post(f"{OWN}remark", {"text": " "}).status_code == 422
    assert Client().post(f"{OWN}remark", {"text": "打 13812345678 找我"}).status_code == 422
    assert not Remark.objects.exists()
    for _each in range(3):
        actions.remark(creator, "还在等。", now=NOW)
    shown = Client().post(f"{OWN}remark", {"text": "第四次。"}, headers=ENGLISH)
    assert shown.status_code == 409
    assert "Three of your remarks wait" in shown.content.decode()
    first = queries.remark_by_number(cast.brand, 1)
    assert first is not None
    actions.answer(first, "好。", actor=cast.mei, now=NOW)
    actions.remark(creator, "第四次。", now=NOW)


@pytest.mark.parametrize(
    ("who", "code"), [("lin", "not-creators"), ("wu", "not-creators"), ("rival", "other-brand")]
)
def test_who_may_not(cast: Cast, creator: Creator, who: str, code: str) -> None:
    made, actor = actions.remark(creator, "不对。", now=NOW), getattr(cast, who)
    with refused(code):
        actions.answer(made, "好。", actor=actor, now=NOW)
    with refused(code):
        actions.issue_address(creator, actor=actor, now=NOW)


@pytest.mark.database
def test_what_was_said_stays(cast: Cast, creator: Creator, address: str) -> None:
    made = actions.remark(creator, "不对。", now=NOW)
    actions.answer(made, "好。", actor=cast.mei, now=NOW)
    for rows in (Address.objects.all(), Remark.objects.all(), Answer.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(at=NOW + DAY)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_hostile_words_are_words(cast: Cast, creator: Creator, address: str) -> None:
    Client().post(f"{OWN}remark", {"text": "<script>alert(1)</script>{{ 7|add:7 }}"})
    assert "<script>alert" not in read()
    assert "&lt;script&gt;alert(1)" in read()


def test_forged_forms_are_refused(cast: Cast, creator: Creator, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{OWN}remark", {"text": "不对。"}).status_code == 403
