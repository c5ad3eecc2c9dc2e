"""The draw: by secret and number together, once, from exactly the pool that was committed to."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from civics.__main__ import main as civics
from folkmoot.deliberate.panels import actions
from folkmoot.deliberate.panels.models import Invitation, Lot, Panel
from folkmoot.deliberate.panels.queries import open_data
from folkmoot.deliberate.panels.rules import secret_digest
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import Cast, refused
from tests.folkmoot.deliberate.panels.conftest import LATER, VALUE, Convene, agree, willing


def test_fifteen_are_invited_and_the_rest_stands_in_order(cast: Cast, drawn: Panel) -> None:
    asked = Invitation.objects.filter(panel=drawn)
    assert sorted(asked.values_list("seat", flat=True)) == list(range(1, 16))
    assert {each.expires_at for each in asked} == {LATER + timedelta(hours=72)}
    strata = list(asked.values_list("lot__stratum", flat=True))
    assert strata.count("core") in (4, 5)
    reserve = Lot.objects.filter(panel=drawn, reserve__isnull=False)
    assert sorted(reserve.values_list("reserve", flat=True)) == list(range(1, 26))
    clock = clock_of(cast.brand, "draw", drawn.subject)
    assert clock is not None
    assert clock.met_at == LATER


def test_the_secret_is_revealed_and_is_the_one_committed_to(drawn: Panel) -> None:
    seed = Fact.objects.get(kind="panel.drawn").published["seed"]
    secret, _space, value = seed.partition(" ")
    assert value == VALUE
    assert secret_digest(secret) == drawn.secret_digest


def test_before_the_number_exists_nothing_is_drawn(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    with refused("beacon-not-yet"):
        actions.draw(convene(), VALUE, actor=cast.mei, now=LATER - timedelta(seconds=1))


def test_a_panel_is_drawn_once(cast: Cast, drawn: Panel) -> None:
    with refused("already-drawn"):
        actions.draw(drawn, "01 02 03 04 05 06 07", actor=cast.mei, now=LATER)


@pytest.mark.parametrize(("who", "code"), [("lin", "not-drawer"), ("rival", "other-brand")])
def test_who_enters_the_number(cast: Cast, convene: Convene, who: str, code: str) -> None:
    willing(cast.brand, 20)
    with refused(code):
        actions.draw(convene(), VALUE, actor=getattr(cast, who), now=LATER)


@pytest.mark.parametrize("value", ["", "   ", "x" * 201, "1\n2"])
def test_a_number_that_is_none_is_refused(cast: Cast, convene: Convene, value: str) -> None:
    willing(cast.brand, 20)
    with refused("beacon-value"):
        actions.draw(convene(), value, actor=cast.wu, now=LATER)


def test_a_round_of_the_beacon_has_sixty_four_digits(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = convene(beacon=None)
    with refused("beacon-value"):
        actions.draw(panel, VALUE, actor=cast.wu, now=LATER)
    assert actions.draw(panel, "7f" * 32, actor=cast.wu, now=LATER).drawn_at == LATER


def test_after_any_change_of_the_pool_the_seed_is_refused(cast: Cast, convene: Convene) -> None:
    members = willing(cast.brand, 41, core=12)
    panel = convene(parties=members[40:])
    one = panel.lots.order_by("pk").last()
    assert one is not None
    other = {"core": "mass", "mass": "core"}[one.stratum]
    for change in ({"stratum": other}, {"pseudonym": "somebodyelse"}):
        before = {name: getattr(one, name) for name in change}
        Lot.objects.filter(pk=one.pk).update(**change)
        with refused("pool-changed"):
            actions.draw(panel, VALUE, actor=cast.mei, now=LATER)
        Lot.objects.filter(pk=one.pk).update(**before)
    more = Lot.objects.create(
        panel=panel, member=members[40], pseudonym="late", stratum="mass", chance="1"
    )
    with refused("pool-changed"):
        actions.draw(panel, VALUE, actor=cast.mei, now=LATER)
    more.delete()
    one.delete()
    with refused("pool-changed"):
        actions.draw(panel, VALUE, actor=cast.mei, now=LATER)


def test_after_a_change_of_the_lottery_the_seed_is_refused(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 40, core=12)
    panel = convene()
    panel.lottery["tickets"] = panel.lottery["tickets"][:1]
    panel.lottery["tickets"][0][0] = panel.lottery["total"]
    panel.save(update_fields=["lottery"])
    with refused("pool-changed"):
        actions.draw(panel, VALUE, actor=cast.mei, now=LATER)


def test_whoever_took_consent_back_meanwhile_is_not_asked(cast: Cast, convene: Convene) -> None:
    members = willing(cast.brand, 20)
    panel = convene(seats=10, quorum=5)
    agree(members[:8], ("adult",), given=False)
    actions.draw(panel, VALUE, actor=cast.mei, now=LATER)
    live = Invitation.objects.filter(panel=panel, standing="invited")
    assert sorted(live.values_list("seat", flat=True)) == list(range(1, 11))
    assert not live.filter(lot__member__in=members[:8]).exists()


def test_anybody_can_draw_again_from_the_open_data(
    cast: Cast, drawn: Panel, client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files as they are downloaded, and the command as the page prints it."""
    for name in open_data.FILES:
        response = client.get(f"/lumen/panels/{drawn.number}/data/{name}")
        assert response.status_code == 200
        (tmp_path / name).write_bytes(response.content)
    words = ["sortition", "replay", str(tmp_path / "lottery.json")]
    words += ["--seed", drawn.seed, "--commitment", drawn.commitment]
    words += ["--panel", str(tmp_path / "panel.txt")]
    words += ["--people", str(tmp_path / "people.csv"), "--quotas", str(tmp_path / "quotas.csv")]
    assert civics(words) == 0
    assert "same" in capsys.readouterr().out
    page = client.get(f"/lumen/panels/{drawn.number}/").content.decode()
    assert drawn.seed in page
    assert drawn.commitment in page

    people = (tmp_path / "people.csv").read_text().replace("mass", "core", 1)
    (tmp_path / "people.csv").write_text(people)
    assert civics(words) == 1


