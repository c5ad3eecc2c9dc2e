"""Fans drawn by lot say whether a promise was kept; the brand's rating stands beside it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.account.promises import actions, jobs, queries
from folkmoot.account.promises.models import Promise, Verification
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Choice, Invitation, Panel
from folkmoot.foundation.record.queries import facts_after
from tests.folkmoot.account.promises.conftest import again
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.panels.conftest import willing

LATER = NOW + timedelta(hours=1)
ROUND = "5e" * 32  # what a round of the beacon looks like


@pytest.fixture
def asked(promise: Promise, cast: Cast) -> Panel:
    """Twenty-five of forty are drawn to look at the evidence."""
    willing(cast.brand, 40)
    actions.give_evidence(promise, "左手手柄已上架。", actor=cast.chen, now=NOW)
    panel = actions.ask_panel(promise, actor=cast.mei, now=NOW).panel
    return panels.draw(panel, ROUND, actor=cast.mei, now=LATER)


def answer(panel: Panel, *choices: Choice) -> None:
    for seat, choice in zip(Invitation.objects.filter(panel=panel), choices, strict=False):
        panels.accept(seat, actor=seat.lot.member, now=LATER)
        panels.answer(seat, choice, actor=seat.lot.member, now=LATER)


def conclude(panel: Panel) -> None:
    fact = panels.conclude(panel, now=LATER + timedelta(days=30))
    assert fact is not None
    jobs.note_verdict(fact)
    jobs.note_verdict(fact)  # a reader may be called twice


@pytest.mark.parametrize(
    ("yes", "no", "confirmed"), [(9, 6, True), (8, 7, False), (14, 0, False), (15, 0, True)]
)
def test_six_in_ten_of_at_least_fifteen(
    promise: Promise, cast: Cast, asked: Panel, yes: int, no: int, confirmed: bool
) -> None:
    answer(asked, *[Choice.YES] * yes, *[Choice.NO] * no)
    conclude(asked)
    line = queries.line_of(again(promise), LATER)
    assert line.confirmed is confirmed
    assert line.state == "due"  # the verdict changes no rating
    assert facts_after(cast.brand, 0, kinds=["promise.verified"]).count() == 1


def test_those_who_cannot_tell_count_as_answers(promise: Promise, asked: Panel) -> None:
    answer(asked, *[Choice.YES] * 10, *[Choice.UNSURE] * 7)
    conclude(asked)
    assert Verification.objects.get().confirmed is False


def test_few_answers_publish_no_counts(promise: Promise, cast: Cast, asked: Panel) -> None:
    answer(asked, *[Choice.YES] * 4)
    conclude(asked)
    (fact,) = facts_after(cast.brand, 0, kinds=["promise.verified"])
    assert fact.published["yes"] is None
    assert fact.published["confirmed"] is False


def test_a_panel_looks_at_evidence_and_is_asked_once(promise: Promise, cast: Cast) -> None:
    willing(cast.brand, 40)
    with refused("nothing-to-verify"):
        actions.ask_panel(promise, actor=cast.chen, now=NOW)
    actions.give_evidence(promise, "左手手柄已上架。", actor=cast.chen, now=NOW)
    actions.ask_panel(promise, actor=cast.chen, now=NOW)
    with refused("panel-asked"):
        actions.ask_panel(promise, actor=cast.chen, now=NOW)


def test_the_database_holds_the_rule(promise: Promise, asked: Panel) -> None:
    """Confirmed by fewer than fifteen, or by fewer than six in ten, cannot be stored."""
    for answered, yes in ((14, 14), (16, 9), (0, 0)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verification.objects.update(
                answered=answered, yes=yes, confirmed=True, fact=promise.fact
            )
