"""Signing: one person, one signature; the thresholds are reached once, and stop the decision."""

from datetime import timedelta

import pytest

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.decide.decisions import rules as decisions
from folkmoot.decide.decisions.actions import suspend
from folkmoot.decide.decisions.models import Outcome, Suspension
from folkmoot.decide.petitions import actions, queries, rules
from folkmoot.decide.petitions.models import Establishment, Signature
from folkmoot.decide.petitions.rules import State
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Level
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.conftest import active, admitted, again, decided, intended, started

pytestmark = pytest.mark.usefixtures("topics")
SIZES = {"core": 40, "active": 60, "ordinary": 94}  # with Lin and five seconders: 200


def test_a_signature_counts_once_and_is_on_no_record(cast: Cast) -> None:
    petition = admitted(cast, decided(cast))
    before = Fact.objects.count()
    actions.sign(petition, actor=cast.zhou, now=NOW)
    assert (
        Fact.objects.filter(number__gt=before)
        .exclude(kind__startswith="petition.est")
        .exclude(kind="decision.suspended")
        .count()
        == 0
    )
    actions.sign(petition, actor=cast.zhou, now=NOW)
    assert Signature.objects.count() == 1


def test_the_default_is_five_per_cent_of_three_cohorts(cast: Cast) -> None:
    people = active(cast.brand, SIZES)
    matter = decided(cast)
    petition = admitted(cast, matter)
    signing = petition.signing
    assert (signing.eligible, signing.needed, signing.cohorts_needed) == (200, 10, 3)
    assert signing.cohorts == {"core": 40, "active": 60, "ordinary": 100}
    core, others = people[:40], [people[40], people[100]]
    for member in core[:12]:
        actions.sign(petition, actor=member, now=NOW)
    assert not Establishment.objects.exists()  # a single clique does not stop anything
    actions.sign(petition, actor=others[0], now=NOW)
    assert not Establishment.objects.exists()
    actions.sign(petition, actor=others[1], now=NOW)
    assert Establishment.objects.get().suspended
    matter = again(matter)
    assert matter.suspension.cause == petition.subject
    assert decisions.state(matter, NOW) is decisions.State.SUSPENDED
    assert not Outcome.objects.exists()  # I8: it stops, and says nothing of how it ends
    actions.sign(petition, actor=core[20], now=NOW)
    assert Fact.objects.filter(kind="petition.established").count() == 1


def test_a_cohort_counts_from_a_share_of_the_signatures_on(cast: Cast) -> None:
    assert [rules.cohort_least(needed) for needed in (1, 10, 20, 21, 1000)] == [1, 1, 1, 2, 50]
    people = active(cast.brand, {"core": 500, "active": 20, "ordinary": 74})
    petition = admitted(cast, decided(cast))
    assert (petition.signing.needed, petition.signing.cohort_least) == (30, 2)
    for member in [*people[:30], people[500], people[520]]:
        actions.sign(petition, actor=member, now=NOW)
    assert not Establishment.objects.exists()
    for member in (people[501], people[521]):
        actions.sign(petition, actor=member, now=NOW)
    assert Establishment.objects.exists()


def test_where_there_are_fewer_cohorts_fewer_are_asked_for(cast: Cast) -> None:
    petition = admitted(cast, decided(cast))
    assert petition.signing.cohorts_needed == 1


def test_withdrawing_until_it_closes(cast: Cast) -> None:
    active(cast.brand, SIZES)
    petition = admitted(cast, decided(cast))
    actions.sign(petition, actor=cast.zhou, now=NOW)
    actions.withdraw(petition, actor=cast.zhou, now=NOW)
    actions.withdraw(petition, actor=cast.zhou, now=NOW)
    assert queries.signatures_by_cohort(petition) == {}
    actions.sign(petition, actor=cast.zhou, now=NOW)
    assert sum(queries.signatures_by_cohort(petition).values()) == 1
    with refused("signing-closed"):
        actions.withdraw(petition, actor=cast.zhou, now=petition.signing.closes_at)


def test_what_was_reached_stays_reached(cast: Cast) -> None:
    matter = decided(cast)
    petition = admitted(cast, matter)
    actions.sign(petition, actor=cast.zhou, now=NOW)
    actions.withdraw(petition, actor=cast.zhou, now=NOW)
    assert again(matter).suspension
    actions.sign(petition, actor=cast.zhou, now=NOW)
    assert Suspension.objects.count() == 1


