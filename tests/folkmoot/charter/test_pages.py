"""The charter as people see it, and as an executive changes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.charter.models import Topic, TopicVersion
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.pages import read_page

pytestmark = pytest.mark.usefixtures("today", "english")

SignIn = Callable[[Any], Client]
SAID = {
    "rung": "2",
    "decider": "董事会",
    "open_to_change": "<script>alert(1)</script>",
    "not_open": "安全",
    "minimum_level": "2",
    "quorum": "100",
    "quorum_share": "20",
    "petition_share": "10",
    "petition_cohorts": "2",
    "suspension_hours": "48",
    "higher_decider": "董事会",
    "support_share": "60",
    "seats_adult_only": "on",
    "reply_days": "7",
    "effective_from": "",
}


def test_anyone_sees_who_decides_what(cast: Cast, topic: str, client: Client) -> None:
    page = read_page(client, "/lumen/charter/")
    assert "产品设计" in page
    assert "L1 · You advise" in page
    assert "副总裁 陈" in page
    assert "Announce" not in page


def test_a_moot_without_rules_says_what_comes_next(cast: Cast, client: Client) -> None:
    assert "No rule has been announced yet" in read_page(client, "/lumen/charter/")


def test_a_topic_shows_its_card_and_its_versions(cast: Cast, topic: str, client: Client) -> None:
    page = read_page(client, f"/lumen/charter/topics/{topic}/")
    assert "A count of votes does not decide." in page
    assert "within 14 days after it closes" in page
    assert "Version 1" in page


def test_a_topic_of_another_brand_is_not_here(cast: Cast, topic: str, client: Client) -> None:
    assert client.get(f"/fathom/charter/topics/{topic}/").status_code == 404


@pytest.mark.parametrize("name", ["lin", "mei", "wu", "stranger", "outsider"])
def test_others_cannot_announce(cast: Cast, topic: str, sign_in: SignIn, name: str) -> None:
    client = sign_in(getattr(cast, name))
    for path in ("announcements/", f"topics/{topic}/announcements/"):
        assert client.get(f"/lumen/charter/{path}").status_code == 403
        assert client.post(f"/lumen/charter/{path}", SAID).status_code == 403
    assert TopicVersion.objects.count() == 1


def test_an_executive_looks_first_and_then_announces(
    cast: Cast, topic: str, sign_in: SignIn
) -> None:
    client, path = sign_in(cast.chen), f"/lumen/charter/topics/{topic}/announcements/"
    assert "副总裁 陈" in read_page(client, path)
    preview = client.post(path, SAID).content.decode()
    assert "This is what people will read" in preview
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in preview
    assert TopicVersion.objects.count() == 1
    done = client.post(path, SAID | {"announce": "1"}, follow=True)
    version = TopicVersion.objects.get(number=2)
    assert (version.effective_from, version.reply_hours) == (NOW + timedelta(days=7), 168)
    assert "in 7 days" in done.content.decode()


def test_a_first_rule_holds_at_once(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.chen)
    said = SAID | {"title": "定价", "slug": "Prices", "announce": "1"}
    response = client.post("/lumen/charter/announcements/", said)
    assert response["Location"] == "/lumen/charter/topics/prices/"
    assert Topic.objects.get(slug="prices").versions.get().effective_from == NOW


def test_a_start_in_the_past_is_refused_beside_its_field(
    cast: Cast, topic: str, sign_in: SignIn
) -> None:
    said = SAID | {"effective_from": "2026-03-05T09:00", "announce": "1"}
    response = sign_in(cast.chen).post(f"/lumen/charter/topics/{topic}/announcements/", said)
    assert response.status_code == 422
    assert "people must have time to read the rule" in response.content.decode()
    assert TopicVersion.objects.count() == 1


@pytest.mark.parametrize("term", ["decider", "not_open", "rung", "reply_days", "quorum"])
def test_an_empty_term_is_refused_beside_its_field(cast: Cast, sign_in: SignIn, term: str) -> None:
    said = SAID | {"title": "定价", "slug": "prices", "announce": "1", term: ""}
    assert sign_in(cast.chen).post("/lumen/charter/announcements/", said).status_code == 422
    assert not Topic.objects.exists()
