"""Starting a petition: its object is the brand's decision, and five others second it."""

from datetime import timedelta

import pytest

from folkmoot.decide.petitions import actions, queries, rules
from folkmoot.decide.petitions.models import Petition
from folkmoot.decide.petitions.rules import Reason, State
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.conftest import admitted, decided, intended, seconded, started
from tests.folkmoot.decide.test_reversal import reversed_
from tests.folkmoot.deliberate.conftest import crowd

pytestmark = pytest.mark.usefixtures("topics")


def test_it_is_about_a_decision_or_an_intention(cast: Cast) -> None:
    for matter in (decided(cast), intended(cast)):
        petition = started(cast, matter)
        fact = Fact.objects.get(kind="petition.started", subject=petition.subject)
        assert fact.published["about"] == matter.subject
        assert rules.state(petition, NOW) is State.SECONDING


def test_the_form_says_up_front_what_it_is_not_about(cast: Cast) -> None:
    with refused("standards-not-confirmed"):
        started(cast, decided(cast), about_the_decision=False)


def test_what_leads_to_a_private_person_is_not_stored(cast: Cast) -> None:
    matter = decided(cast)
    with refused("personal-details"):
        started(cast, matter, because="找店长，电话 13812345678")
    assert not Petition.objects.exists()


def test_at_l0_there_is_no_petition(cast: Cast) -> None:
    with refused("no-right-of-petition"):
        started(cast, decided(cast, "price"))


def test_what_was_reversed_has_no_petition(cast: Cast) -> None:
    with refused("matter-closed"):
        started(cast, reversed_(cast, decided(cast)))


@pytest.mark.parametrize("who", ["mei", "chen", "wu"])
def test_staff_are_barred(cast: Cast, who: str) -> None:
    matter = decided(cast)
    with refused("staff-cannot-vote"):
        started(cast, matter, actor=getattr(cast, who))
    petition = started(cast, matter)
    with refused("staff-cannot-vote"):
        actions.second(petition, actor=getattr(cast, who), now=NOW)


def test_only_members_of_the_brand(cast: Cast) -> None:
    matter = decided(cast)
    with refused("other-brand"):
        started(cast, matter, actor=cast.stranger)
    with refused("not-member"):
        started(cast, matter, actor=None)


def test_three_at_a_time(cast: Cast) -> None:
    matter = decided(cast)
    for _ in range(rules.MOST_OPEN):
        started(cast, matter)
    with refused("too-many-petitions"):
        started(cast, matter)


def test_five_others_second_it_and_a_clock_starts(cast: Cast) -> None:
    petition = started(cast, decided(cast))
    with refused("own-petition"):
        actions.second(petition, actor=cast.lin, now=NOW)
    people = crowd(cast.brand, 6)
    for member in people[:4]:
        actions.second(petition, actor=member, now=NOW)
        actions.second(petition, actor=member, now=NOW)
    assert rules.state(queries.fresh(petition), NOW) is State.SECONDING
    actions.second(petition, actor=people[4], now=NOW)
    assert rules.state(queries.fresh(petition), NOW) is State.CHECKING
    with refused("seconding-over"):
        actions.second(petition, actor=people[5], now=NOW)
    clock = clock_of(cast.brand, rules.CHECK_CLOCK, petition.subject)
    assert clock is not None
    assert clock.due_at == NOW + rules.CHECKING
    assert Fact.objects.filter(kind="petition.seconded").count() == 1


def test_without_five_seconders_it_lapses(cast: Cast) -> None:
    petition = started(cast, decided(cast))
    late = NOW + rules.SECONDING
    with refused("seconding-over"):
        actions.second(petition, actor=cast.zhou, now=late)
    assert actions.close_ended(now=late) == 1
    assert actions.close_ended(now=late) == 0
    assert rules.state(queries.fresh(petition), late) is State.LAPSED


def test_admitted_the_denominator_is_frozen(cast: Cast) -> None:
    petition = admitted(cast, decided(cast))
    counted = petition.signing.eligible
    crowd(cast.brand, 50)
    later = queries.fresh(petition)
    assert later.signing.eligible == counted == 6  # Lin and five seconders did something
    assert later.signing.needed == 1


@pytest.mark.parametrize("who", ["lin", "wu"])
def test_a_person_of_the_brand_checks_it(cast: Cast, who: str) -> None:
    petition = seconded(started(cast, decided(cast)))
    with refused("not-checker"):
        actions.admit(petition, actor=getattr(cast, who), now=NOW)


def test_the_decider_does_not_check_it(cast: Cast) -> None:
    petition = seconded(started(cast, decided(cast)))
    with refused("own-decision"):
        actions.admit(petition, actor=cast.chen, now=NOW)


def test_it_is_checked_once_and_not_before_its_seconders(cast: Cast) -> None:
    petition = started(cast, decided(cast))
    with refused("not-to-be-checked"):
        actions.admit(petition, actor=cast.mei, now=NOW)
    petition = seconded(petition)
    actions.admit(petition, actor=cast.mei, now=NOW)
    with refused("not-to-be-checked"):
        actions.reject(petition, "price", "价格", actor=cast.mei, now=NOW)


def test_a_rejection_is_public_with_its_reason(cast: Cast) -> None:
    petition = seconded(started(cast, decided(cast)))
    for reason in ("fits", "", "boring"):
        with refused("reason-needed"):
            actions.reject(petition, reason, "为什么", actor=cast.mei, now=NOW)
    with refused("text-empty"):
        actions.reject(petition, "person", " ", actor=cast.mei, now=NOW)
    actions.reject(petition, "person", "第二句说的是一个人。", actor=cast.mei, now=NOW)
    fact = Fact.objects.get(kind="petition.checked")
    assert (fact.public, fact.published["reason"]) == (True, "person")
    assert rules.state(queries.fresh(petition), NOW) is State.REJECTED
    (row,) = queries.petition_page(cast.brand, now=NOW).rows
    assert row.petition == petition


def test_a_corrected_petition_is_the_appeal(cast: Cast, board: Member) -> None:
    """By the same person, once, checked by somebody else."""
    matter = decided(cast)
    rejected = seconded(started(cast, matter))
    actions.reject(rejected, Reason.PERSON, "说的是人", actor=cast.mei, now=NOW)
    with refused("not-mendable"):
        started(cast, matter, mends=rejected, actor=cast.zhou)
    mended = seconded(started(cast, matter, mends=rejected), "again")
    assert Fact.objects.filter(published__mends="petition:1").exists()
    with refused("same-checker"):
        actions.admit(mended, actor=cast.mei, now=NOW)
    actions.admit(mended, actor=board, now=NOW)
    with refused("not-mendable"):
        started(cast, matter, mends=rejected)


def test_words_are_open_once_somebody_has_read_them(cast: Cast) -> None:
    petition = seconded(started(cast, decided(cast)))
    assert not rules.words_open(petition, None)
    assert rules.words_open(petition, cast.zhou)
    actions.reject(petition, Reason.PERSONAL, "有电话号码", actor=cast.mei, now=NOW)
    petition = queries.fresh(petition)
    assert not rules.words_open(petition, cast.zhou)
    assert rules.words_open(petition, cast.lin)
    assert Petition.objects.count() == 1


def test_the_check_clock_is_met(cast: Cast) -> None:
    petition = admitted(cast, decided(cast))
    clock = clock_of(cast.brand, rules.CHECK_CLOCK, petition.subject)
    assert clock is not None
    assert clock.met_at == NOW
    assert petition.signing.closes_at - petition.signing.opened_at == timedelta(days=30)
