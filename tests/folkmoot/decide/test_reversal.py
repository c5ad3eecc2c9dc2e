"""A reversal is a new object: why, at what cost, who was told."""

from typing import Any

import pytest

from folkmoot.decide.decisions import queries, rules
from folkmoot.decide.decisions.actions import reverse_decision, suspend
from folkmoot.decide.decisions.models import Decision, Matter
from folkmoot.decide.decisions.rules import State
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.conftest import again, decided, intended

pytestmark = pytest.mark.usefixtures("topics")


def reversed_(cast: Cast, matter: Matter, **said: Any) -> Matter:
    terms = {
        "rule": 1,
        "reasons": "签约前没有问过大家。",
        "told": "合作方、全体成员、客服",
        "cost": 300_000,
        "currency": "CNY",
        "actor": cast.chen,
        "now": NOW,
    }
    reverse_decision(matter, **(terms | said))
    return again(matter)


def test_the_decision_stays_beside_its_reversal(cast: Cast) -> None:
    matter = reversed_(cast, decided(cast, "colour"))
    assert rules.state(matter, NOW) is State.REVERSED
    assert Decision.objects.get().words.text
    assert matter.decision.reversal.cost == 300_000
    assert str(matter.decision.reversal.told) == "合作方、全体成员、客服"


def test_it_is_reversed_once_and_only_after_it_was_decided(cast: Cast) -> None:
    matter = reversed_(cast, decided(cast, "colour"))
    for nothing in (matter, intended(cast)):
        with refused("not-reversible"):
            reversed_(cast, nothing)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reasons": ""}, "text-empty"),
        ({"told": " "}, "text-empty"),
        ({"cost": -1}, "cost-unknown"),
        ({"currency": "XXX"}, "cost-unknown"),
        ({"rule": 2}, "rule-not-in-force"),
    ],
)
def test_what_a_reversal_has_to_say(cast: Cast, said: dict[str, Any], code: str) -> None:
    with refused(code):
        reversed_(cast, decided(cast, "colour"), **said)


def test_only_an_executive_reverses(cast: Cast) -> None:
    with refused("not-executive"):
        reversed_(cast, decided(cast, "colour"), actor=cast.mei)


def test_what_was_reversed_is_not_suspended(cast: Cast) -> None:
    matter = reversed_(cast, decided(cast))
    with refused("reversed-already"):
        suspend(matter, cause="petition:1", now=NOW)


def test_the_ledger_has_the_mean_cost_of_each_currency(cast: Cast) -> None:
    for cost, currency in ((100, "CNY"), (300, "CNY"), (50, "EUR")):
        reversed_(cast, decided(cast, "price"), cost=cost, currency=currency)
    decided(cast, "price")
    ledger = queries.ledger_of_reversals(cast.brand)
    assert ledger.mean_costs == {"CNY": 200, "EUR": 50}
    assert (len(ledger.reversals), ledger.decided) == (3, 4)
