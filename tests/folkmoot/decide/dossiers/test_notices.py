"""Who hears of what happens in a dossier, and what everybody may count."""

from datetime import date, datetime, timedelta

from django.test import Client

from folkmoot.decide.dossiers import actions, queries
from folkmoot.decide.dossiers.jobs import tell_those_concerned
from folkmoot.decide.dossiers.models import Category, Item
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.dossiers.conftest import filed

DAY = timedelta(days=1)


def told(kind: str) -> set[Member]:
    fact = Fact.objects.filter(kind=kind).latest("number")
    tell_those_concerned(fact)
    return {each.member for each in Notice.objects.filter(fact=fact).select_related("member")}


def test_reviewers_hear_of_evidence_and_the_filer_does_not(
    cast: Cast, handler: Member, li: Member, item: Item
) -> None:
    assert told("dossier.captured") == {cast.mei, cast.chen, li}


def test_judges_hear_of_an_appeal_and_the_opener_of_the_rest(
    cast: Cast, handler: Member, li: Member, confirmed: Item
) -> None:
    actions.reply(confirmed, "当时说的是另一件事。", now=NOW)
    actions.offer_peace(confirmed.dossier, "三月已致歉。", actor=None, now=NOW)
    made = actions.appeal(confirmed, "那不是我说的。", now=NOW)
    assert told("dossier.appealed") == {cast.chen, li, handler}
    actions.decide(made, upheld=True, reasons="账号是冒名的。", actor=cast.chen, now=NOW)
    for kind in ("replied", "peace-offered", "appeal-decided", "removed"):
        assert told(f"dossier.{kind}") == {handler}


def test_nobody_hears_of_what_is_nobodys_task(confirmed: Item) -> None:
    assert told("dossier.reviewed") == set()


def test_ten_of_a_class_are_counted_and_nine_are_not(handler: Member, item: Item) -> None:
    for _each in range(9):
        filed(item.dossier, handler, category=Category.CONDUCT)
    brand = item.dossier.brand
    assert set(queries.public_counts(brand, NOW).held.values()) == {None}
    filed(item.dossier, handler, category=Category.CONDUCT)
    assert queries.public_counts(brand, NOW).held == {
        "hostility": None,
        "judicial": None,
        "disclosure": None,
        "conduct": 10,
    }
    # A class is not told from a sum either.
    assert not hasattr(queries.public_counts(brand, NOW), "all")
    after = datetime(2027, 9, 10, tzinfo=NOW.tzinfo)
    assert filed(item.dossier, handler).expires_on == date(2027, 9, 10)
    assert queries.public_counts(brand, after).held["conduct"] is None


def test_an_overdue_appeal_is_seen_by_everybody(
    cast: Cast, confirmed: Item, client: Client, it_is_now: None
) -> None:
    actions.appeal(confirmed, "那不是我说的。", now=NOW - 2 * DAY)
    acknowledged, decided, _offers = queries.public_counts(cast.brand, NOW).clocks
    assert [acknowledged.late, decided.late] == [1, 0]
    assert acknowledged.over is None
    page = client.get("/lumen/dossiers/", headers={"accept-language": "en"}).content.decode()
    assert "1 overdue" in page
    assert "none overdue" in page


def test_a_deadline_is_kept_to_the_second(cast: Cast, handler: Member, confirmed: Item) -> None:
    made = actions.appeal(confirmed, "那不是我说的。", now=NOW)
    actions.acknowledge(made, actor=handler, now=NOW + DAY)
    week, late = NOW + 7 * DAY, timedelta(seconds=1)
    assert [each.late for each in queries.public_counts(cast.brand, week).clocks] == [0, 0, 0]
    found = queries.public_counts(cast.brand, week + late).clocks
    assert [(each.late, each.in_time) for each in found] == [(0, 1), (1, 0), (0, 0)]
