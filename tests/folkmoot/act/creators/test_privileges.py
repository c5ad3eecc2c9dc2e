"""Nothing for good, everything in turn, and only another executive past the limits."""

from datetime import date

import pytest

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.models import Creator, Kind, Privilege, Relation
from folkmoot.act.creators.rules import Standard, quarter_named
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.act.creators.conftest import DAY, TODAY, entered, given
from tests.folkmoot.conftest import NOW, Cast, refused

APRIL = date(2026, 4, 1)
YEAR = {"begins": APRIL, "until": date(2027, 3, 31)}


def quarters(*names: str) -> set[int]:
    found = {quarter_named(name) for name in names}
    assert None not in found
    return {each for each in found if each is not None}


def test_a_privilege_is_given_until_a_day(cast: Cast, creator: Creator) -> None:
    privilege = actions.grant(creator, given(), actor=cast.mei, now=NOW)
    assert (privilege.number, privilege.amount, str(privilege.reason)) == (
        1,
        "¥12,000.00",
        "四支新机视频",
    )
    fact = Fact.objects.get(kind="privilege.granted")
    assert not fact.public
    assert fact.subject == "creator:1"
    assert fact.published["until"] == "2026-03-31"
    assert queries.quarters_held(creator, Kind.BUDGET) == quarters("2026Q1")


def test_no_privilege_is_permanent(cast: Cast, creator: Creator) -> None:
    actions.grant(creator, given(**YEAR), actor=cast.mei, now=NOW)
    for until in (date(2027, 4, 1), date(2036, 1, 1), APRIL - DAY):
        terms = given(kind=Kind.GIFT, quantity=1, begins=APRIL, until=until)
        with refused("period-out-of-range"):
            actions.grant(creator, terms, actor=cast.mei, now=NOW)
        # An exception is from the turns. Nobody makes one from having an end.
        with refused("period-out-of-range"):
            actions.ask_exception(creator, terms, actor=cast.mei, now=NOW)


def test_then_it_is_the_turn_of_others(cast: Cast, creator: Creator) -> None:
    """Four of six quarters: a year that begins within one touches five."""
    actions.set_limits(Standard(held=4, of=6), "轮流", actor=cast.chen, now=NOW)
    with pytest.raises(Refusal) as caught:
        actions.grant(creator, given(until=date(2027, 3, 1)), actor=cast.mei, now=NOW)
    assert (caught.value.code, caught.value.params["again"]) == ("rotation", "2026-04-01")
    actions.grant(creator, given(until=date(2026, 12, 31)), actor=cast.mei, now=NOW)
    again = given(begins=date(2027, 1, 1), until=date(2027, 3, 31))
    with pytest.raises(Refusal) as caught:
        actions.grant(creator, again, actor=cast.mei, now=NOW)
    assert caught.value.code == "rotation"
    assert caught.value.params["again"] == "2027-07-01"
    later = given(begins=date(2027, 7, 1), until=date(2027, 9, 30))
    actions.grant(creator, later, actor=cast.mei, now=NOW)
    # Another kind, and another creator, are another turn.
    actions.grant(creator, given(kind=Kind.EARLY, quantity=1), actor=cast.mei, now=NOW)
    actions.grant(entered(cast.mei, "夜读"), again, actor=cast.mei, now=NOW)


def test_an_exception_is_signed_by_an_executive_who_did_not_ask(
    cast: Cast, ma: Member, creator: Creator
) -> None:
    with refused("nothing-to-except"):
        actions.ask_exception(creator, given(), actor=ma, now=NOW)
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    with refused("rotation-never"):
        actions.grant(creator, given(until=date(2026, 6, 30)), actor=ma, now=NOW)
    asked = actions.ask_exception(creator, given(until=date(2026, 6, 30)), actor=ma, now=NOW)
    assert not Privilege.objects.exists()
    with refused("own-request"):
        actions.exempt(asked, "急", actor=ma, now=NOW)
    with refused("not-executive"):
        actions.exempt(asked, "急", actor=cast.mei, now=NOW)
    privilege = actions.exempt(asked, "上市推迟了两个月。", actor=cast.chen, now=NOW)
    assert privilege.exemption is not None
    assert (privilege.exemption.name, privilege.exemption.title) == ("Chen", "副总裁")
    with refused("exempted"):
        actions.exempt(asked, "再来", actor=cast.chen, now=NOW)
    assert not queries.requests_open(cast.brand, NOW).exists()


