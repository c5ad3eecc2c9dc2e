"""A name that is a little different does not slip through: is it the same?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.decide.dossiers import actions as dossiers
from folkmoot.decide.dossiers.rules import are_alike
from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Deal, Verdict
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.dossiers.conftest import captured, filed, opened
from tests.folkmoot.decide.partnerships.conftest import intended

UNTIL = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("远帆影业", "上海远帆影业有限公司", True),
        ("远帆影业", "远帆", True),
        ("远帆影业", "远帆影业", False),  # the same, and not alike
        ("远帆影业", "北岸皮具", False),
        ("帆", "远帆影业", False),  # one character is in too many names
        ("farsail", "farsailfilms", True),
        ("far", "farsailfilms", False),
        ("", "远帆影业", False),
    ],
)
def test_a_short_name_is_in_the_full_one(one: str, other: str, *, alike: bool) -> None:
    assert are_alike(one, other) == are_alike(other, one) == alike


@given(st.text(max_size=12), st.text(max_size=12))
def test_nobody_is_like_themselves(one: str, other: str) -> None:
    assert not are_alike(one, one)
    assert are_alike(one, other) == are_alike(other, one)


def reasons(deal: Deal) -> tuple[Verdict, list[tuple[str, str]]]:
    run = queries.latest_run(deal)
    assert run is not None
    return Verdict(run.verdict), [(each["code"], each["about"]) for each in run.reasons]


def test_a_promise_under_a_shorter_name(handler: Member) -> None:
    actions.deny("远帆 影业", "任何合作", source="x", until=UNTIL, actor=handler, now=NOW)
    deal = intended(handler, partner="上海远帆影业有限公司")
    assert reasons(deal) == (Verdict.AMBER, [("denial-alike", "1")])
    same = intended(handler, partner="远帆影业")
    assert reasons(same) == (Verdict.RED, [("denial", "1")])


def test_evidence_under_a_longer_name(cast: Cast, handler: Member) -> None:
    known = intended(handler, partner="上海远帆影业有限公司")
    dossier = opened(known.partner, handler, known.subject)
    item = captured(filed(dossier, handler), handler)
    assert reasons(intended(handler, partner="远帆影业"))[0] == Verdict.GREEN  # not agreed on yet
    for reviewer in (cast.mei, cast.chen):
        dossiers.review(item, agrees=True, actor=reviewer, now=NOW)
    assert reasons(intended(handler, partner="远帆影业")) == (
        Verdict.AMBER,
        [("dossier-alike", "1")],
    )


def test_what_comes_up_under_a_like_name_overtakes_too(handler: Member) -> None:
    deal = intended(handler)
    actions.deny("远帆", "任何合作", source="x", until=UNTIL, actor=handler, now=NOW)
    run = queries.latest_run(deal)
    assert [each.code for each in queries.news_of(deal, run, NOW)] == ["denial-alike"]
    assert queries.overtaken(deal.brand, NOW, "远帆") == [deal]
    assert queries.overtaken(deal.brand, NOW, "北岸") == []
