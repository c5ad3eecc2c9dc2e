"""What a moderator takes down is gone from every page; no moderator decides a contest by it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.account.ledger.queries import open_words
from folkmoot.act.contests import actions, queries
from folkmoot.act.contests.models import Contest, Entry, Support
from folkmoot.deliberate.ballots import actions as ballots
from folkmoot.deliberate.ballots.queries import ballot_by_number
from folkmoot.deliberate.moderation import actions as moderation
from folkmoot.deliberate.moderation.actions import erase
from folkmoot.deliberate.moderation.queries import measure_of
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.contests.conftest import (
    COUNTED,
    DAY,
    SUPPORTED,
    VOTED,
    brief,
    decided,
    entered,
    fans,
    jurors,
)
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.ballots.conftest import vote

SignIn = Callable[[Any], Client]
TITLE, TEXT = "带刺的盖", "谁用别家的相机谁就是蠢货。"


@pytest.fixture
def entry(cast: Cast, contest: Contest) -> Entry:
    return actions.enter(contest, TITLE, TEXT, actor=cast.lin, now=NOW + DAY)


def hide(entry: Entry, cast: Cast, reason: str = "attack", now: Any = NOW + 2 * DAY) -> None:
    actions.hide(entry, reason, actor=cast.mei, now=now)


@pytest.mark.usefixtures("today")
def test_it_is_gone_everywhere_and_comes_back(
    cast: Cast, contest: Contest, entry: Entry, sign_in: SignIn
) -> None:
    actions.support(entry, actor=fans(cast, 1)[0], now=NOW + DAY)
    paths = ["contests/1/", f"record/{entry.fact.number}", "record/"]

    def seen(who: Member | None) -> str:
        client = sign_in(who) if who else Client()
        return "".join(client.get(f"/lumen/{path}").content.decode() for path in paths)

    assert TITLE in seen(None)
    hide(entry, cast)
    for who in (None, cast.chen, cast.lin):
        assert TITLE not in seen(who)
        assert TEXT not in seen(who)
    assert not open_words([entry.fact]) & {entry.title_id, entry.text_id}
    actions.show_again(entry, actor=cast.mei, now=NOW + 3 * DAY)
    actions.show_again(entry, actor=cast.mei, now=NOW + 3 * DAY)
    assert TITLE in seen(None)
    assert Fact.objects.filter(kind="contest.entry-shown").count() == 1
    (row,) = queries.rows_of(contest, None, viewer="x")
    assert row.supporters == 1


@pytest.mark.usefixtures("today")
def test_the_pages_of_author_and_moderator(cast: Cast, entry: Entry, sign_in: SignIn) -> None:
    english = {"accept-language": "en"}
    mei = sign_in(cast.mei)
    path = f"/lumen/contests/entries/{entry.number}"
    assert mei.post(f"{path}/hiding", {"reason": "attack"}).status_code == 302
    catch_up()
    measure = measure_of(entry.text)
    assert measure is not None
    assert (measure.author, measure.reason, measure.by) == (cast.lin, "attack", cast.mei)
    assert "Show it again" in mei.get("/lumen/contests/1/", headers=english).content.decode()
    page = sign_in(cast.lin).get("/lumen/contests/1/", headers=english).content.decode()
    assert "Your entry is not shown." in page
    assert f"/lumen/moderation/measures/{measure.number}/" in page
    assert "Show it again" not in page
    told = Notice.objects.get(member=cast.lin, fact__kind="contest.entry-hidden")
    assert told.path == f"/lumen/moderation/measures/{measure.number}/"
    assert sign_in(cast.lin).post(f"{path}/showing").status_code == 403
    assert sign_in(cast.mei).post(f"{path}/showing").status_code == 302
    assert not queries.is_hidden(entry)


@pytest.mark.parametrize(
    ("who", "code"), [("lin", "not-moderator"), ("chen", "not-moderator"), ("rival", "other-brand")]
)
def test_only_moderators_of_the_brand(cast: Cast, entry: Entry, who: str, code: str) -> None:
    with refused(code):
        actions.hide(entry, "attack", actor=getattr(cast, who), now=NOW)
    with refused(code):
        actions.show_again(entry, actor=getattr(cast, who), now=NOW)


@pytest.mark.parametrize("reason", ["", "duplicate", "several", "ugly"])
def test_a_reason_of_the_policy(cast: Cast, entry: Entry, reason: str) -> None:
    with refused("reason-needed"):
        hide(entry, cast, reason)


def test_once_and_not_what_was_withdrawn(cast: Cast, entry: Entry) -> None:
    hide(entry, cast)
    with refused("already-ruled"):
        hide(entry, cast)
    with refused("entry-hidden"):
        actions.support(entry, actor=fans(cast, 1)[0], now=SUPPORTED)
    actions.withdraw(entry, actor=cast.lin, now=NOW + 3 * DAY)
    actions.show_again(entry, actor=cast.mei, now=NOW + 3 * DAY)
    with refused("entry-withdrawn"):
        hide(entry, cast)


def test_the_measure_is_the_reply_that_was_owed(cast: Cast, entry: Entry) -> None:
    for fan in fans(cast, 100, name="voice"):
        actions.support(entry, actor=fan, now=SUPPORTED)
    hide(entry, cast, now=SUPPORTED)
    clock = clock_of(cast.brand, "triage-100", entry.subject)
    assert clock is not None
    assert clock.met_by == Fact.objects.get(kind="contest.entry-hidden")


def test_an_appeal_that_is_won_shows_it_again(cast: Cast, entry: Entry) -> None:
    hide(entry, cast)
    measure = measure_of(entry.text)
    assert measure is not None
    appeal = moderation.appeal(measure, "这是玩笑。", actor=cast.lin, now=NOW + 3 * DAY)
    assert appeal.needs_person  # nobody can be drawn here
    moderation.decide_alone(
        appeal, restore=True, text="是玩笑。", actor=cast.chen, now=NOW + 5 * DAY
    )
    assert not queries.is_hidden(entry)
    with refused("appeal-was-won"):
        hide(entry, cast, now=NOW + 6 * DAY)
    assert not queries.is_hidden(entry)


def test_it_is_no_finalist(cast: Cast, contest: Contest, entry: Entry) -> None:
    entered(contest, fans(cast, 2))
    hide(entry, cast)
    assert entry not in queries.finalists_of(queries.fresh(contest))
    assert queries.odds_of(contest)["entries"] == 2


def test_hidden_while_the_jury_votes_it_loses_its_words_and_no_votes(
    cast: Cast, contest: Contest, entry: Entry
) -> None:
    """No moderator decides a contest; but the ballot, the files and the result lose the title."""
    first, second = entered(contest, fans(cast, 2))
    sworn = jurors(cast, contest, 12)
    actions.open_voting(contest, actor=cast.mei, now=VOTED)
    ballot = queries.fresh(contest).voting.ballot
    assert dict(ballot.choices)[f"e{entry.number}"] == TITLE
    hide(entry, cast, now=VOTED + timedelta(hours=1))
    shown = ballot_by_number(cast.brand, ballot.number)
    assert shown is not None
    assert TITLE not in str(shown.choices)
    assert str(first.title) in str(shown.choices)
    papers = [[f"e{entry.number}", f"e{first.number}"]] * 10 + [[f"e{second.number}"]] * 2
    _vote_and_close(queries.fresh(contest), papers, sworn)
    assert set(Entry.objects.filter(win__isnull=False)) == {entry, first}
    page = Client().get("/lumen/contests/1/", headers={"accept-language": "en"}).content.decode()
    assert f"Entry {entry.number}, which is not shown" in page
    for seen in (page, queries.file_of(queries.fresh(contest), "main.pb")):
        assert TITLE not in seen


def _vote_and_close(contest: Contest, papers: list[list[str]], sworn: list[Member]) -> None:
    for member, paper in zip(sworn, papers, strict=True):
        vote(contest.voting.ballot, member, paper, now=VOTED + timedelta(hours=2))
    ballots.close(contest.voting.ballot, actor=None, now=COUNTED)
    catch_up()


def test_a_winner_that_is_hidden_later_keeps_what_it_is_owed(
    cast: Cast, contest: Contest, sign_in: SignIn
) -> None:
    first, second = entered(contest, fans(cast, 2))
    sworn = jurors(cast, contest, 12)
    decided(cast, contest, [["e1"]] * 12, sworn)
    hide(first, cast, now=COUNTED + DAY)
    assert Entry.objects.get(pk=first.pk).win
    page = Client().get("/lumen/contests/1/").content.decode()
    assert str(first.title) not in page
    assert str(second.title) in page


def test_erased_words_are_gone_from_the_ballot_too(cast: Cast, contest: Contest) -> None:
    first, _second = entered(contest, fans(cast, 2))
    jurors(cast, contest, 12)
    actions.open_voting(contest, actor=cast.mei, now=VOTED)
    erase(cast.brand, first.fact.number, "title", basis="unlawful", actor=cast.mei, now=VOTED + DAY)
    ballot = queries.fresh(contest).voting.ballot
    assert "方案 0" not in str(ballot.choices)
    stored = Fact.objects.get(kind="ballot.opened").passages.get(field="names")
    assert "方案" not in str(stored.text)


def test_supports_stay_as_they_are(cast: Cast, entry: Entry) -> None:
    (fan,) = fans(cast, 1)
    actions.support(entry, actor=fan, now=SUPPORTED)
    hide(entry, cast, now=SUPPORTED)
    actions.unsupport(entry, actor=fan, now=SUPPORTED)
    assert Support.objects.get().withdrawn_at is not None


def test_another_contest_is_not_touched(cast: Cast, contest: Contest, entry: Entry) -> None:
    other = actions.open_contest(brief(), actor=cast.mei, now=NOW)
    kept = actions.enter(other, "别的盖", "磁吸。", actor=cast.lin, now=NOW + DAY)
    hide(entry, cast)
    assert not queries.is_hidden(kept)
    assert [row.entry for row in queries.rows_of(other, None, viewer="x")] == [kept]
