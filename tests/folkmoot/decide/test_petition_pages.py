"""The pages of petitions: plain words, the thresholds, what happens next."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.decide.petitions import actions, queries
from folkmoot.decide.petitions.models import Petition, Signature
from folkmoot.foundation.people.models import Member, Person
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.conftest import active, admitted, decided, seconded, started
from tests.folkmoot.pages import read_page

pytestmark = pytest.mark.usefixtures("topics")
SignIn = Callable[[Member | Person], Client]
SIZES = {"core": 40, "active": 60, "ordinary": 94}


def test_the_page_says_what_it_takes_and_what_comes_next(cast: Cast, client: Client) -> None:
    people = active(cast.brand, SIZES)
    petition = admitted(cast, decided(cast))
    for member in people[:12]:
        actions.sign(petition, actor=member, now=NOW)
    shown = read_page(client, "/lumen/petitions/1/")
    for words in (
        "请保留三色款里的一色。",
        "of 10 signatures",
        "From 1 of 3 cohorts",
        "5 % of 200 active members",
        "What happens next",
        "stops for up to 7 days, and 董事会 looks at it again",
        "Sign this petition",
    ):
        assert words in shown, words


def test_it_is_started_from_the_decision(cast: Cast, sign_in: SignIn) -> None:
    decided(cast)
    client = sign_in(cast.lin)
    assert "/lumen/petitions/on/1" in read_page(client, "/lumen/decisions/1/")
    assert "never about" in read_page(client, "/lumen/petitions/on/1")
    body = {"asks": "保留一色", "because": "数字", "about_the_decision": "on"}
    response = client.post("/lumen/petitions/on/1", body | {"about_the_decision": ""})
    assert response.status_code == 422
    assert "保留一色" in response.content.decode()
    response = client.post("/lumen/petitions/on/1", body)
    assert response["location"] == "/lumen/petitions/1/"


def test_sign_in_comes_last_and_nothing_is_lost(cast: Cast, client: Client) -> None:
    decided(cast)
    body = {"asks": "保留一色", "because": "数字", "about_the_decision": "on"}
    response = client.post("/lumen/petitions/on/1", body)
    assert response.status_code == 302
    assert "/account/" in response["location"]
    assert "保留一色" in read_page(client, "/lumen/petitions/on/1")
    assert not Petition.objects.exists()


def test_signing_and_taking_it_back(cast: Cast, sign_in: SignIn) -> None:
    active(cast.brand, SIZES)
    admitted(cast, decided(cast))
    client = sign_in(cast.outsider)  # joins with the first thing they say
    client.post("/lumen/petitions/1/signature")
    assert Signature.objects.filter(withdrawn_at=None).count() == 1
    assert "You have signed" in read_page(client, "/lumen/petitions/1/")
    client.post("/lumen/petitions/1/signature/withdrawal")
    assert not Signature.objects.filter(withdrawn_at=None).exists()


def test_words_wait_for_the_check(cast: Cast, client: Client, sign_in: SignIn) -> None:
    petition = started(cast, decided(cast))
    fact = petition.fact.number
    for path in ("/lumen/petitions/1/", f"/lumen/record/{fact}", "/lumen/petitions/"):
        assert "三色款里的一色" not in read_page(client, path)
    assert "三色款里的一色" in read_page(sign_in(cast.zhou), "/lumen/petitions/1/")
    client.cookies.clear()
    actions.admit(seconded(petition), actor=cast.mei, now=NOW)
    for path in ("/lumen/petitions/1/", f"/lumen/record/{fact}", "/lumen/petitions/"):
        assert "三色款里的一色" in read_page(client, path)


def test_the_check_and_the_mended_petition(cast: Cast, sign_in: SignIn) -> None:
    seconded(started(cast, decided(cast)))
    mei = sign_in(cast.mei)
    assert "三色款里的一色" in read_page(mei, "/lumen/petitions/queue")
    read_page(mei, "/lumen/petitions/1/check")
    body = {"outcome": "rejected", "reason": "", "why": ""}
    assert mei.post("/lumen/petitions/1/check", body).status_code == 422
    body = {"outcome": "rejected", "reason": "unclear", "why": "没说保留哪一色。"}
    assert mei.post("/lumen/petitions/1/check", body).status_code == 302
    mei.cookies.clear()
    lin = sign_in(cast.lin)
    shown = read_page(lin, "/lumen/petitions/1/")
    assert "没说保留哪一色。" in shown
    assert "Mend it" in shown
    assert "三色款里的一色" in read_page(lin, "/lumen/petitions/on/1?mends=1")
    body = {"asks": "保留蓝色", "because": "数字", "about_the_decision": "on", "mends": "1"}
    assert lin.post("/lumen/petitions/on/1", body)["location"] == "/lumen/petitions/2/"
    assert Petition.objects.get(number=2).mends


def test_the_reply_form(cast: Cast, sign_in: SignIn) -> None:
    petition = admitted(cast, decided(cast, "colour"))
    actions.sign(petition, actor=cast.zhou, now=NOW)
    client = sign_in(cast.chen)
    read_page(client, "/lumen/petitions/1/reply")
    assert client.post("/lumen/petitions/1/reply", {"text": "保留蓝色。"}).status_code == 302
    assert "保留蓝色。" in read_page(client, "/lumen/petitions/1/")


def test_open_data_has_no_person_and_no_small_count(cast: Cast, client: Client) -> None:
    people = active(cast.brand, SIZES)
    petition = admitted(cast, decided(cast))
    for member in people[:9]:
        actions.sign(petition, actor=member, now=NOW)
    data = json.loads(read_page(client, "/lumen/petitions/1/export.json"))
    assert data["signing"]["signatures"] is None
    assert data["signing"]["cohorts"]["core"] == {"signatures": None, "eligible": 40}
    assert cast.lin.pseudonym not in json.dumps(data)


def test_the_simulator(cast: Cast, client: Client) -> None:
    people = active(cast.brand, SIZES)
    petition = admitted(cast, decided(cast))
    for member in people[:14]:
        actions.sign(petition, actor=member, now=NOW)
    end = petition.signing.closes_at
    actions.close_ended(now=end)
    version = petition.rule
    lenient = queries.simulate(cast.brand, version, share=5, cohorts=1, now=NOW)
    strict = queries.simulate(cast.brand, version, share=5, cohorts=3, now=NOW)
    higher = queries.simulate(cast.brand, version, share=8, cohorts=1, now=NOW)
    assert [s.would_be for s in (lenient, strict, higher)] == [1, 0, 0]
    assert strict.was == 0
    (past,) = strict.petitions
    assert (past.total, past.needed, past.by_cohort) == (14, 10, [("core", 14)])
    month = strict.months[0]
    assert (month.eligible, month.needed) == (200, 10)
    assert dict(month.by_cohort) == {"core": 40, "active": 60, "ordinary": 100}
    assert strict.months[-1].eligible is None  # nobody was here then: nothing is shown
    shown = read_page(client, "/lumen/petitions/simulator?topic=repair&share=5&cohorts=3")
    assert "10 of 200" in shown
    read_page(client, "/lumen/petitions/simulator?topic=repair&share=0&cohorts=9")
    read_page(client, "/lumen/petitions/simulator")


@pytest.mark.parametrize("show", ["all", "signing", "established", "rejected"])
def test_the_lists(cast: Cast, client: Client, show: str) -> None:
    admitted(cast, decided(cast))
    shown = read_page(client, f"/lumen/petitions/?show={show}")
    assert ("三色款里的一色" in shown) == (show in ("all", "signing"))
    read_page(client, "/lumen/petitions/?show=other", 404)


def test_after_the_end_nothing_can_be_signed(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted(cast, decided(cast))
    later = NOW + timedelta(days=40)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert "Sign this petition" not in read_page(client, "/lumen/petitions/1/")
