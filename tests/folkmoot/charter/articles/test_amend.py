"""A change of the charter follows the charter's own clause."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.charter.articles import queries
from folkmoot.charter.articles.actions import adopt, decline, give_voice, propose, sign
from folkmoot.charter.articles.models import (
    Amendment,
    Edition,
    Guardian,
    Settlement,
    SoulItem,
)
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.actions import verify
from folkmoot.foundation.people.models import Level
from folkmoot.foundation.record.queries import history
from tests.folkmoot.charter.articles.conftest import DAY, ITEM
from tests.folkmoot.conftest import NOW, Cast, refused


def minutes_in_three_days(edition: Edition) -> dict[str, Any]:
    """A change of T2 alone: an executive adopts it after the comments."""
    articles = [dict(article) for article in edition.body["articles"]]
    articles[0]["minutes"] = articles[0]["minutes"] | {"days": 3}
    return {**edition.body, "articles": articles}


def other_soul(edition: Edition) -> dict[str, Any]:
    return {**edition.body, "soul": [ITEM | {"place": 1, "statement": "机身上可以印广告"}]}


def proposed(cast: Cast, body: dict[str, Any]) -> Amendment:
    return propose("纪要三天", "七天太慢", body, actor=cast.chen, now=NOW)


def test_a_plain_change_waits_for_comments_and_notice(cast: Cast, edition: Edition) -> None:
    amendment = proposed(cast, minutes_in_three_days(edition))
    assert (amendment.adopted_by, amendment.closes_at) == ("executive", NOW + 14 * DAY)
    with refused("amendment-too-early"):
        adopt(amendment, "好", actor=cast.chen, now=NOW + 14 * DAY - timedelta(seconds=1))
    new = adopt(amendment, "没有人反对。", actor=cast.chen, now=NOW + 14 * DAY)
    assert (new.number, new.effective_from) == (2, NOW + 28 * DAY)
    assert queries.edition_in_force(cast.brand, NOW + 28 * DAY - DAY) == edition
    assert queries.edition_in_force(cast.brand, NOW + 28 * DAY) == new
    assert [fact.kind for fact in history(cast.brand, "amendment:1")] == [
        "amendment.proposed",
        "amendment.settled",
    ]


def test_a_new_edition_meets_the_review_of_the_old_one(cast: Cast, edition: Edition) -> None:
    amendment = proposed(cast, minutes_in_three_days(edition))
    adopt(amendment, "好", actor=cast.chen, now=NOW + 20 * DAY)
    old = clock_of(cast.brand, "charter-review", "charter:1")
    new = clock_of(cast.brand, "charter-review", "charter:2")
    assert old is not None
    assert old.met_at == NOW + 20 * DAY
    assert new is not None
    assert new.met_at is None


def test_the_soul_cannot_be_changed_by_the_brand_alone(
    cast: Cast, edition: Edition, guardian: Guardian
) -> None:
    amendment = proposed(cast, other_soul(edition))
    assert amendment.adopted_by == "two-keys"
    assert amendment.closes_at == NOW + 28 * DAY
    with refused("second-key-missing"):
        adopt(amendment, "我们想改", actor=cast.chen, now=amendment.closes_at)
    assert Edition.objects.count() == 1
    assert SoulItem.objects.get().until is None


def test_the_guardian_turns_the_second_key(
    cast: Cast, edition: Edition, guardian: Guardian
) -> None:
    amendment = proposed(cast, other_soul(edition))
    sign(amendment, "这次同意。", consents=True, actor=cast.lin, now=NOW + DAY)
    new = adopt(amendment, "守护人同意。", actor=cast.chen, now=amendment.closes_at)
    old, changed = SoulItem.objects.order_by("since")
    assert old.until == changed.since == new.effective_from == amendment.closes_at + 30 * DAY
    assert [i.pk for i in queries.soul(cast.brand, NOW)] == [old.pk]
    assert [i.pk for i in queries.soul(cast.brand, new.effective_from)] == [changed.pk]


def test_a_guardian_who_refuses_is_no_key(cast: Cast, edition: Edition, guardian: Guardian) -> None:
    amendment = proposed(cast, other_soul(edition))
    sign(amendment, "不行。", consents=False, actor=cast.lin, now=NOW + DAY)
    with refused("signed-already"):
        sign(amendment, "行。", consents=True, actor=cast.lin, now=NOW + DAY)
    with refused("second-key-missing"):
        adopt(amendment, "我们想改", actor=cast.chen, now=amendment.closes_at)
    assert decline(amendment, "守护人不同意。", actor=cast.chen, now=amendment.closes_at).pk


def test_a_majority_turns_it_as_well(cast: Cast, edition: Edition) -> None:
    amendment = proposed(cast, other_soul(edition))
    with refused("level-too-low"):
        give_voice(amendment, in_favour=True, actor=cast.zhou, now=NOW + DAY)
    for fan in (cast.lin, cast.zhou):
        verify(fan, Level.OWNER, actor=cast.mei, now=NOW)
        give_voice(amendment, in_favour=True, actor=fan, now=NOW + DAY)
    give_voice(amendment, in_favour=False, actor=cast.zhou, now=NOW + 2 * DAY)
    with refused("second-key-missing"):  # a tie is no majority
        adopt(amendment, "我们想改", actor=cast.chen, now=amendment.closes_at)
    # In a window that is over nobody speaks any more.
    with refused("amendment-closed"):
        give_voice(amendment, in_favour=True, actor=cast.zhou, now=amendment.closes_at)


def test_a_majority_is_enough(cast: Cast, edition: Edition) -> None:
    amendment = proposed(cast, other_soul(edition))
    verify(cast.lin, Level.OWNER, actor=cast.mei, now=NOW)
    give_voice(amendment, in_favour=True, actor=cast.lin, now=NOW + DAY)
    assert adopt(amendment, "多数支持。", actor=cast.chen, now=amendment.closes_at).number == 2


def test_the_old_clause_decides_and_not_the_new_one(cast: Cast, edition: Edition) -> None:
    """Whoever wants to be rid of the second key needs the second key."""
    without = {
        "articles": [a for a in edition.body["articles"] if a["key"] == "T2"] + [pattern("T12")],
        "soul": [],
    }
    with refused("charter-incomplete"):  # a topic at L3 still stands on it
        proposed(cast, without)
    weaker = {**edition.body, "articles": [dict(a) for a in edition.body["articles"]]}
    weaker["articles"][1]["quorum"] = weaker["articles"][1]["quorum"] | {"people": 1}
    assert proposed(cast, weaker).adopted_by == "two-keys"


def test_a_vote_is_asked_for_where_the_clause_says_so(cast: Cast, edition: Edition) -> None:
    changed = {**edition.body, "articles": [dict(a) for a in edition.body["articles"]]}
    changed["articles"][2]["clocks"] = changed["articles"][2]["clocks"] | {"reply_hours": 12}
    amendment = proposed(cast, changed)
    assert amendment.adopted_by == "vote"
    with refused("no-majority"):
        adopt(amendment, "好", actor=cast.chen, now=amendment.closes_at)
    give_voice(amendment, in_favour=True, actor=cast.lin, now=NOW)
    assert adopt(amendment, "好", actor=cast.chen, now=amendment.closes_at).number == 2


def test_one_amendment_at_a_time(cast: Cast, edition: Edition) -> None:
    proposed(cast, minutes_in_three_days(edition))
    with refused("amendment-open"):
        proposed(cast, other_soul(edition))


def test_what_changes_nothing_or_breaks_the_charter_is_refused(
    cast: Cast, edition: Edition
) -> None:
    with refused("nothing-changes"):
        proposed(cast, edition.body)
    with refused("charter-incomplete"):
        proposed(cast, {**edition.body, "articles": edition.body["articles"][:2]})


@pytest.mark.parametrize("name", ["lin", "mei", "wu"])
def test_only_an_executive_proposes_and_settles(cast: Cast, edition: Edition, name: str) -> None:
    actor, amendment = getattr(cast, name), proposed(cast, minutes_in_three_days(edition))
    later = amendment.closes_at
    for act in (
        lambda: propose("x", "y", other_soul(edition), actor=actor, now=NOW),
        lambda: adopt(amendment, "x", actor=actor, now=later),
        lambda: decline(amendment, "x", actor=actor, now=later),
    ):
        with refused("not-executive"):
            act()


@pytest.mark.parametrize("name", ["mei", "chen", "wu"])
def test_staff_have_no_voice(cast: Cast, edition: Edition, name: str) -> None:
    amendment = proposed(cast, minutes_in_three_days(edition))
    with refused("staff-cannot-vote"):
        give_voice(amendment, in_favour=True, actor=getattr(cast, name), now=NOW)


def test_it_is_settled_once(cast: Cast, edition: Edition) -> None:
    amendment = proposed(cast, minutes_in_three_days(edition))
    decline(amendment, "不改了。", actor=cast.chen, now=amendment.closes_at)
    with refused("amendment-settled"):
        adopt(amendment, "好", actor=cast.chen, now=amendment.closes_at)


@pytest.mark.parametrize(
    "count",
    [
        {"rule": "two-keys", "in_favour": 5, "against": 5, "guardians": 2, "guardians_for": 1},
        {"rule": "two-keys", "in_favour": 9, "against": 0, "needed": 10},
        {"rule": "vote", "in_favour": 1, "against": 1, "guardians": 1, "guardians_for": 1},
    ],
)
def test_the_database_refuses_what_its_rule_does_not_carry(
    cast: Cast, edition: Edition, count: dict[str, Any]
) -> None:
    """I9, whoever writes the row."""
    amendment = proposed(cast, other_soul(edition))
    row = {"needed": 1, "support_share": 50, "guardians": 0, "guardians_for": 0} | count
    settlement = Settlement(
        amendment=amendment,
        outcome="adopted",
        reply="x",
        edition=edition,
        by=cast.chen,
        at=NOW,
        fact=edition.fact,
        **row,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        settlement.save()
    settlement.rule = "executive"
    settlement.save()
