"""A contest from its brief to its rights, and what is refused on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from folkmoot.account.promises import jobs as _drafts  # noqa: F401 - a reader
from folkmoot.account.promises.models import Draft
from folkmoot.act.contests import actions, queries, rules
from folkmoot.act.contests.models import (
    Contest,
    Entry,
    Feasible,
    Making,
    Result,
    RightsReturn,
    Rule,
    Support,
    Win,
)
from folkmoot.act.contests.rules import State
from folkmoot.deliberate.ballots import actions as ballots
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.contests.conftest import (
    COUNTED,
    DAY,
    JUDGED,
    SUPPORTED,
    VOTED,
    brief,
    decided,
    entered,
    fans,
    jurors,
)
from tests.folkmoot.conftest import NOW, Cast, refused


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rights": " "}, "text-out-of-range"),
        ({"royalties": ""}, "text-out-of-range"),
        ({"criteria": ""}, "text-out-of-range"),
        ({"places": 0}, "places-out-of-range"),
        ({"newcomers": 3}, "places-out-of-range"),
        ({"support_closes": NOW + 5 * DAY}, "days-out-of-order"),
        ({"rights_return": (NOW + 60 * DAY).date()}, "days-out-of-order"),
    ],
)
def test_nothing_of_the_brief_is_hidden(cast: Cast, changed: dict[str, object], code: str) -> None:
    with refused(code):
        actions.open_contest(brief(**changed), actor=cast.mei, now=NOW)
    with refused("not-runner"):
        actions.open_contest(brief(), actor=cast.lin, now=NOW)
    assert not Contest.objects.exists()


def test_a_fan_enters_once_and_in_time(cast: Cast, contest: Contest) -> None:
    (entry,) = entered(contest, [cast.lin])
    with refused("entered"):
        entered(contest, [cast.lin])
    with refused("personal-details"):
        actions.enter(contest, "甲", "打我电话 13800138000", actor=cast.zhou, now=NOW + DAY)
    with refused("contest-state"):
        actions.enter(contest, "甲", "乙", actor=cast.zhou, now=NOW + 10 * DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            contest=contest,
            brand=cast.brand,
            number=9,
            author=cast.zhou,
            title=entry.title,
            text=entry.text,
            at=NOW + 10 * DAY,
            fact=entry.fact,
        )
    actions.withdraw(entry, actor=cast.lin, now=NOW + 2 * DAY)
    assert queries.rows_of(contest, None, viewer="x") == []
    assert queries.shown_words([entry.title_id, entry.text_id]) == set()


def test_one_voice_each_and_none_for_oneself(cast: Cast, contest: Contest) -> None:
    (entry,) = entered(contest, [cast.lin])
    with refused("own-entry"):
        actions.support(entry, actor=cast.lin, now=SUPPORTED)
    actions.support(entry, actor=cast.zhou, now=SUPPORTED)
    with refused("supported"):
        actions.support(entry, actor=cast.zhou, now=SUPPORTED)
    actions.unsupport(entry, actor=cast.zhou, now=SUPPORTED)
    assert queries.supporters_of(entry) == 0
    actions.support(entry, actor=cast.zhou, now=SUPPORTED)
    assert queries.supporters_of(entry) == 1
    for member in (cast.zhou, cast.lin):
        with pytest.raises(IntegrityError), transaction.atomic():
            Support.objects.create(entry=entry, member=member, at=SUPPORTED)


def test_no_vote_is_paid_for() -> None:
    """There is no field of money, points or weight beside a support."""
    names = {field.name for field in Support._meta.get_fields()}
    assert names == {"id", "entry", "member", "at", "withdrawn_at"}


def test_at_a_hundred_the_brand_owes_a_word(cast: Cast, contest: Contest) -> None:
    (entry,) = entered(contest, [cast.lin])
    with refused("no-triage-due"):
        actions.triage(entry, Feasible.YES, "可以。", actor=cast.mei, now=SUPPORTED)
    crowd = fans(cast, 100)
    Support.objects.bulk_create(
        Support(entry=entry, member=fan, at=SUPPORTED) for fan in crowd[:99]
    )
    assert clock_of(cast.brand, "triage-100", entry.subject) is None
    actions.support(entry, actor=crowd[99], now=SUPPORTED)
    clock = clock_of(cast.brand, "triage-100", entry.subject)
    assert clock is not None
    assert clock.due_at == SUPPORTED + rules.TRIAGE_WITHIN
    assert clock_of(cast.brand, "triage-1000", entry.subject) is None
    actions.triage(entry, Feasible.NO, "模具做不出。", actor=cast.mei, now=SUPPORTED)
    with refused("no-triage-due"):
        actions.triage(entry, Feasible.YES, "又可以了。", actor=cast.mei, now=SUPPORTED)
    clock.refresh_from_db()
    assert clock.met_at == SUPPORTED
    assert queries.finalists_of(contest) == []


def test_a_jury_by_lot_without_entrants(cast: Cast, contest: Contest) -> None:
    entrants = fans(cast, 3)
    entered(contest, entrants)
    with refused("contest-state"):
        actions.convene_jury(contest, actor=cast.mei, now=SUPPORTED)
    with refused("no-jury"):
        actions.open_voting(contest, actor=cast.mei, now=JUDGED)
    sat = jurors(cast, contest, 12)
    assert not set(sat) & set(entrants)
    panel = queries.fresh(contest).jury.panel
    assert {seat.lot.member for seat in seats_of(panel)} & set(entrants) == set()
    with refused("jury-there"):
        actions.convene_jury(contest, actor=cast.mei, now=JUDGED)


def test_the_papers_decide_and_what_was_promised_is_drafted(cast: Cast, contest: Contest) -> None:
    first, second, third = entered(contest, fans(cast, 3))
    sat = jurors(cast, contest, 12)
    papers = [["e1", "e2"]] * 7 + [["e2"]] * 3 + [["e3"]] * 2
    contest = decided(cast, contest, papers, sat)
    assert rules.state_of(contest, COUNTED) == State.DECIDED
    won = {win.entry for win in Win.objects.all()}
    assert won == {first, second}
    assert contest.result.standing == {"winners": 2, "first": 2, "entered": 0, "won": 0}
    catch_up()
    drafts = Draft.objects.filter(fact__kind="contest.won")
    assert {str(draft.words) for draft in drafts} == {"每件售价的 1 %,包装上署名。"}
    assert {draft.due_on for draft in drafts} == {contest.rights_return}
    assert actions.decide(contest, now=COUNTED) is None
    assert not hasattr(queries.entry_by_number(cast.brand, third.number), "win")


def test_made_or_returned(cast: Cast, contest: Contest) -> None:
    first, second, third = entered(contest, fans(cast, 3))
    decided(cast, contest, [["e1", "e2"]] * 10, jurors(cast, contest, 12))
    with refused("not-to-be-made"):
        actions.mark_made(third, "https://example.org/x", actor=cast.mei, now=COUNTED)
    actions.mark_made(first, "https://example.org/cap", actor=cast.mei, now=COUNTED)
    day = NOW.replace(year=2028, month=3, day=1, hour=0)
    assert actions.return_due(now=day - timedelta(seconds=1)) == 0
    assert actions.return_due(now=day) == 2
    assert actions.return_due(now=day) == 0
    assert {each.entry for each in RightsReturn.objects.all()} == {second, third}
    with refused("not-to-be-made"):
        actions.mark_made(second, "https://example.org/y", actor=cast.mei, now=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsReturn.objects.create(entry=first, at=day, fact=first.fact)
    with pytest.raises(IntegrityError), transaction.atomic():
        Making.objects.create(entry=third, url="x", by=cast.mei, at=day, fact=first.fact)


def test_a_cancelled_contest_returns_everything(cast: Cast, contest: Contest) -> None:
    entered(contest, [cast.lin, cast.zhou])
    with refused("text-out-of-range"):
        actions.cancel(contest, " ", actor=cast.mei, now=SUPPORTED)
    actions.cancel(contest, "供应商退出了。", actor=cast.mei, now=SUPPORTED)
    assert actions.return_due(now=SUPPORTED) == 2
    with refused("contest-state"):
        actions.convene_jury(contest, actor=cast.mei, now=JUDGED)


def test_nothing_is_edited(cast: Cast, contest: Contest) -> None:
    entered(contest, fans(cast, 2))
    decided(cast, contest, [["e1"]] * 10, jurors(cast, contest, 12))
    for model, change in (
        (Contest, {"places": 9}),
        (Entry, {"cost": 1}),
        (Result, {"seed": "x"}),
        (Win, {"lane": True}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().delete()


def test_a_brief_without_terms_is_not_even_a_row(cast: Cast, contest: Contest) -> None:
    contest.pk, contest.number = None, 2
    contest.rights_id = None  # type: ignore[assignment]
    with pytest.raises(IntegrityError), transaction.atomic():
        contest.save(force_insert=True)


def test_each_viewer_has_an_order_of_their_own(cast: Cast, contest: Contest) -> None:
    entered(contest, fans(cast, 12))
    orders = {
        viewer: [row.entry.number for row in queries.rows_of(contest, None, viewer=viewer)]
        for viewer in ("a", "b")
    }
    again = [row.entry.number for row in queries.rows_of(contest, None, viewer="a")]
    assert orders["a"] == again != orders["b"]
    assert sorted(orders["a"]) == list(range(1, 13))


def test_experts_say_why_and_count_no_vote(cast: Cast, contest: Contest) -> None:
    first, _second = entered(contest, fans(cast, 2))
    with refused("contest-state"):
        actions.assess(first, "单手能用。", actor=cast.mei, now=SUPPORTED)
    actions.assess(first, "单手能用;模具两周。", actor=cast.mei, now=JUDGED)
    contest = decided(cast, contest, [["e2"]] * 10, jurors(cast, contest, 12))
    assert contest.result.rounds[0]["won"][0] == "e2"


def test_too_few_jurors_vote_on_nothing(cast: Cast, contest: Contest) -> None:
    entered(contest, fans(cast, 2))
    jurors(cast, contest, 2)
    with refused("too-few-jurors"):
        actions.open_voting(contest, actor=cast.mei, now=VOTED)


def test_rule_words(cast: Cast) -> None:
    assert set(Rule.values) == {"approval", "stv", "equal-shares"}
    assert Fact.objects.filter(kind="contest.opened").count() == 0


def test_a_thousand_entries_take_as_many_questions_as_ten(
    cast: Cast, contest: Contest, client: Client, django_assert_max_num_queries: Any
) -> None:
    (entry,) = entered(contest, [cast.lin])
    more = fans(cast, 999)
    Entry.objects.bulk_create(
        Entry(
            contest=contest,
            brand=cast.brand,
            number=number,
            author=author,
            title=entry.title,
            text=entry.text,
            at=entry.at,
            fact=entry.fact,
        )
        for number, author in enumerate(more, start=2)
    )
    with django_assert_max_num_queries(30):
        page = client.get("/lumen/contests/1/")
    assert page.content.count(b'id="entry-') == 1000


def test_pages_say_what_the_brief_says(cast: Cast, contest: Contest, client: Client) -> None:
    entered(contest, fans(cast, 3))
    page = client.get("/lumen/contests/1/").content.decode()
    for said in ("镜头盖设计赛", "不会丢的镜头盖", "需要另外充电", "由品牌使用两年", "包装上署名"):
        assert said in page
    assert "Entrant" not in page
    assert "entrant" not in page


def test_nobody_calls_it_off_after_the_count(cast: Cast, contest: Contest) -> None:
    """Between the count of the papers and the result that follows from it there is a moment."""
    entered(contest, fans(cast, 2))
    jurors(cast, contest, 12)
    actions.open_voting(contest, actor=cast.mei, now=VOTED)
    ballots.close(queries.fresh(contest).voting.ballot, actor=None, now=COUNTED)
    with refused("counted"):
        actions.cancel(contest, "结果不好看。", actor=cast.mei, now=COUNTED)


def test_the_latest_word_on_feasibility_counts(cast: Cast, contest: Contest) -> None:
    first, second = entered(contest, fans(cast, 2))
    for level in rules.TRIAGE_AT:
        Support.objects.bulk_create(
            Support(entry=first, member=fan, at=SUPPORTED)
            for fan in fans(cast, level, name=f"voice{level}")
        )
        outcome = Feasible.NO if level == 100 else Feasible.CHANGED
        actions.triage(first, outcome, "换种材料可以。", actor=cast.mei, now=SUPPORTED)
        found = queries.finalists_of(queries.fresh(contest))
        assert found == ([second] if level == 100 else [first, second])


def test_whoever_opens_the_vote_does_not_choose_who_is_in_time(
    cast: Cast, contest: Contest
) -> None:
    entered(contest, fans(cast, 2))
    jurors(cast, contest, 9)
    with refused("jurors-asked"):
        actions.open_voting(contest, actor=cast.mei, now=VOTED)
    seats = seats_of(queries.fresh(contest).jury.panel)
    nobody_asked = max(seat.expires_at for seat in seats)
    assert actions.open_voting(contest, actor=cast.mei, now=nobody_asked).ballot.eligible == 9
