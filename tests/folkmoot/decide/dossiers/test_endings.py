"""What ends: an item, what was said about it, an open appeal, and at last the dossier itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from folkmoot.decide.dossiers import actions, queries, rules
from folkmoot.decide.dossiers.models import Capture, Dossier, Ending, Item
from folkmoot.decide.dossiers.rules import Reader
from folkmoot.decide.partnerships import actions as partnerships
from folkmoot.decide.partnerships.models import Deal, Stage
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Passage
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.dossiers.conftest import PARTNER, captured, filed, opened
from tests.folkmoot.decide.partnerships.conftest import intended

DAY = timedelta(days=1)
REPLY, GROUNDS, REASONS = "当时说的是另一件事。", "那不是我说的。", "账号是冒名的。"


def words() -> set[str]:
    return {text for text in Passage.objects.values_list("text", flat=True) if text}


@pytest.mark.parametrize("name", ["随便一位粉丝", "远帆影业二部"])
def test_nobody_without_a_deal_has_a_dossier(handler: Member, name: str) -> None:
    intended(handler, partner=PARTNER)
    with refused("no-purpose"):
        opened(name, handler)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("about", ["partnership:2", "partnership:x", "partnership:", "fan:1"])
def test_a_deal_that_is_not_there_is_no_purpose(handler: Member, about: str) -> None:
    intended(handler, partner=PARTNER)
    with refused("no-purpose"):
        opened(PARTNER, handler, about)


def test_nor_is_one_that_has_ended_or_is_of_another_brand(cast: Cast, handler: Member) -> None:
    deal = intended(handler, partner=PARTNER)
    assert queries.partner_of(cast.other_brand, "partnership:1") is None
    partnerships.move(deal, Stage.ENDED, actor=handler, now=NOW)
    assert Deal.objects.get().stage == Stage.ENDED
    with refused("no-purpose"):
        opened(PARTNER, handler)


def test_what_the_partner_said_goes_with_the_item(cast: Cast, confirmed: Item) -> None:
    actions.reply(confirmed, REPLY, now=NOW)
    assert REPLY in words()
    actions.withdraw(confirmed, actor=cast.mei, now=NOW)
    assert REPLY not in words()


def test_the_partner_reads_why_an_appeal_was_right(
    cast: Cast, confirmed: Item, client: Client, it_is_now: None
) -> None:
    secret = actions.issue_link(confirmed.dossier, actor=cast.mei, now=NOW)
    made = actions.appeal(confirmed, GROUNDS, now=NOW)
    actions.decide(made, upheld=True, reasons=REASONS, actor=cast.chen, now=NOW)
    page = client.get(
        f"/lumen/dossiers/held/{secret}/", headers={"accept-language": "en"}
    ).content.decode()
    for said in (REASONS, "Upheld", "an appeal was upheld", "Nothing is held about you now."):
        assert said in page


@pytest.mark.parametrize("way", ["withdrawn", "expired", "peace"])
def test_an_open_appeal_is_settled_when_its_item_goes(
    cast: Cast, li: Member, confirmed: Item, way: str
) -> None:
    later = NOW + timedelta(hours=2)
    made = actions.appeal(confirmed, GROUNDS, now=NOW)
    if way == "withdrawn":
        actions.withdraw(confirmed, actor=li, now=later)
    elif way == "expired":
        actions.remove_expired(now=NOW + timedelta(days=3000))
    else:
        offer = actions.offer_peace(confirmed.dossier, "已致歉。", actor=None, now=NOW)
        for member in (cast.mei, li):
            actions.accept_peace(offer, actor=member, now=later)
    assert not queries.open_appeals(cast.brand).exists()
    for kind in (rules.ACK_CLOCK, rules.OUTCOME_CLOCK):
        clock = clock_of(cast.brand, kind, made.subject)
        assert clock is not None
        assert clock.met_at is not None
    with refused("item-gone"):
        actions.decide(made, upheld=False, reasons=REASONS, actor=cast.chen, now=later)
    with refused("item-gone"):
        actions.acknowledge(made, actor=cast.mei, now=later)


def test_a_dossier_that_holds_nothing_ends_after_a_month(cast: Cast, confirmed: Item) -> None:
    dossier, month = confirmed.dossier, timedelta(days=30)
    secret = actions.issue_link(dossier, actor=cast.mei, now=NOW)
    actions.offer_peace(dossier, "三月已公开致歉。", actor=None, now=NOW)
    made = actions.appeal(confirmed, GROUNDS, now=NOW)
    assert actions.end_idle(now=NOW + 2 * month) == 0
    actions.decide(made, upheld=True, reasons=REASONS, actor=cast.chen, now=NOW + DAY)
    gone = NOW + DAY + month
    assert actions.end_idle(now=gone - timedelta(seconds=1)) == 0
    assert {GROUNDS, REASONS} <= words()
    assert queries.dossier_by_link(cast.brand, secret) == dossier
    assert actions.end_idle(now=gone) == 1
    assert actions.end_idle(now=gone) == 0
    assert not words() & {GROUNDS, REASONS, "三月已公开致歉。", "拟请其拍短片。"}
    assert Dossier.objects.get().name == ""
    assert queries.dossier_by_link(cast.brand, secret) is None
    assert queries.dossier_by_number(cast.brand, dossier.number) is None
    with refused("dossier-ended"):
        filed(dossier, cast.mei)
    with refused("dossier-ended"):
        actions.issue_link(dossier, actor=cast.mei, now=gone)
    with refused("dossier-ended"):
        actions.offer_peace(dossier, "又一次。", actor=None, now=gone)
    assert opened(PARTNER, cast.mei, now=gone).number == dossier.number + 1


def test_one_in_which_nothing_was_ever_filed_ends_too(dossier: Dossier) -> None:
    assert actions.end_idle(now=NOW + 29 * DAY) == 0
    assert actions.end_idle(now=NOW + 30 * DAY) == 1


def test_the_database_ends_no_dossier_that_holds_something(confirmed: Item) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.create(dossier=confirmed.dossier, at=NOW, fact=confirmed.fact)


def test_the_database_adds_nothing_to_one_that_ended(dossier: Dossier, handler: Member) -> None:
    made = actions.issue_link(dossier, actor=handler, now=NOW)
    actions.end_idle(now=NOW + 30 * DAY)
    link = dossier.links.get(digest=rules.link_digest(made))
    link.pk, link.digest = None, "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)


def test_what_a_page_says_too_much_is_not_kept(handler: Member, dossier: Dossier) -> None:
    item = filed(dossier, handler, published_on=date(2025, 9, 10))
    said = "联系他:电话 13800138000,谢谢。"
    kept = actions.capture(item, said, how=Capture.How.PASTED, actor=handler, now=NOW)
    assert str(kept.text) == "联系他:电话 ■■■■■■■■■■■,谢谢。"
    assert not any("13800138000" in text for text in words())


def test_what_ended_is_told_without_its_words(cast: Cast, handler: Member, item: Item) -> None:
    actions.withdraw(item, actor=handler, now=NOW)
    second = captured(filed(item.dossier, handler), handler)
    actions.review(second, agrees=False, actor=cast.mei, now=NOW)
    seen = queries.seen_by(item.dossier, Reader.SUBJECT, NOW)
    assert [each.why for each in seen.fields["ended"]] == ["withdrawn", "rejected"]
    assert seen.items == []


def test_nobody_fills_the_disk_through_the_address(confirmed: Item) -> None:
    for _each in range(rules.MOST_SAID):
        actions.reply(confirmed, REPLY, now=NOW)
        actions.offer_peace(confirmed.dossier, "已致歉。", actor=None, now=NOW)
    with refused("said-enough"):
        actions.reply(confirmed, REPLY, now=NOW)
    with refused("said-enough"):
        actions.offer_peace(confirmed.dossier, "已致歉。", actor=None, now=NOW)
