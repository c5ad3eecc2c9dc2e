"""The pool is frozen and everything committed to, before the number that decides exists."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.deliberate.panels import actions
from folkmoot.deliberate.panels.models import Panel, Purpose
from folkmoot.deliberate.panels.rules import Beacon, quicknet_round, secret_digest
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.actions import grant_role
from folkmoot.foundation.people.models import Departure, Level, Role
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.sealing import unseal
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.conftest import crowd
from tests.folkmoot.deliberate.panels.conftest import BEACON, Convene, agree, willing


def test_the_fact_commits_to_pool_lottery_secret_and_number(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = convene()
    fact = Fact.objects.get(kind="panel.convened")
    assert fact.public
    assert fact.published["pool"] == panel.pool_digest
    assert fact.published["lottery"] == panel.commitment
    secret = unseal(panel.secret, purpose="panel")
    assert fact.published["secret"] == secret_digest(secret)
    assert secret not in str(fact.published)
    assert fact.published["beacon"] == BEACON.name
    clock = clock_of(cast.brand, "draw", panel.subject)
    assert clock is not None
    assert clock.due_at == BEACON.at + timedelta(hours=48)


def test_who_can_be_drawn(cast: Cast, convene: Convene) -> None:
    """Consent to invitations, of age, a fan, here for a week, and not a party."""
    able = willing(cast.brand, 12)
    crowd(cast.brand, 3, "silent")
    agree(crowd(cast.brand, 3, "minor"), ("invitations",))
    agree(crowd(cast.brand, 3, "shy"), ("adult",))
    regretful = willing(cast.brand, 2, name="regretful")
    agree(regretful, ("invitations",), given=False)
    staff, gone, party, new = willing(cast.brand, 4, name="other")
    grant_role(staff, Role.LEGAL, actor=None, now=NOW)
    Departure.objects.create(member=gone, at=NOW)
    new.joined_at = NOW - timedelta(days=2)
    new.save()
    willing(cast.other_brand, 5, name="foreign")
    panel = convene(parties=[party], seats=5, quorum=3)
    assert set(panel.lots.values_list("member", flat=True)) == {member.pk for member in able}


def test_an_older_wording_is_no_consent(cast: Cast, convene: Convene) -> None:
    members = willing(cast.brand, 12)
    members[0].consents.filter(purpose="adult").update(wording="2020-01")
    assert convene(seats=5, quorum=3).eligible == 11


def test_owners_alone_if_the_charter_says_so(cast: Cast, convene: Convene) -> None:
    members = willing(cast.brand, 12)
    members[3].verifications.create(level=Level.OWNER, at=NOW)
    panel = convene(seats=5, quorum=1, level=Level.OWNER)
    assert (panel.eligible, panel.seats, panel.wanted) == (1, 1, 5)


def test_core_and_mass_are_drawn_by_their_share(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 40, core=12)
    quotas = {(name, low, high) for _c, name, low, high in convene().lottery["quotas"]}
    assert quotas == {("core", 4, 5), ("mass", 10, 11)}


def test_quotas_of_the_charter_hold(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 40, core=12)
    panel = convene(quotas={"core": (10, 10), "mass": (5, 5)})
    assert {lot.chance for lot in panel.lots.filter(stratum="core")} == {"5/6"}


def test_impossible_quotas_name_the_smallest_change(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 40, core=12)
    with pytest.raises(Refusal, match="core 13 → 12") as caught:
        convene(quotas={"core": (13, 13), "mass": (2, 2)})
    assert caught.value.code == "quotas-impossible"


def test_a_group_of_nine_is_not_told_apart(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 40, core=9)
    assert set(convene().lots.values_list("stratum", flat=True)) == {"all"}


def test_fewer_fans_than_seats_are_all_asked(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 6)
    panel = convene()
    assert (panel.seats, panel.wanted, panel.eligible) == (6, 15, 6)
    assert {lot.chance for lot in panel.lots.all()} == {"1"}


def test_nobody_to_draw_is_said_in_words(cast: Cast, convene: Convene) -> None:
    with refused("nobody-to-draw"):
        convene()


def test_the_number_must_not_exist_yet(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    with refused("beacon-known"):
        convene(beacon=Beacon(name="昨天的号码", at=NOW - timedelta(days=1)))
    with refused("beacon-known"):
        convene(beacon=Beacon(name=" ", at=NOW + timedelta(days=1)))


def test_without_a_number_of_its_own_it_is_a_round_of_a_public_beacon(
    cast: Cast, convene: Convene
) -> None:
    willing(cast.brand, 20)
    panel = convene(beacon=None)
    assert panel.beacon == quicknet_round(NOW).name
    assert timedelta(minutes=9) < panel.beacon_at - NOW <= timedelta(minutes=10)
    # Round 1 came at the genesis, and one follows every three seconds.
    assert quicknet_round(quicknet_round(NOW).at - timedelta(minutes=10)) == quicknet_round(NOW)


def test_a_second_panel_beside_a_running_one_is_refused(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = convene()
    with refused("panel-running"):
        convene()
    assert convene(about="promise:2").number == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Panel.objects.filter(about="promise:2").update(about=panel.about)


@pytest.mark.parametrize("terms", [{"quorum": 16}, {"percent": 101}, {"quorum": 0}])
def test_terms_that_cannot_be_met_are_refused(
    cast: Cast, convene: Convene, terms: dict[str, int]
) -> None:
    with refused("terms-impossible"):
        convene(**terms)


def test_the_database_holds_seats_to_the_pool(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = convene()
    for change in ({"seats": 16}, {"eligible": 3}, {"seed": "x"}, {"concluded_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Panel.objects.filter(pk=panel.pk).update(**change)


def test_a_panel_of_the_other_brand_is_another_matter(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    willing(cast.other_brand, 20, name="foreign")
    ours = convene()
    theirs = actions.convene(
        cast.other_brand,
        Purpose.VERIFICATION,
        "promise:1",
        question="?",
        seats=5,
        quorum=3,
        percent=60,
        actor=cast.rival,
        now=NOW,
    )
    members = theirs.lots.values_list("member__brand", flat=True).distinct()
    assert list(members) == [cast.other_brand.pk]
    assert ours.secret_digest != theirs.secret_digest
