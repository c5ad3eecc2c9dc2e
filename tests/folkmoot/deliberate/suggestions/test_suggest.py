"""Making a suggestion, and saying it better."""

from datetime import timedelta

import pytest

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.deliberate.suggestions import actions, queries, rules
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Suggestion, Support
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.suggestions.conftest import TEXT, again


def test_it_gets_title_receipt_clock_and_the_authors_support(
    cast: Cast, suggestion: Suggestion
) -> None:
    assert str(suggestion) == "电池门希望能自己打开"
    assert queries.suggestion_by_receipt(cast.brand, suggestion.receipt.lower()) == suggestion
    clock = clock_of(cast.brand, rules.REPLY_CLOCK, suggestion.subject)
    assert clock is not None
    assert clock.due_at == suggestion.due_at == NOW + timedelta(days=14)
    assert (suggestion.status, suggestion.supports) == ("received", 1)


def test_its_words_are_not_in_the_fact(suggestion: Suggestion) -> None:
    fact = Fact.objects.get(kind="suggestion.made")
    assert "电池" not in str(fact.published)
    assert set(fact.commitments) == {"title", "text", "problem", "scene"}


def test_sending_it_twice_is_once(cast: Cast, suggestion: Suggestion) -> None:
    assert actions.suggest(Wording(text=TEXT), actor=cast.lin, now=NOW) == suggestion
    assert Suggestion.objects.count() == 1


def test_without_a_rule_in_force_nothing_is_asked(cast: Cast) -> None:
    with refused("no-rule-in-force"):
        actions.suggest(Wording(text=TEXT), actor=cast.lin, now=NOW)


def test_the_topic_may_be_chosen_and_has_a_default(cast: Cast, topic: str) -> None:
    terms = Terms(rung=Rung.ADVISE, decider="x", open_to_change="x", not_open="x", reply_hours=48)
    announce("service", "售后", terms, effective_from=NOW, actor=cast.chen, now=NOW)
    chosen = actions.suggest(Wording(text="修得快些"), topic="service", actor=cast.lin, now=NOW)
    assert chosen.due_at == NOW + timedelta(hours=48)
    by_default = actions.suggest(Wording(text="再轻一点"), actor=cast.lin, now=NOW)
    assert by_default.rule.topic.slug == "design"
    with refused("topic-unknown"):
        actions.suggest(Wording(text="别的"), topic="nothing", actor=cast.lin, now=NOW)


@pytest.mark.parametrize(
    ("who", "code"), [("mei", "staff-cannot-vote"), ("wu", "staff-cannot-vote")]
)
def test_staff_do_not_suggest_as_fans(cast: Cast, topic: str, who: str, code: str) -> None:
    with refused(code):
        actions.suggest(Wording(text=TEXT), actor=getattr(cast, who), now=NOW)


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        (Wording(text=" "), "text-empty"),
        (Wording(text="长" * 2001), "text-too-long"),
        (Wording(text="好", title="长" * 61), "text-too-long"),
        (Wording(text="好", problem="长" * 501), "text-too-long"),
    ],
)
def test_what_it_may_not_say(cast: Cast, topic: str, wording: Wording, code: str) -> None:
    with refused(code):
        actions.suggest(wording, actor=cast.lin, now=NOW)


def test_nobody_floods(cast: Cast, topic: str) -> None:
    for n in range(rules.SUGGESTIONS_PER_HOUR):
        actions.suggest(Wording(text=f"第{n}条"), actor=cast.lin, now=NOW)
    with refused("too-many"):
        actions.suggest(Wording(text="还有一条"), actor=cast.lin, now=NOW)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("屏幕再亮一点！晚上看不清", "屏幕再亮一点"),
        ("a" * 80, "a" * 30 + "…"),
        ("please make the strap longer and softer", "please make the strap longer…"),
        ("\n\n第二行开始", "第二行开始"),
        ("？？", "？？"),
    ],
)
def test_a_title_is_the_first_words(text: str, title: str) -> None:
    assert rules.title_from(text) == title


def test_a_new_wording_asks_those_who_supported_the_old_one(
    cast: Cast, suggestion: Suggestion
) -> None:
    actions.support(suggestion, actor=cast.zhou, now=NOW)
    actions.change(suggestion, Wording(text="电池门和取景器都要。"), actor=cast.lin, now=NOW)
    changed = again(cast, 1)
    assert (changed.version, str(changed.text)) == (2, "电池门和取景器都要。")
    tally = queries.tally_of(changed)
    assert (tally.all, tally.present, tally.older) == (2, 1, 1)
    assert queries.standing_of(changed, cast.zhou).changed
    actions.keep(changed, actor=cast.zhou, now=NOW)
    assert queries.tally_of(changed).older == 0
    actions.withdraw(changed, actor=cast.zhou, now=NOW)
    assert again(cast, 1).supports == 1
    old, new = reversed(queries.versions_of(changed))
    assert any(line.changed for line in queries.differences(old, new))


def test_the_same_words_again_are_no_version(cast: Cast, suggestion: Suggestion) -> None:
    version = actions.change(suggestion, Wording(text=TEXT), actor=cast.lin, now=NOW)
    assert version.number == 1
    assert not Fact.objects.filter(kind="suggestion.changed").exists()


def test_only_the_author_changes_it(cast: Cast, suggestion: Suggestion) -> None:
    with refused("not-author"):
        actions.change(suggestion, Wording(text="x"), actor=cast.zhou, now=NOW)
    with refused("other-brand"):
        actions.change(suggestion, Wording(text="x"), actor=cast.stranger, now=NOW)


def test_support_counts_once_and_can_be_taken_back(cast: Cast, suggestion: Suggestion) -> None:
    for _ in range(2):
        actions.support(suggestion, actor=cast.zhou, now=NOW)
    assert again(cast, 1).supports == 2
    for _ in range(2):
        actions.withdraw(suggestion, actor=cast.zhou, now=NOW)
    assert again(cast, 1).supports == 1
    actions.support(suggestion, actor=cast.zhou, now=NOW)
    assert again(cast, 1).supports == 2
    assert Support.objects.filter(member=cast.zhou).count() == 2  # history stays


@pytest.mark.parametrize(
    ("who", "code"),
    [("mei", "staff-cannot-vote"), ("chen", "staff-cannot-vote"), ("stranger", "other-brand")],
)
def test_who_may_not_support(cast: Cast, suggestion: Suggestion, who: str, code: str) -> None:
    with refused(code):
        actions.support(suggestion, actor=getattr(cast, who), now=NOW)
