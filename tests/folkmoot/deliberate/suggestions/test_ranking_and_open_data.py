"""Wanted across groups, cohorts that give nobody away, and the open data."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from civics.bridging import wilson
from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.jobs import refresh_ranking, tell_members
from folkmoot.deliberate.suggestions.models import Ranking, Suggestion
from folkmoot.deliberate.suggestions.queries.open_data import COLUMNS
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.people.models import ActiveDay, Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.search.queries import find
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd
from tests.folkmoot.deliberate.suggestions.conftest import again


def of_cohort(cast: Cast, size: int, days: int, name: str) -> list[Member]:
    members = crowd(cast.brand, size, name)
    ActiveDay.objects.bulk_create(
        ActiveDay(member=member, day=(NOW - timedelta(days=d + 1)).date())
        for member in members
        for d in range(days)
    )
    return members


@pytest.fixture
def camps(cast: Cast, suggestion: Suggestion) -> tuple[Suggestion, Suggestion]:
    """Thirty core fans want the first; twelve of each group want the second."""
    both = actions.suggest(Wording(text="大家都要的"), actor=cast.zhou, now=NOW)
    core, ordinary = of_cohort(cast, 30, 14, "core"), of_cohort(cast, 12, 1, "plain")
    for member in core:
        actions.support(suggestion, actor=member, now=NOW)
    for member in core[:12] + ordinary:
        actions.support(both, actor=member, now=NOW)
    refresh_ranking(cast.brand, NOW)
    return again(cast, 1), again(cast, 2)


def order(cast: Cast, name: str) -> list[int]:
    return [r.suggestion.number for r in queries.suggestion_page(cast.brand, order=name).rows]


def test_the_group_that_wants_it_least_decides_the_order(
    cast: Cast, camps: tuple[Suggestion, Suggestion]
) -> None:
    loved_by_core, bridging = camps
    assert loved_by_core.supports > bridging.supports
    assert order(cast, "supports") == [1, 2]
    assert order(cast, "across") == [2, 1]
    ranking = Ranking.objects.get()
    low, _ = wilson([12], [ranking.voices["core"]])
    other, _ = wilson([13], [ranking.voices["ordinary"]])
    assert bridging.across == round(min(low[0], other[0]), 6)
    assert loved_by_core.across == 0.0


def test_nothing_new_is_nothing_written(cast: Cast, camps: object) -> None:
    before = Ranking.objects.get().at
    assert refresh_ranking(cast.brand, NOW + timedelta(hours=1)) == 0
    assert Ranking.objects.get().at == before


def test_cohorts_are_shown_from_ten_on(cast: Cast, camps: tuple[Suggestion, Suggestion]) -> None:
    assert queries.cohorts_behind(camps[1], NOW) == {"core": 12, "active": 0, "ordinary": 13}
    # One ordinary fan, its author, who could be found by subtraction.
    assert queries.cohorts_behind(camps[0], NOW) == {"core": None, "active": 0, "ordinary": None}


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3))
def test_nobody_is_found_by_subtraction(counts: list[int]) -> None:
    named = dict(zip(("core", "active", "ordinary"), counts, strict=True))
    kept = queries.suppressed(named)
    hidden = [name for name, count in kept.items() if count is None]
    assert all(count is None or count == 0 or count >= 10 for count in kept.values())
    assert len(hidden) != 1 or sum(bool(c) for c in counts) == 1
    assert all(kept[name] == named[name] for name in named if name not in hidden)


def rows(client: Client, name: str) -> list[dict[str, str]]:
    response = client.get(f"/lumen/suggestions/{name}")
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_open_data_hides_small_cells_and_names(cast: Cast, camps: object, client: Client) -> None:
    actions.suggest(Wording(text="=HYPERLINK(1)"), actor=cast.lin, now=NOW)
    first, second, third = rows(client, "export.csv")
    assert tuple(first) == COLUMNS
    assert (second["supports_core"], second["supports_ordinary"]) == ("12", "13")
    assert (first["supports_core"], first["supports_ordinary"]) == ("", "")
    assert third["text"].startswith("'=")
    supports = rows(client, "supports.csv")
    assert {row["suggestion"] for row in supports} == {"1", "2"}
    assert not {row["supporter"] for row in supports} & set(
        Member.objects.values_list("pseudonym", flat=True)
    )
    both = client.get("/lumen/suggestions/export.json")
    whole = json.loads(b"".join(both.streaming_content))  # type: ignore[attr-defined]
    assert set(whole["about"]["wanted_across_groups"]["voices"]) == {"core", "ordinary"}
    assert len(whole["supports"]) == len(supports)
    assert whole["suggestions"][0]["supports"] == int(first["supports"])


def test_the_receipt_and_the_outcome_reach_the_inbox(
    cast: Cast, decided: Callable[[str], Suggestion], suggestion: Suggestion
) -> None:
    actions.support(suggestion, actor=cast.zhou, now=NOW)
    decided("declined")
    catch_up()
    kinds = [notice.fact.kind for notice in inbox(cast.lin)]
    assert kinds == ["suggestion.decided", "suggestion.assessed", "suggestion.made"]
    assert suggestion.receipt in inbox(cast.lin).last().path  # type: ignore[union-attr]
    assert [n.fact.kind for n in inbox(cast.zhou)] == ["suggestion.decided", "suggestion.assessed"]
    catch_up()
    for fact in Fact.objects.filter(kind="suggestion.decided"):
        tell_members(fact)  # told again is told once
    assert inbox(cast.zhou).count() == 2


def test_only_those_who_saw_other_words_are_asked(cast: Cast, suggestion: Suggestion) -> None:
    actions.support(suggestion, actor=cast.zhou, now=NOW)
    actions.change(suggestion, Wording(text="换一种说法"), actor=cast.lin, now=NOW)
    catch_up()
    assert [n.fact.kind for n in inbox(cast.zhou)] == ["suggestion.changed"]


def test_the_present_wording_is_found(cast: Cast, suggestion: Suggestion) -> None:
    catch_up()
    assert find(cast.brand, "电池门")
    actions.change(suggestion, Wording(text="取景器请保留"), actor=cast.lin, now=NOW)
    catch_up()
    assert not find(cast.brand, "电池门")
    assert find(cast.brand, "取景器")
