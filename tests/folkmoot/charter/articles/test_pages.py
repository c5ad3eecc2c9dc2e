"""The charter as people read it, change it and guard it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from folkmoot.charter.articles.actions import ask_guardian, propose
from folkmoot.charter.articles.models import Amendment, Edition, Guardian, SoulItem
from folkmoot.foundation.people.actions import verify
from folkmoot.foundation.people.models import Level, Member
from tests.folkmoot.charter.articles.conftest import DAY, THEN
from tests.folkmoot.charter.articles.test_amend import minutes_in_three_days, other_soul
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.pages import read_page

pytestmark = pytest.mark.usefixtures("today", "english")

SignIn = Callable[[Any], Client]


def text(client: Client, path: str, status: int = 200) -> str:
    return read_page(client, f"/lumen/charter/{path}", status)


def test_without_a_charter_each_page_says_what_comes_next(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    assert "An executive of the brand writes the first one" in text(client, "text/")
    assert "There is no map yet" in text(client, "power/")
    assert "Nothing has changed yet" in text(client, "pace/")
    assert "No item is listed" in text(client, "soul/")
    assert "Write the charter" in text(sign_in(cast.chen), "text/")


def test_anyone_reads_the_articles_and_their_exact_text(
    cast: Cast, edition: Edition, client: Client
) -> None:
    page = text(client, "text/")
    assert "Fan advisory board" in page
    assert "Terms of 12 months, three in a row at most" in page
    assert "Change the soul" not in page
    response = client.get("/lumen/charter/editions/1/text.json")
    assert response.json() == edition.body
    assert client.get("/lumen/charter/editions/2/").status_code == 404
    assert client.get("/fathom/charter/editions/1/").status_code == 404


def test_any_past_day_can_be_looked_at(cast: Cast, edition: Edition, client: Client) -> None:
    before = f"{THEN - DAY:%Y-%m-%d}"
    assert "there was no charter in force" in text(client, f"text/?on={before}")
    assert "Who held which right on" in text(client, f"power/?on={before}")
    assert "Who holds which right today" in text(client, "power/?on=nonsense")
    assert "Who holds which right today" in text(client, "power/?on=2026-13-99")
    assert client.get("/lumen/charter/power/?on=9999-12-31").status_code == 200
    assert client.get("/lumen/charter/power/?on=0001-01-01").status_code == 200


def test_an_executive_looks_first_and_then_proposes(
    cast: Cast, edition: Edition, sign_in: SignIn
) -> None:
    client, path = sign_in(cast.chen), "/lumen/charter/changes/T2.minutes/"
    said = {"zh": "三天", "en": "three days", "days": "3", "title": "快一点", "reason": "七天太慢"}
    assert "Change T2: Minutes" in text(client, "changes/T2.minutes/")
    preview = client.post(path, said).content.decode()
    assert "Open for 14 days, then in force 14 days after it is adopted" in preview
    assert not Amendment.objects.exists()
    done = client.post(path, said | {"propose": "1"})
    assert done["Location"] == "/lumen/charter/amendments/1/"
    assert "you can speak until" in text(client, "amendments/1/")


def test_a_change_that_breaks_the_charter_is_shown_and_not_proposed(
    cast: Cast, edition: Edition, sign_in: SignIn
) -> None:
    client = sign_in(cast.chen)
    said = {"articles": ["T2", "T4"], "title": "x", "reason": "y", "propose": "1"}
    response = client.post("/lumen/charter/changes/articles/", said)
    assert response.status_code == 422
    assert "Add T12, which protects them" in response.content.decode()
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("part", ["T99.minutes", "T2", "T2.none", "soul.x"])
def test_an_unknown_part_is_not_found(
    cast: Cast, edition: Edition, sign_in: SignIn, part: str
) -> None:
    assert sign_in(cast.chen).get(f"/lumen/charter/changes/{part}/").status_code == 404


def test_the_soul_is_changed_in_a_form(cast: Cast, edition: Edition, sign_in: SignIn) -> None:
    client = sign_in(cast.chen)
    said = {
        "soul-TOTAL_FORMS": "5",
        "soul-INITIAL_FORMS": "0",
        "title": "第二条",
        "reason": "早该写上",
        "soul-0-statement": "机身上不印广告",
        "soul-0-origin": "第一台相机的包装盒背面",
        "soul-0-year": "2014",
        "soul-0-proof": "https://lumen.example/box",
        "soul-1-statement": "电池可换",
        "soul-1-origin": "第二代",
        "soul-1-year": "2016",
        "soul-1-proof": "说明书第 3 页",
    }
    preview = client.post("/lumen/charter/changes/soul/", said).content.decode()
    assert "电池可换" in preview
    assert "two keys" in preview
    client.post("/lumen/charter/changes/soul/", said | {"propose": "1"})
    assert [item["place"] for item in Amendment.objects.get().body["soul"]] == [1, 2]


def test_a_fan_speaks_and_changes_their_mind(cast: Cast, edition: Edition, sign_in: SignIn) -> None:
    amendment = propose("x", "y", minutes_in_three_days(edition), actor=cast.chen, now=NOW)
    verify(cast.lin, Level.OWNER, actor=cast.mei, now=NOW)
    client, path = sign_in(cast.lin), "/lumen/charter/amendments/1/voice/"
    client.post(path, {"voice": "for"})
    client.post(path, {"voice": "against"})
    assert [v.in_favour for v in amendment.voices.all()] == [False]
    assert "fewer than ten" in text(client, "amendments/1/")


def test_an_executive_settles_it_after_the_window(
    cast: Cast, edition: Edition, sign_in: SignIn
) -> None:
    amendment = propose("x", "y", minutes_in_three_days(edition), actor=cast.chen, now=NOW)
    client, path = sign_in(cast.chen), "/lumen/charter/amendments/1/settlement/"
    early = client.post(path, {"outcome": "adopted", "reply": "好"})
    assert early.status_code == 409
    with time_machine.travel(amendment.closes_at + timedelta(hours=1), tick=False):
        sign_in(cast.chen)
        assert "Settle it" in text(client, "amendments/1/")
        client.post(path, {"outcome": "adopted", "reply": "没有人反对。"})
        assert "Edition 2, in force from" in text(client, "amendments/1/")
        assert "announced" in text(client, "editions/2/")


def test_a_guardian_is_asked_accepts_signs_and_gives_back(
    cast: Cast, edition: Edition, sign_in: SignIn
) -> None:
    client = sign_in(cast.chen)
    asked = {"pseudonym": cast.lin.pseudonym}
    assert client.post("/lumen/charter/soul/1/guardians/", asked).status_code == 302
    assert client.post("/lumen/charter/soul/1/guardians/", {"pseudonym": "x"}).status_code == 422
    guardian = Guardian.objects.get()
    client = sign_in(cast.lin)
    assert "You are asked to guard" in text(client, "soul/")
    path = f"/lumen/charter/guardians/{guardian.pk}/"
    assert client.post(f"{path}acceptance/", {"seat": "守灯人"}).status_code == 422
    client.post(f"{path}acceptance/", {"seat": "守灯人", "adult": "on"})
    page = text(client, "soul/")
    assert "守灯人" in page
    propose("x", "y", other_soul(edition), actor=cast.chen, now=NOW)
    assert "Turn the key" in text(client, "amendments/1/")
    client.post("/lumen/charter/amendments/1/signature/", {"key": "keep", "reason": "不行"})
    assert "0 of 1 have signed" in text(client, "amendments/1/")
    client.post(f"{path}return/")
    assert "nobody yet" in text(client, "soul/")


def test_nobody_sees_who_is_behind_a_seat(cast: Cast, guardian: Guardian, client: Client) -> None:
    page = text(client, "soul/")
    assert "守灯人" in page
    assert cast.lin.pseudonym not in page
    assert "Lin" not in page


@pytest.mark.parametrize("name", ["zhou", "chen", "stranger"])
def test_another_person_cannot_take_the_key(
    cast: Cast, edition: Edition, sign_in: SignIn, name: str
) -> None:
    item = SoulItem.objects.get()
    asked = ask_guardian(item, cast.lin, actor=cast.chen, now=NOW)
    actor: Member = getattr(cast, name)
    path = f"/{actor.brand.slug}/charter/guardians/{asked.pk}/acceptance/"
    response = sign_in(actor).post(path, {"seat": "我", "adult": "on"})
    assert response.status_code == 404


def test_an_executive_reviews_it(cast: Cast, edition: Edition, sign_in: SignIn) -> None:
    client = sign_in(cast.chen)
    client.post("/lumen/charter/review/", {"outcome": "kept", "reason": "两年来没有人要改。"})
    assert "两年来没有人要改。" in text(client, "text/")
