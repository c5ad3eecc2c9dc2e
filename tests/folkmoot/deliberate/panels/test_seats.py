"""Taking a seat, leaving it, and who moves up."""

from datetime import timedelta

import pytest

from folkmoot.deliberate.panels import actions, jobs, queries
from folkmoot.deliberate.panels.models import Invitation, Panel
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.people.actions import grant_role, leave
from folkmoot.foundation.people.models import Role
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import Cast, refused
from tests.folkmoot.deliberate.panels.conftest import LATER, VALUE, Convene, willing


def first(panel: Panel, standing: str = "invited") -> Invitation:
    found = panel.invitations.filter(standing=standing).select_related("lot__member", "panel")
    return found.order_by("seat").first()  # type: ignore[return-value]


def test_accepting_takes_the_seat(drawn: Panel) -> None:
    own = first(drawn)
    actions.accept(own, actor=own.lot.member, now=LATER)
    assert own.standing == "seated"
    with refused("invitation-over"):
        actions.accept(own, actor=own.lot.member, now=LATER)


@pytest.mark.parametrize("step", [actions.decline, actions.recuse])
def test_who_leaves_is_followed_by_the_next_of_the_same_group(drawn: Panel, step: object) -> None:
    own = first(drawn)
    following = drawn.lots.filter(reserve__isnull=False, stratum=own.lot.stratum)
    expected = following.order_by("reserve").first()
    step(own, actor=own.lot.member, now=LATER)  # type: ignore[operator]
    held = Invitation.objects.get(panel=drawn, seat=own.seat, standing="invited")
    assert held.lot == expected


def test_a_used_up_group_is_followed_by_anybody(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 21, core=10)
    panel = convene(seats=10, quorum=5, quotas={"core": (10, 10), "mass": (0, 0)})
    actions.draw(panel, VALUE, actor=cast.mei, now=LATER)
    own = first(panel)
    actions.decline(own, actor=own.lot.member, now=LATER)
    held = Invitation.objects.get(panel=panel, seat=own.seat, standing="invited")
    assert (held.lot.stratum, held.lot.reserve) == ("mass", 1)


def test_an_invitation_expires_and_the_next_one_is_asked(drawn: Panel) -> None:
    own = first(drawn)
    actions.accept(own, actor=own.lot.member, now=LATER)
    late = LATER + timedelta(hours=72)
    assert jobs.keep_time(late - timedelta(seconds=1)) == 0
    assert jobs.keep_time(late) == 14
    assert jobs.keep_time(late) == 0
    assert drawn.invitations.filter(standing="expired").count() == 14
    assert drawn.invitations.filter(standing="invited").count() == 14
    other = first(drawn, "expired")
    with refused("invitation-over"):
        actions.accept(other, actor=other.lot.member, now=late)


def test_a_late_acceptance_is_refused_even_before_the_round(drawn: Panel) -> None:
    own = first(drawn)
    with refused("invitation-over"):
        actions.accept(own, actor=own.lot.member, now=own.expires_at)


def test_with_nobody_left_the_seat_stays_empty(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 5)
    panel = actions.draw(convene(), VALUE, actor=cast.mei, now=LATER)
    own = first(panel)
    actions.decline(own, actor=own.lot.member, now=LATER)
    assert panel.invitations.filter(standing="invited").count() == 4


def test_a_seat_is_nobody_elses(cast: Cast, drawn: Panel) -> None:
    own = first(drawn)
    for other in (cast.lin, cast.mei, cast.stranger, None):
        with refused("not-your-seat"):
            actions.accept(own, actor=other, now=LATER)


def test_whoever_became_staff_or_left_takes_no_seat(cast: Cast, drawn: Panel) -> None:
    own, other = drawn.invitations.order_by("seat").select_related("lot__member")[:2]
    grant_role(own.lot.member, Role.OPERATOR, actor=None, now=LATER)
    with refused("staff-cannot-vote"):
        actions.accept(own, actor=own.lot.member, now=LATER)
    leave(actor=other.lot.member, now=LATER)
    with refused("not-member"):
        actions.accept(other, actor=other.lot.member, now=LATER)


def test_who_was_drawn_is_told_and_nobody_else(cast: Cast, drawn: Panel) -> None:
    catch_up()
    own = first(drawn)
    (notice,) = inbox(own.lot.member)
    assert notice.path == f"/lumen/panels/{drawn.number}/"
    assert str(notice.quote) == "这条承诺兑现了吗?"
    assert not inbox(cast.lin)
    actions.decline(own, actor=own.lot.member, now=LATER)
    catch_up()
    held = Invitation.objects.get(panel=drawn, seat=own.seat, standing="invited")
    assert inbox(held.lot.member).count() == 1


def test_what_waits_for_me(drawn: Panel) -> None:
    own = first(drawn)
    assert queries.open_invitations(own.lot.member, LATER) == [own]
    actions.accept(own, actor=own.lot.member, now=LATER)
    assert queries.open_invitations(own.lot.member, LATER) == [own]
    actions.answer(own, "yes", actor=own.lot.member, now=LATER)  # type: ignore[arg-type]
    assert queries.open_invitations(own.lot.member, LATER) == []
