"""What the gate says, and that nothing written by the rules gets past it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.decide.partnerships import actions, queries, rules
from folkmoot.decide.partnerships.models import Deal, Degree, Line, Stage, Verdict
from folkmoot.decide.partnerships.rules import BARS, CAUTIONS, Answers, judge
from folkmoot.deliberate.panels.models import Choice
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.partnerships.conftest import RED, answers, intended, ruled
from tests.folkmoot.deliberate.panels.conftest import willing

DAY = timedelta(days=1)
SAID = st.sampled_from(["yes", "no", "unknown"])
ANSWERS = st.builds(
    Answers,
    bars=st.fixed_dictionaries(dict.fromkeys(BARS, SAID)),
    lines=st.dictionaries(st.integers(1, 4), SAID, max_size=3),
    cautions=st.fixed_dictionaries(dict.fromkeys(CAUTIONS, SAID)),
    reach=st.sampled_from(Degree),
    harm=st.sampled_from(Degree),
)


def codes(deal: Deal) -> list[str]:
    run = queries.latest_run(deal)
    assert run is not None
    return [reason["code"] for reason in run.reasons]


def verdict(deal: Deal) -> Verdict:
    run = queries.latest_run(deal)
    assert run is not None
    return Verdict(run.verdict)


@given(ANSWERS, st.sets(st.integers(1, 5), max_size=2))
def test_reach_never_changes_a_verdict(found: Answers, denied: set[int]) -> None:
    """R23: two axes, and no way to buy harm off with reach."""
    told = {judge(Answers(**{**vars_of(found), "reach": reach}), denied)[0] for reach in Degree}
    assert len(told) == 1


@given(ANSWERS, st.sets(st.integers(1, 5), max_size=2), st.sampled_from([*BARS, *CAUTIONS]))
def test_knowing_worse_never_helps(found: Answers, denied: set[int], name: str) -> None:
    before = judge(found, denied)[0]
    kind = "bars" if name in BARS else "cautions"
    worse = {**getattr(found, kind), name: "yes"}
    assert judge(Answers(**{**vars_of(found), kind: worse}), denied)[0] >= before
    assert judge(found, {*denied, 9})[0] >= max(before, Verdict.RED)


@given(ANSWERS, st.sets(st.integers(1, 5), max_size=2))
def test_every_reason_is_told_and_the_gravest_comes_first(found: Answers, denied: set[int]) -> None:
    grave, reasons = judge(found, denied)
    no = sum(
        said == "no" for part in (found.bars, found.lines, found.cautions) for said in part.values()
    )
    asked = len(found.bars) + len(found.lines) + len(found.cautions)
    assert len(reasons) == asked - no + len(denied) + (found.harm > Degree.LOW)
    assert (grave == Verdict.GREEN) == (not reasons)
    barred = "yes" in found.bars.values()
    assert (grave == Verdict.BARRED) == barred


def vars_of(found: Answers) -> dict[str, object]:
    names = ("bars", "lines", "cautions", "reach", "harm", "evidence")
    return {name: getattr(found, name) for name in names}


def test_green_goes_step_by_step(cast: Cast, handler: Member) -> None:
    deal = intended(handler)
    assert verdict(deal) is Verdict.GREEN
    with refused("not-next"):
        actions.move(deal, Stage.SIGNED, actor=handler, now=NOW)
    for stage in (Stage.CONTACT, Stage.NEGOTIATION, Stage.DRAFT, Stage.SIGNED, Stage.RUNNING):
        deal = actions.move(deal, stage, actor=handler, now=NOW + DAY)
    deal = actions.move(deal, Stage.ENDED, actor=handler, now=NOW + 400 * DAY)
    with refused("not-next"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=NOW + 401 * DAY)


def test_a_verdict_holds_for_thirty_days(cast: Cast, handler: Member) -> None:
    deal = intended(handler)
    later = NOW + 30 * DAY + timedelta(seconds=1)
    with refused("gate-stale"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=later)
    actions.run_gate(deal, answers(), actor=handler, now=later)
    assert actions.move(deal, Stage.CONTACT, actor=handler, now=later).stage == Stage.CONTACT


def test_a_red_line_that_fans_ratified_stops_it(cast: Cast, handler: Member, line: Line) -> None:
    assert rules.holds_now(line)
    with refused("unanswered"):  # a question that is passed over is not a no
        intended(handler, answers())
    deal = intended(handler, answers(line.number, lines={line.number: "yes"}))
    assert verdict(deal) is Verdict.RED
    assert codes(deal) == ["line"]
    with refused("gate-shut"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=NOW)
    assert actions.move(deal, Stage.ENDED, actor=handler, now=NOW).stage == Stage.ENDED


def test_a_line_that_fans_refused_stops_nothing(cast: Cast, handler: Member) -> None:
    willing(cast.brand, 40)
    proposed = actions.propose_line(RED, actor=cast.chen, now=NOW)
    assert not rules.holds_now(proposed)
    assert not rules.holds_now(ruled(proposed, Choice.NO))
    assert verdict(intended(handler, answers())) is Verdict.GREEN
    with refused("no-such-line"):
        actions.retire_line(proposed, "不合适", actor=cast.chen, now=NOW)


def test_a_line_is_given_up_in_public(cast: Cast, handler: Member, line: Line) -> None:
    actions.retire_line(line, "社群改了主意。", actor=cast.chen, now=NOW)
    assert queries.lines_in_force(cast.brand) == []
    fact = Fact.objects.get(kind="red-line.retired")
    assert fact.public
    assert fact.published == {"title": "副总裁"}
    assert verdict(intended(handler, answers())) is Verdict.GREEN


@pytest.mark.parametrize("text", ["不与 @某人 合作", "不与《某片》合作", "", "字" * 201])
def test_a_line_names_nobody(cast: Cast, text: str) -> None:
    with refused("line-names-somebody" if 0 < len(text) < 200 else "text-out-of-range"):
        actions.propose_line(text, actor=cast.chen, now=NOW)


def test_what_was_promised_is_a_deny_rule_with_an_end(cast: Cast, handler: Member) -> None:
    rule = {"source": "promise:3", "actor": cast.chen, "now": NOW}
    with refused("denial-out-of-range"):
        actions.deny("远帆影业", "任何合作", until=date(2036, 1, 1), **rule)
    actions.deny("远帆 影业", "任何合作", until=date(2026, 9, 1), **rule)
    deal = intended(handler)
    assert (verdict(deal), codes(deal)) == (Verdict.RED, ["denial"])
    over = NOW + 200 * DAY
    actions.run_gate(deal, answers(), actor=handler, now=over)
    assert verdict(deal) is Verdict.GREEN


def test_an_exception_is_signed_by_another_executive(cast: Cast, handler: Member) -> None:
    deal = intended(handler, answers(harm=Degree.HIGH))
    terms = {"publish_on": date(2026, 6, 1), "now": NOW}
    with refused("own-deal"):
        actions.dispense(deal, "销量要紧", actor=handler, **terms)
    with refused("not-executive"):
        actions.dispense(deal, "销量要紧", actor=cast.mei, **terms)
    with refused("publication-out-of-range"):
        actions.dispense(deal, "晚点再说", actor=cast.chen, publish_on=date(2028, 1, 1), now=NOW)
    actions.dispense(deal, "已向社群当面致歉。", actor=cast.chen, **terms)
    with refused("nothing-to-except"):
        actions.dispense(deal, "再来一次", actor=cast.chen, **terms)
    assert actions.move(deal, Stage.CONTACT, actor=handler, now=NOW).stage == Stage.CONTACT

    # Its day comes whatever became of the deal, once, and with the name.
    actions.move(deal, Stage.ENDED, actor=handler, now=NOW + DAY)
    assert actions.publish_due(now=NOW + DAY) == 0
    assert actions.publish_due(now=NOW + 91 * DAY) == 1
    assert actions.publish_due(now=NOW + 92 * DAY) == 0
    fact = Fact.objects.get(kind="partnership.exception-published")
    assert fact.public
    assert str(fact.passages.get(field="reasons")) == "已向社群当面致歉。"
    assert "远帆" not in str(fact.published)


def test_a_new_run_needs_a_new_exception(cast: Cast, handler: Member) -> None:
    deal = intended(handler, answers(harm=Degree.HIGH))
    terms = {"publish_on": date(2026, 6, 1), "now": NOW}
    actions.dispense(deal, "已当面致歉。", actor=cast.chen, **terms)
    actions.run_gate(deal, answers(harm=Degree.HIGH), actor=handler, now=NOW + DAY)
    with refused("gate-shut"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=NOW + DAY)


def test_the_law_is_nobodys_to_except(cast: Cast, handler: Member) -> None:
    deal = intended(handler, answers(bars={"penalty": "yes"}))
    assert verdict(deal) is Verdict.BARRED
    with refused("barred"):
        actions.dispense(deal, "急", actor=cast.chen, publish_on=date(2026, 6, 1), now=NOW)
    with refused("gate-shut"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=NOW)


@pytest.mark.parametrize(("who", "code"), [("lin", "not-deals"), ("wu", "not-deals")])
def test_who_may(cast: Cast, handler: Member, who: str, code: str) -> None:
    with refused(code):
        intended(getattr(cast, who))


def test_another_brands_deal_is_not_there(cast: Cast, handler: Member) -> None:
    deal = intended(handler)
    with refused("other-brand"):
        actions.move(deal, Stage.CONTACT, actor=cast.rival, now=NOW)
    with refused("other-brand"):
        actions.run_gate(deal, answers(), actor=cast.rival, now=NOW)


def test_a_partnership_is_announced_once_it_is_signed(cast: Cast, handler: Member) -> None:
    deal = intended(handler)
    with refused("not-signed"):
        actions.announce(deal, actor=handler, now=NOW)
    for stage in (Stage.CONTACT, Stage.NEGOTIATION, Stage.DRAFT, Stage.SIGNED):
        deal = actions.move(deal, stage, actor=handler, now=NOW)
    private = Fact.objects.filter(kind__startswith="partnership.")
    assert not any(fact.public for fact in private)
    actions.announce(deal, actor=handler, now=NOW)
    with refused("announced"):
        actions.announce(deal, actor=handler, now=NOW)
    assert Fact.objects.get(kind="partnership.announced").public


def test_earlier_deals_like_it_with_what_became_of_them(cast: Cast, handler: Member) -> None:
    first, other = intended(handler), intended(handler, partner="别家")
    for deal in (first, other):
        actions.move(deal, Stage.ENDED, actor=handler, now=NOW)
    new = intended(handler)
    found = queries.nearest(new, queries.latest_run(new))
    own = [(each.deal.number, each.same_partner) for each in found if each.deal]
    assert own == [(1, True), (2, False)]
    assert "kind:creator" in found[0].nearness.shared
