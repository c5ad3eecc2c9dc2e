"""The wizard: from nothing to a charter, one step after another, left and taken up again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from folkmoot.charter.articles.models import Edition, Opening, SoulItem
from folkmoot.charter.models import Topic
from tests.folkmoot.conftest import Cast

pytestmark = pytest.mark.usefixtures("today")

SignIn = Callable[[Any], Client]
HOME = "/lumen/charter/opening/"


@pytest.fixture
def chen(cast: Cast, sign_in: SignIn) -> Client:
    client = sign_in(cast.chen)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def as_shown(client: Client, step: str) -> dict[str, Any]:
    """What a browser would send if nothing were changed on the page."""
    form = client.get(f"{HOME}{step}/").context["form"]
    if not hasattr(form, "forms"):
        return {name: form[name].value() for name in form.fields}
    sent = {f"{form.prefix}-TOTAL_FORMS": "5", f"{form.prefix}-INITIAL_FORMS": "0"}
    for row in form.forms:
        for name in row.fields:
            value = row[name].value()
            if value is not None and value is not False and value != "":
                sent[row.add_prefix(name)] = value
    return sent


def answer(client: Client, step: str, **changed: Any) -> Any:
    return client.post(f"{HOME}{step}/", as_shown(client, step) | changed)


def test_whoever_changes_nothing_ends_with_a_charter(chen: Client) -> None:
    assert chen.get(HOME)["Location"] == f"{HOME}brand/"
    for step, following in (
        ("brand", "articles"),
        ("articles", "topics"),
        ("topics", "soul"),
        ("soul", "review"),
    ):
        assert answer(chen, step)["Location"] == f"{HOME}{following}/"
    assert "Nothing is missing" in chen.get(f"{HOME}review/").content.decode()
    assert chen.post(f"{HOME}review/")["Location"] == "/lumen/charter/text/"
    edition = Edition.objects.get()
    assert [article["key"] for article in edition.body["articles"]] == ["T2", "T7", "T10", "T12"]
    assert set(Topic.objects.values_list("slug", flat=True)) == {
        "design",
        "partners",
        "community",
        "price",
    }
    assert not Opening.objects.exists()


def test_whoever_shares_names_who_looks_again_and_a_soul(chen: Client) -> None:
    answer(chen, "brand", appetite="share", size="small")
    answer(chen, "articles")
    names = {f"topic-{n}-higher_decider": "The board" for n in range(5)}
    answer(chen, "topics", **names)
    soul = {
        "soul-0-statement": "No advertising on the body",
        "soul-0-origin": "The first box",
        "soul-0-year": "2014",
        "soul-0-proof": "https://lumen.example/box",
    }
    answer(chen, "soul", **soul)
    chen.post(f"{HOME}review/")
    keys = [article["key"] for article in Edition.objects.get().body["articles"]]
    assert keys == ["T4", "T5", "T6", "T7", "T10", "T12"]
    assert SoulItem.objects.get().year == 2014
    rungs = {t.slug: t.versions.get().rung for t in Topic.objects.all()}
    assert rungs == {"design": 1, "partners": 2, "community": 2, "price": 0, "soul": 3}


def test_it_can_be_left_and_taken_up_by_another_executive(chen: Client) -> None:
    answer(chen, "brand", size="large")
    assert chen.get(HOME)["Location"] == f"{HOME}articles/"
    assert as_shown(chen, "brand")["size"] == "large"
    assert "T3" in as_shown(chen, "articles")["articles"]


def test_what_the_linter_finds_leads_to_its_step_and_is_not_adopted(chen: Client) -> None:
    answer(chen, "brand")
    answer(chen, "articles", articles=["T2"])
    answer(chen, "topics")
    answer(chen, "soul")
    page = chen.get(f"{HOME}review/").content.decode()
    assert "Add T12" in page
    assert f"{HOME}articles/" in page
    assert "Adopt the charter" not in page
    assert chen.post(f"{HOME}review/").status_code == 422
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("step", "changed", "said"),
    [
        ("topics", {"topic-0-title": ""}, "leave the topic out"),
        ("topics", {"topic-1-slug": "design"}, "same address"),
        ("topics", {"topic-0-slug": "a b"}, "valid"),
        ("soul", {"soul-0-statement": "x"}, "all four"),
        ("soul", {"soul-TOTAL_FORMS": "9"}, "at most 5"),
        ("brand", {"size": "huge"}, "another look"),
    ],
)
def test_a_wrong_answer_stays_on_its_step(
    chen: Client, step: str, changed: dict[str, str], said: str
) -> None:
    response = answer(chen, step, **changed)
    assert response.status_code == 422
    assert said in response.content.decode()


@pytest.mark.parametrize("name", ["lin", "mei", "wu", "stranger"])
def test_it_is_for_executives(cast: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(getattr(cast, name))
    assert client.get(HOME).status_code == 403
    assert client.get(f"{HOME}brand/").status_code == 403
    assert client.post(f"{HOME}brand/", {"size": "small"}).status_code == 403


def test_no_step_can_be_skipped(chen: Client) -> None:
    answer(chen, "brand")
    answer(chen, "articles")
    assert chen.get(f"{HOME}review/")["Location"] == f"{HOME}topics/"
    assert chen.post(f"{HOME}review/").status_code == 422
    assert not Edition.objects.exists()


def test_an_unknown_step_is_not_found(chen: Client) -> None:
    assert chen.get(f"{HOME}none/").status_code == 404


def test_there_is_one_opening(chen: Client, edition: Edition) -> None:
    assert chen.get(HOME).status_code == 409
