"""Deals by the API: the same acts, the same refusals, and no way around the gate."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.decide.partnerships.models import Deal, Stage
from folkmoot.foundation.people.actions import issue_token
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, give_second_factor
from tests.folkmoot.rooms.partnerships import SAID, TABLE

Ask = Callable[..., Any]
CLEAN = {**SAID, "lines": {}}
DEAL = {"partner": "远帆影业", "kind": "creator", "purpose": "四支视频", "answers": CLEAN}
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def ask(cast: Cast, handler: Member, client: Client, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    def send(
        path: str, body: Any = None, *, who: Member = handler, scopes: str = "read answer"
    ) -> Any:
        give_second_factor(who.person)
        _row, secret = issue_token(name="t", scopes=scopes.split(), actor=who, now=LATER)
        headers = {"authorization": f"Bearer {secret}", "host": "localhost"}
        if body is None:
            return client.get(f"/api/lumen{path}", headers=headers)
        return client.post(
            f"/api/lumen{path}", body, content_type="application/json", headers=headers
        )

    return send


def test_bring_in_read_and_move(ask: Ask) -> None:
    made = ask("/deals", DEAL)
    assert made.status_code == 201, made.content
    assert (made.json()["run"]["verdict"], made.json()["passable"]) == ("green", True)
    moved = ask("/deals/1/stage", {"stage": "contact"})
    assert (moved.status_code, moved.json()["stage"]) == (200, "contact")
    again = ask("/deals/1/gate", {**CLEAN, "harm": "high"})
    assert [run["verdict"] for run in again.json()["runs"]] == ["red", "green"]
    assert again.json()["passable"] is False
    (listed,) = ask("/deals").json()["deals"]
    assert (listed["number"], listed["run"]["verdict"]) == (1, "red")
    assert ask("/deals/1").json()["partner"] == "远帆影业"
    assert ask("/deals/9").status_code == 404


@pytest.mark.parametrize("stage", ["contact", "negotiation", "draft", "signed", "running"])
@pytest.mark.parametrize(
    "against",
    [{"harm": "high"}, {"bars": {**CLEAN["bars"], "minor": "yes"}}],
    ids=["red", "barred"],
)
def test_no_stage_past_the_gate(ask: Ask, stage: str, against: dict[str, Any]) -> None:
    ask("/deals", {**DEAL, "answers": {**CLEAN, **against}})
    facts = Fact.objects.filter(kind__startswith="partnership.").count()
    refused = ask("/deals/1/stage", {"stage": stage})
    assert refused.status_code == 409
    assert refused.json()["code"]
    assert Deal.objects.get().stage == Stage.INTENT
    assert Fact.objects.filter(kind__startswith="partnership.").count() == facts


def test_no_signature_before_the_review_is_answered(ask: Ask) -> None:
    amber = {**CLEAN, "harm": "middle"}
    ask("/deals", {**DEAL, "answers": amber})
    for stage in ("contact", "negotiation", "draft"):
        assert ask("/deals/1/stage", {"stage": stage}).status_code == 200
    refused = ask("/deals/1/stage", {"stage": "signed"})
    assert (refused.status_code, refused.json()["code"]) == (409, "review-unanswered")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/deals", {**DEAL, "stage": "signed"}),
        ("/deals", {**DEAL, "verdict": "green"}),
        ("/deals", {**DEAL, "answers": {**CLEAN, "harm": "none"}}),
        ("/deals", {**DEAL, "kind": "friend"}),
        ("/deals", {**DEAL, "answers": {**CLEAN, "bars": {}}}),
        ("/deals/1/stage", {"stage": "intent"}),
        ("/deals/1/stage", {"stage": 4}),
        ("/deals/1/gate", {**CLEAN, "lines": {"9": "no"}}),
        ("/deals/1/gate", {**CLEAN, "verdict": 0}),
    ],
)
def test_what_the_shape_does_not_know_is_refused(ask: Ask, path: str, body: Any) -> None:
    ask("/deals", DEAL)
    assert ask(path, body).status_code == 422
    assert Deal.objects.get().stage == Stage.INTENT
    assert Deal.objects.get().runs.count() == 1


def test_a_table_is_judged_and_nothing_is_registered(ask: Ask, cast: Cast) -> None:
    said = ask("/deal-batches", {"table": TABLE + "甲,friend,乙,1,1\n"}).json()
    assert [(row["line"], row["verdict"]) for row in said["rows"]] == [(2, "red")]
    assert [(each["line"], each["column"]) for each in said["problems"]] == [(3, "kind")]
    assert not Deal.objects.exists()
    assert ask("/deal-batches", {"table": "x"}).status_code == 422


def test_who_may(ask: Ask, cast: Cast, client: Client) -> None:
    ask("/deals", DEAL)
    acts = {
        "/deals": DEAL,
        "/deals/1/gate": CLEAN,
        "/deals/1/stage": {"stage": "ended"},
        "/deal-batches": {"table": TABLE},
    }
    for path, body in acts.items():
        assert ask(path, body, who=cast.lin).status_code == 403
        assert ask(path, body, scopes="read").status_code == 403
        assert ask(path, body, who=cast.rival).status_code == 404
    for path in ("/deals", "/deals/1"):
        assert ask(path, who=cast.lin).status_code == 403
        assert ask(path, scopes="answer").status_code == 403
        assert client.get(f"/api/lumen{path}").status_code == 401
    assert Deal.objects.get().stage == Stage.INTENT