def test_the_reserve_is_decided_by_the_same_seed(drawn: Panel) -> None:
    """The second way: the shuffle that docs/methods/sortition.md describes, written out."""
    drawn_ones = set(open_data.file_of(drawn, "panel.txt").split())
    rest = sorted(set(drawn.lots.values_list("pseudonym", flat=True)) - drawn_ones)
    prefix = b"\0".join(
        part.encode() for part in ("folkmoot.panels.reserve/1", drawn.commitment, drawn.seed, "")
    )
    words: list[int] = []
    for block in range(20):
        digest = hashlib.sha256(prefix + block.to_bytes(8, "big")).digest()
        words += [int.from_bytes(digest[i : i + 8], "big") for i in (0, 8, 16, 24)]
    for place in range(len(rest)):
        left = len(rest) - place
        while (word := words.pop(0)) >= 2**64 - 2**64 % left:
            pass
        other = place + word % left
        rest[place], rest[other] = rest[other], rest[place]
    assert open_data.file_of(drawn, "reserve.txt").split() == rest


def test_nothing_of_the_draw_is_there_before_it(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = convene()
    assert open_data.file_of(panel, "panel.txt") == ""
    assert open_data.file_of(panel, "reserve.txt") == ""


def test_a_pool_under_ten_is_not_published(cast: Cast, convene: Convene, client: Client) -> None:
    willing(cast.brand, 9)
    panel = actions.draw(convene(seats=5, quorum=3), VALUE, actor=cast.mei, now=LATER)
    assert client.get("/lumen/panels/1/data/people.csv").status_code == 409
    assert Fact.objects.get(kind="panel.drawn").published["drawn"] == []
    page = client.get("/lumen/panels/1/", headers={"accept-language": "en"}).content.decode()
    assert "Fewer than ten" in page
    assert "9 fans" not in page
    assert panel.seed in page