def test_what_was_asked_for_ends_with_its_last_day(cast: Cast, creator: Creator) -> None:
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    asked = actions.ask_exception(creator, given(until=date(2026, 6, 30)), actor=cast.mei, now=NOW)
    late = NOW + 121 * DAY
    assert queries.requests_open(cast.brand, late - DAY).exists()
    assert not queries.requests_open(cast.brand, late).exists()
    with refused("request-over"):
        actions.exempt(asked, "迟了", actor=cast.chen, now=late)


def test_a_privilege_is_taken_back(cast: Cast, creator: Creator) -> None:
    privilege = actions.grant(creator, given(until=date(2026, 9, 30)), actor=cast.mei, now=NOW)
    for on in (TODAY - DAY, date(2026, 10, 1)):
        with refused("revocation-out-of-range"):
            actions.revoke(privilege, on, "停", actor=cast.mei, now=NOW)
    actions.revoke(privilege, date(2026, 4, 1), "项目停了。", actor=cast.mei, now=NOW)
    with refused("revoked"):
        actions.revoke(privilege, date(2026, 4, 2), "再停", actor=cast.mei, now=NOW)
    # The days that were not held take no turn.
    assert queries.quarters_held(creator, Kind.BUDGET) == quarters("2026Q1")


def test_whoever_left_is_given_nothing(cast: Cast, creator: Creator) -> None:
    actions.bid_farewell(creator, "合同到期。", actor=cast.mei, now=NOW)
    for act in (actions.grant, actions.ask_exception):
        with refused("creator-left"):
            act(creator, given(), actor=cast.mei, now=NOW)
    with refused("creator-left"):
        actions.bid_farewell(creator, "再来", actor=cast.mei, now=NOW)


def test_coming_back_takes_no_new_turn(cast: Cast, creator: Creator) -> None:
    """Leaving and coming back, or a second entry, would be the way around the turns."""
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    actions.grant(creator, given(), actor=cast.mei, now=NOW)
    with refused("not-gone"):
        actions.welcome_back(creator, "又签了。", actor=cast.mei, now=NOW)
    for _time in range(2):
        actions.bid_farewell(creator, "合同到期。", actor=cast.mei, now=NOW)
        with refused("known-creator"):
            entered(cast.mei, "午后　实验室")  # the same account, spelt another way
        actions.welcome_back(creator, "又签了。", actor=cast.mei, now=NOW)
    again = given(begins=date(2026, 6, 1), until=date(2026, 6, 2))
    with refused("rotation"):
        actions.grant(queries.creators(cast.brand).get(), again, actor=cast.mei, now=NOW)
    with refused("known-creator"):
        actions.add_account(
            entered(cast.mei, "夜读"), "视频站", "@午后实验室", actor=cast.mei, now=NOW
        )


@pytest.mark.parametrize("who", ["lin", "zhou", "wu", "rival"])
def test_who_may(cast: Cast, creator: Creator, who: str) -> None:
    member = getattr(cast, who)
    with refused("other-brand" if who == "rival" else "not-creators"):
        actions.grant(creator, given(), actor=member, now=NOW)


def test_limits_are_an_executives_and_public(cast: Cast) -> None:
    with refused("not-executive"):
        actions.set_limits(Standard(), "轮流", actor=cast.mei, now=NOW)
    for wrong in (Standard(months=13), Standard(held=4, of=4), Standard(top_percent=0)):
        with pytest.raises(Refusal):
            actions.set_limits(wrong, "轮流", actor=cast.chen, now=NOW)
    actions.set_limits(Standard(held=2, of=4), "轮流", actor=cast.chen, now=NOW)
    actions.set_limits(Standard(held=3, of=4), "放宽一点", actor=cast.chen, now=NOW)
    assert queries.standard(cast.brand).held == 3
    assert [each.number for each in queries.limits_of(cast.brand)] == [2, 1]
    assert Fact.objects.filter(kind="creators.limits-set", public=True).count() == 2


def test_nothing_that_leads_to_a_private_person_is_stored(cast: Cast) -> None:
    with refused("personal-details"):
        actions.enter_creator(
            "午后实验室",
            Relation.UNPAID,
            "电话 13800138000",
            platform="视频站",
            handle="午后",
            actor=cast.mei,
            now=NOW,
        )
    fields = {field.name for field in Creator._meta.get_fields()}
    assert not fields & {"address", "family", "phone", "email", "person", "member"}


def test_a_deal_is_one_of_the_partnerships(cast: Cast, creator: Creator) -> None:
    with refused("no-such-deal"):
        actions.grant(creator, given(deal=7), actor=cast.mei, now=NOW)
    assert not Fact.objects.filter(kind="privilege.granted").exists()
