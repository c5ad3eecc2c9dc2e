"""Evidence: who vouches for it, how long it counts, and what ends it."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.decide.dossiers import actions, queries, rules
from folkmoot.decide.dossiers.models import Capture, Category, Dossier, Item
from folkmoot.decide.partnerships import actions as partnerships
from folkmoot.decide.partnerships.models import Verdict
from folkmoot.decide.partnerships.queries import latest_run
from folkmoot.foundation import outbound
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact, Passage
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.dossiers.conftest import PARTNER, SAID, URL, captured, filed
from tests.folkmoot.decide.partnerships.conftest import answers, intended

DAY = timedelta(days=1)


def standing(dossier: Dossier, now: datetime = NOW) -> dict[str, int]:
    return queries.standing_evidence(dossier.brand, ["远帆 影业"], now)["远帆 影业"]


def test_it_counts_once_two_others_agree(
    cast: Cast, handler: Member, li: Member, dossier: Dossier
) -> None:
    found = filed(dossier, handler)
    with refused("not-captured"):
        actions.review(found, agrees=True, actor=li, now=NOW)
    found = captured(found, handler)
    with refused("own-item"):
        actions.review(found, agrees=True, actor=handler, now=NOW)
    actions.review(found, agrees=True, actor=li, now=NOW)
    with refused("own-item"):
        actions.review(found, agrees=True, actor=li, now=NOW)
    assert standing(dossier) == {}
    actions.review(found, agrees=True, actor=cast.mei, now=NOW)
    assert standing(dossier) == {"hostility": 1}


def test_one_who_does_not_agree_ends_it(cast: Cast, li: Member, item: Item) -> None:
    actions.review(item, agrees=True, actor=cast.mei, now=NOW)
    actions.review(item, agrees=False, actor=li, now=NOW)
    assert standing(item.dossier) == {}
    gone = queries.item_by_key(item.pk)
    assert gone.removal.why == "rejected"
    assert [gone.url.text, gone.excerpt.text, gone.capture.text.text] == [None, None, None]


def test_criticism_of_a_product_is_no_class(handler: Member, dossier: Dossier) -> None:
    assert set(Category.values) == {"hostility", "judicial", "disclosure", "conduct"}
    with refused("product-criticism"):
        filed(dossier, handler, about_a_product=True, excerpt="这手机发热严重,品控稀烂。")
    with pytest.raises(ValueError, match="product"):
        filed(dossier, handler, category="product")
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "words", ["他的电话是 13800138000。", "住址:北京市海淀区中关村大街1号2单元301室"]
)
def test_what_leads_to_a_private_person_is_refused(
    handler: Member, dossier: Dossier, words: str
) -> None:
    with refused("personal-details"):
        filed(dossier, handler, excerpt=words)
    assert not Item.objects.exists()


def test_no_field_for_home_family_or_telephone() -> None:
    import folkmoot.decide.dossiers.models as room  # noqa: PLC0415

    models = [each for each in vars(room).values() if isinstance(each, type)]
    names = {f.name for m in models if hasattr(m, "_meta") for f in m._meta.get_fields()}
    assert not names & {"address", "home", "family", "phone", "telephone", "email", "birth"}


@pytest.mark.parametrize(
    ("category", "day", "ends"),
    [
        ("hostility", date(2025, 9, 10), date(2027, 9, 10)),
        ("judicial", date(2024, 2, 29), date(2029, 2, 28)),
        ("conduct", date(2024, 2, 29), date(2026, 2, 28)),
        ("disclosure", date(2025, 12, 31), date(2027, 12, 31)),
    ],
)
def test_two_years_and_five_for_courts(category: str, day: date, ends: date) -> None:
    assert rules.expiry(category, day) == ends


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(Category.values))
def test_the_same_day_of_a_later_year_or_the_one_before(day: date, category: str) -> None:
    ends = rules.expiry(category, day)
    years = 5 if category == "judicial" else 2
    assert ends.year == day.year + years
    assert (ends.month, ends.day) in {(day.month, day.day), (2, 28)}


def test_expired_evidence_no_longer_counts(handler: Member, confirmed: Item) -> None:
    last = datetime(2027, 9, 9, 23, 59, 59, tzinfo=UTC)
    after = last + timedelta(seconds=1)
    assert standing(confirmed.dossier, last) == {"hostility": 1}
    assert standing(confirmed.dossier, after) == {}
    deal = intended(handler)
    for now, verdict in ((last, Verdict.RED), (after, Verdict.GREEN)):
        partnerships.run_gate(deal, answers(), actor=handler, now=now)
        run = latest_run(deal)
        assert run is not None
        assert run.verdict == verdict
    assert actions.remove_expired(now=last) == 0
    assert actions.remove_expired(now=after) == 1
    assert actions.remove_expired(now=after) == 0
    gone = queries.item_by_key(confirmed.pk)
    assert gone.removal.why == "expired"
    assert SAID not in {text for text in Passage.objects.values_list("text", flat=True) if text}


@pytest.mark.parametrize(
    ("category", "verdict"),
    [("hostility", Verdict.RED), ("judicial", Verdict.AMBER), ("conduct", Verdict.AMBER)],
)
def test_the_gate_looks_into_the_dossier(
    cast: Cast, handler: Member, li: Member, dossier: Dossier, category: str, verdict: Verdict
) -> None:
    found = captured(filed(dossier, handler, category=Category(category)), handler)
    for member in (cast.mei, li):
        actions.review(found, agrees=True, actor=member, now=NOW)
    run = latest_run(intended(handler, partner="远帆 影业"))
    assert run is not None
    assert run.verdict == verdict
    assert run.reasons == [{"code": "evidence", "about": category}]


def test_an_upheld_appeal_takes_it_out(
    cast: Cast, handler: Member, li: Member, confirmed: Item
) -> None:
    made = actions.appeal(confirmed, "那不是我说的。", now=NOW)
    with refused("appeal-open"):
        actions.appeal(confirmed, "再说一次。", now=NOW)
    kinds = (rules.ACK_CLOCK, rules.OUTCOME_CLOCK)
    clocks = [clock_of(cast.brand, kind, made.subject) for kind in kinds]
    assert [each.due_at - NOW for each in clocks if each] == [DAY, 7 * DAY]
    actions.acknowledge(made, actor=handler, now=NOW + timedelta(hours=5))
    for member in (handler, li):  # filed it, reviewed it
        with refused("took-part"):
            actions.decide(made, upheld=True, reasons="对。", actor=member, now=NOW)
    with refused("not-judge"):
        actions.decide(made, upheld=True, reasons="对。", actor=cast.lin, now=NOW)
    actions.decide(made, upheld=True, reasons="账号是冒名的。", actor=cast.chen, now=NOW + DAY)
    assert standing(confirmed.dossier) == {}
    with refused("appeal-decided"):
        actions.decide(made, upheld=False, reasons="改了。", actor=cast.chen, now=NOW + DAY)
    public = Fact.objects.filter(subject=made.subject, public=True)
    assert [fact.kind for fact in public.order_by("number")] == [
        "dossier.appealed",
        "dossier.acknowledged",
        "dossier.appeal-decided",
    ]


def test_an_appeal_that_is_not_upheld_leaves_it(cast: Cast, confirmed: Item) -> None:
    made = actions.appeal(confirmed, "断章取义。", now=NOW)
    actions.decide(made, upheld=False, reasons="上下文也一样。", actor=cast.chen, now=NOW)
    assert standing(confirmed.dossier) == {"hostility": 1}


def test_peace_ends_hostility_and_nothing_else(
    cast: Cast, handler: Member, li: Member, confirmed: Item
) -> None:
    judged = captured(filed(confirmed.dossier, handler, category=Category.JUDICIAL), handler)
    for member in (cast.mei, li):
        actions.review(judged, agrees=True, actor=member, now=NOW)
    offer = actions.offer_peace(confirmed.dossier, "三月已公开致歉。", actor=None, now=NOW)
    actions.accept_peace(offer, actor=handler, now=NOW)
    with refused("own-offer"):
        actions.accept_peace(offer, actor=handler, now=NOW)
    assert standing(confirmed.dossier) == {"hostility": 1, "judicial": 1}
    actions.accept_peace(offer, actor=li, now=NOW)
    assert standing(confirmed.dossier) == {"judicial": 1}
    with refused("peace-made"):
        actions.accept_peace(offer, actor=cast.mei, now=NOW)


def test_what_the_partner_offers_is_answered_within_two_weeks(
    cast: Cast, handler: Member, li: Member, confirmed: Item
) -> None:
    offer = actions.offer_peace(confirmed.dossier, "三月已公开致歉。", actor=None, now=NOW)
    clock = clock_of(cast.brand, "dossier-peace", offer.subject)
    assert clock is not None
    assert clock.due_at == NOW + 14 * DAY
    with refused("not-dossiers"):
        actions.decline_peace(offer, "不够。", actor=cast.lin, now=NOW)
    actions.accept_peace(offer, actor=handler, now=NOW)
    said = actions.decline_peace(offer, "致歉没有提到社群。", actor=li, now=NOW + DAY)
    met = clock_of(cast.brand, "dossier-peace", offer.subject)
    assert met is not None
    assert met.met_by == said.fact
    for act in (
        lambda: actions.accept_peace(offer, actor=cast.mei, now=NOW + DAY),
        lambda: actions.decline_peace(offer, "还是不够。", actor=cast.mei, now=NOW + DAY),
    ):
        with refused("peace-declined"):
            act()
    assert standing(confirmed.dossier) == {"hostility": 1}
    again = actions.offer_peace(confirmed.dossier, "四月向社群致歉。", actor=None, now=NOW + DAY)
    for member in (handler, li):
        actions.accept_peace(again, actor=member, now=NOW + DAY)
    assert standing(confirmed.dossier) == {}
    with refused("peace-made"):
        actions.decline_peace(again, "晚了。", actor=cast.mei, now=NOW + DAY)


def test_the_partner_reads_why_an_offer_was_declined(
    cast: Cast, handler: Member, confirmed: Item
) -> None:
    offer = actions.offer_peace(confirmed.dossier, "三月已公开致歉。", actor=None, now=NOW)
    secret = actions.issue_link(confirmed.dossier, actor=handler, now=NOW)
    path = f"/lumen/dossiers/held/{secret}/"
    english = {"accept-language": "en"}
    waiting = Client().get(path, headers=english).content.decode()
    assert f"answered by {(NOW + 14 * DAY).date()}" in waiting
    actions.decline_peace(offer, "致歉没有提到社群。", actor=cast.mei, now=NOW)
    page = Client().get(path, headers=english).content.decode()
    assert "致歉没有提到社群。" in page
    assert "answered by" not in page
    assert "Accept it" not in page


def test_another_brand_finds_nothing(cast: Cast, confirmed: Item) -> None:
    assert queries.standing_evidence(cast.other_brand, [PARTNER], NOW) == {PARTNER: {}}
    assert not queries.dossiers(cast.other_brand).exists()
    with refused("other-brand"):
        actions.review(confirmed, agrees=True, actor=cast.rival, now=NOW)
    secret = actions.issue_link(confirmed.dossier, actor=cast.mei, now=NOW)
    assert queries.dossier_by_link(cast.other_brand, secret) is None


def test_a_newer_address_replaces_the_one_before(cast: Cast, dossier: Dossier) -> None:
    first = actions.issue_link(dossier, actor=cast.mei, now=NOW)
    second = actions.issue_link(dossier, actor=cast.mei, now=NOW + DAY)
    assert queries.dossier_by_link(cast.brand, first) is None
    assert queries.dossier_by_link(cast.brand, second) == dossier
    assert queries.dossier_by_link(cast.brand, second[:-1]) is None


PAGE = b"<html><head><style>p{}</style><script>alert(1)</script></head><p>A &amp; B</p></html>"


def test_a_page_is_read_as_text_with_the_hash_of_its_bytes() -> None:
    text, sha256 = actions.fetch_text(URL, fetch=lambda url: PAGE)
    assert text == "A & B"
    assert sha256 == hashlib.sha256(PAGE).hexdigest()


@pytest.mark.parametrize("error", [outbound.Unread("404"), httpx.ConnectError("no")])
def test_a_page_that_cannot_be_read_is_copied_by_hand(error: Exception) -> None:
    def broken(url: str) -> bytes:
        raise error

    with refused("not-read"):
        actions.fetch_text(URL, fetch=broken)


@pytest.mark.parametrize("url", ["http://127.0.0.1/x", "http://169.254.169.254/", "file:///etc"])
def test_this_machine_and_its_neighbours_are_not_read(url: str) -> None:
    with refused("address-not-public"):
        actions.fetch_text(url)


def test_it_is_captured_once(handler: Member, item: Item) -> None:
    with refused("captured"):
        actions.capture(item, "别的", how=Capture.How.PASTED, actor=handler, now=NOW)


def test_nothing_public_names_anybody(cast: Cast, confirmed: Item) -> None:
    actions.appeal(confirmed, "那不是我说的。", now=NOW)
    public = Fact.objects.filter(public=True, kind__startswith="dossier")
    assert {fact.kind for fact in public} == {"dossier.appealed"}
    assert PARTNER not in str([fact.published for fact in public])
    assert "那不是" not in str([fact.published for fact in public])
