"""Which case is near, and by what: shares of features, nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Degree, Stage
from folkmoot.decide.partnerships.precedents import features, library, nearness
from folkmoot.decide.partnerships.views.nearing import feature_label
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.partnerships.conftest import answers, intended

ROOT = Path(__file__).parents[4]
CODES = sorted({code for case in library() for code in case.features})
SETS = st.frozensets(st.sampled_from(CODES))


def test_the_first_deal_has_three_public_cases_beside_it(cast: Cast, handler: Member) -> None:
    crossed = {"judgment": "yes"}
    given = answers(harm=Degree.HIGH, reach=Degree.LOW, cautions=crossed)
    deal = intended(handler, given)
    near = queries.nearest(deal, queries.latest_run(deal))
    assert len(near) >= 3
    assert near[0].case
    assert near[0].nearness.shared == ("caution:judgment", "harm:3", "kind:creator")
    shares = [each.nearness.share for each in near]
    assert shares == sorted(shares, reverse=True)


def test_the_brand_s_own_deal_with_the_same_partner_is_nearest(cast: Cast, handler: Member) -> None:
    actions.move(intended(handler), Stage.ENDED, actor=handler, now=NOW)
    intended(handler, partner="还没结束")
    deal = intended(handler, answers(harm=Degree.HIGH), partner="远帆 影业")
    near = queries.nearest(deal, queries.latest_run(deal))
    assert near[0].deal
    assert (near[0].deal.number, near[0].same_partner) == (1, True)
    assert [each.deal.number for each in near if each.deal] == [1]


def test_what_is_not_known_is_no_nearness() -> None:
    reasons = [{"code": "caution-unknown", "about": "judgment"}, {"code": "line", "about": "4"}]
    assert features("creator", reasons, 1, 2) == {"kind:creator", "line", "harm:1", "reach:2"}


@given(SETS, SETS)
def test_nearness_is_a_share_and_symmetric(one: frozenset[str], other: frozenset[str]) -> None:
    found = nearness(one, other)
    assert found == nearness(other, one)
    assert 0 <= found.share <= 1
    assert (found.share == 1) == (one == other != frozenset())
    assert set(found.shared) == one & other


@pytest.mark.parametrize("case", library(), ids=lambda case: case.key)
def test_a_public_case_has_its_source_and_both_languages(case: object) -> None:
    for said in (case.title, case.happened, case.outcome):  # type: ignore[attr-defined]
        assert set(said) == {"en", "zh"}
        assert all(said.values())
    assert case.sources  # type: ignore[attr-defined]
    assert all(feature_label(code) for code in case.features)  # type: ignore[attr-defined]


def test_no_brand_of_the_library_is_named_elsewhere() -> None:
    """R07: the case library is data. No rule, page or word list knows a real brand."""
    room = ROOT / "folkmoot" / "decide"
    files = [*room.rglob("*.py"), *room.rglob("*.html"), *(ROOT / "civics").rglob("*.toml")]
    named = ("小米", "xiaomi", "米粉", "京东", "岚图", "蔚来", "bud light")
    found = [
        (file.name, name)
        for file in files
        for name in named
        if name in file.read_text(encoding="utf-8").casefold()
    ]
    assert found == []
