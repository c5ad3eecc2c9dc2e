"""A suggestion of the cast, and the steps it takes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Draft, Suggestion
from folkmoot.deliberate.suggestions.queries.likeness import forget
from folkmoot.foundation.people.actions import grant_role
from folkmoot.foundation.people.models import Member, Role
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd

TEXT = "电池门希望能自己打开。现在坏了只能寄修，出差时很不方便。"
DUE = (NOW + timedelta(days=90)).date()

Decide = Callable[..., Draft]


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """The index of a process outlives its databases only in tests."""
    forget()


@pytest.fixture
def suggestion(cast: Cast, topic: str) -> Suggestion:
    """Lin's, received just now."""
    actions.suggest(Wording(text=TEXT), actor=cast.lin, now=NOW)
    return again(cast, 1)


def again(cast: Cast, number: int) -> Suggestion:
    found = queries.suggestion_by_number(cast.brand, number)
    assert found is not None
    return found


@pytest.fixture
def hua(cast: Cast) -> Member:
    """A second operator."""
    (member,) = crowd(cast.brand, 1, "hua")
    grant_role(member, Role.OPERATOR, title="产品经理", actor=None, now=NOW)
    return member


@pytest.fixture
def drafted(cast: Cast, suggestion: Suggestion) -> Decide:
    """Mei looks into it and drafts: `drafted("declined")`."""

    def draft(outcome: str = "adopted", on: Suggestion = suggestion) -> Draft:
        if on.status == "received":
            actions.assess(on, "in-scope", "我们先问结构组。", actor=cast.mei, now=NOW)
        reasons = {"adopted": "solves", "partly": "in-part", "declined": "cost"}
        yes = {"owner_title": "产品副总裁", "due": DUE, "evidence": "量产机的拆装视频"}
        return actions.draft_decision(
            on,
            outcome,
            reasons[outcome],
            "我们想清楚了,理由如下。",
            **({} if outcome == "declined" else yes),  # type: ignore[arg-type]
            actor=cast.mei,
            now=NOW,
        )

    return draft


@pytest.fixture
def decided(cast: Cast, drafted: Decide) -> Callable[[str], Suggestion]:
    """Drafted by Mei, approved and published by Chen."""

    def decide(outcome: str = "adopted") -> Suggestion:
        draft = drafted(outcome)
        actions.approve_draft(draft, actor=cast.chen, now=NOW)
        actions.publish_decision(draft, actor=cast.chen, now=NOW)
        return again(cast, 1)

    return decide