def test_nobody_signs_before_the_check_or_after_the_end(cast: Cast) -> None:
    petition = started(cast, decided(cast))
    with refused("signing-closed"):
        actions.sign(petition, actor=cast.zhou, now=NOW)
    petition = admitted(cast, intended(cast))
    with refused("signing-closed"):
        actions.sign(petition, actor=cast.zhou, now=petition.signing.closes_at)


def test_staff_strangers_and_nobody_do_not_sign(cast: Cast) -> None:
    petition = admitted(cast, decided(cast))
    for member in (cast.mei, cast.chen, cast.wu):
        with refused("staff-cannot-vote"):
            actions.sign(petition, actor=member, now=NOW)
    with refused("other-brand"):
        actions.sign(petition, actor=cast.stranger, now=NOW)
    with refused("not-member"):
        actions.sign(petition, actor=None, now=NOW)


def test_the_level_is_the_charters(cast: Cast) -> None:
    then = NOW - timedelta(days=8)
    terms = Terms(
        rung=Rung.SUSPEND,
        decider="陈",
        open_to_change="a",
        not_open="b",
        higher_decider="c",
        minimum_level=Level.OWNER,
    )
    announce("owners", "机主", terms, effective_from=then, actor=cast.chen, now=then)
    matter = intended(cast, "owners")
    with refused("level-too-low"):
        started(cast, matter)


def test_at_l1_it_stops_nothing_and_the_brand_owes_an_answer(cast: Cast) -> None:
    petition = admitted(cast, decided(cast, "colour"))
    actions.sign(petition, actor=cast.zhou, now=NOW)
    assert not Suspension.objects.exists()
    clock = clock_of(cast.brand, rules.REPLY_CLOCK, petition.subject)
    assert clock is not None
    assert clock.due_at == NOW + timedelta(days=14)
    with refused("not-answerer"):
        actions.reply(petition, "我们会", actor=cast.wu, now=NOW)
    actions.reply(petition, "我们看了,保留一色。", actor=cast.chen, now=NOW)
    assert rules.state(queries.fresh(petition), NOW) is State.ANSWERED
    with refused("no-reply-due"):
        actions.reply(petition, "再说一次", actor=cast.chen, now=NOW)


def test_where_it_stopped_the_decision_the_answer_is_given_there(cast: Cast) -> None:
    petition = admitted(cast, decided(cast))
    with refused("no-reply-due"):
        actions.reply(petition, "答复", actor=cast.chen, now=NOW)
    actions.sign(petition, actor=cast.zhou, now=NOW)
    with refused("no-reply-due"):
        actions.reply(petition, "答复", actor=cast.chen, now=NOW)


def test_the_second_petition_on_a_matter_is_answered_and_stops_nothing(cast: Cast) -> None:
    matter = decided(cast)
    petition = admitted(cast, matter)
    suspend(matter, cause="petition:9", now=NOW)
    actions.sign(petition, actor=cast.zhou, now=NOW)
    assert not Establishment.objects.get().suspended
    assert Suspension.objects.get().cause == "petition:9"
    assert clock_of(cast.brand, rules.REPLY_CLOCK, petition.subject)


def test_a_closing_is_recorded_once_with_its_count(cast: Cast) -> None:
    people = active(cast.brand, SIZES)
    petition = admitted(cast, decided(cast))
    for member in people[:9]:
        actions.sign(petition, actor=member, now=NOW)
    end = petition.signing.closes_at
    assert actions.close_ended(now=end - timedelta(seconds=1)) == 0
    assert actions.close_ended(now=end) == 1
    fact = Fact.objects.get(kind="petition.closed")
    assert fact.published == {"established": False, "signatures": None}
    assert rules.state(queries.fresh(petition), end) is State.LAPSED


def test_counts_under_ten_are_not_shown(cast: Cast) -> None:
    people = active(cast.brand, SIZES)
    petition = admitted(cast, decided(cast))
    for member in [*people[:11], *people[40:45]]:
        actions.sign(petition, actor=member, now=NOW)
    progress = queries.progress_of(petition)
    assert progress is not None
    assert progress.total == 16
    assert progress.by_cohort == [("core", 11, 40), ("active", None, 60), ("ordinary", None, 100)]
