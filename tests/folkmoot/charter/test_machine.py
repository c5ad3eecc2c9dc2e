"""Whatever is done in whatever order: I1, I2, I9 and I10 hold, and the past stands still."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.articles import queries as articles
from folkmoot.charter.articles.actions import (
    accept_guard,
    adopt,
    adopt_first,
    ask_guardian,
    decline,
    give_voice,
    propose,
    sign,
)
from folkmoot.charter.articles.models import Edition, Settlement, SoulItem
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.charter.mandates import queries, rules
from folkmoot.charter.mandates.actions import (
    close_motion,
    confirm,
    draft,
    end_mandate,
    found_body,
    grant_by_clause,
    grant_by_vote,
    offer_seat,
    open_motion,
    publish,
    say_not_represented,
    take_seat,
    vote_on_motion,
)
from folkmoot.charter.mandates.models import Mandate, Motion, Publication, Statement
from folkmoot.charter.models import Rung, Topic, TopicVersion
from folkmoot.foundation.people.actions import verify
from folkmoot.foundation.people.models import Level
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database

DAY = timedelta(days=1)
ITEM: dict[str, Any] = {"statement": "不印广告", "origin": "盒子", "year": 2014, "proof": "盒子"}
WORDS = st.sampled_from(["我们全体用户要求道歉。", "我希望恢复保修。"])


class Charter(Machine):
    """The acts, with whoever may or may not do them, over many days."""

    @initialize()
    def begin(self) -> None:
        self.seen: dict[Any, Any] = {}
        cast = self.cast
        for fan in (cast.lin, cast.zhou):
            verify(fan, Level.OWNER, actor=cast.mei, now=NOW)
        terms = Terms(rung=Rung.ADVISE, decider="陈", open_to_change="配色", not_open="安全")
        announce("design", "设计", terms, effective_from=NOW, actor=cast.chen, now=NOW)
        keys = ("T2", "T4", "T12")
        adopt_first(
            articles=[pattern(k) for k in keys], soul=[ITEM], topics=[], actor=cast.chen, now=NOW
        )
        asked = ask_guardian(SoulItem.objects.get(), cast.zhou, actor=cast.chen, now=NOW)
        accept_guard(asked, "守", adult=True, actor=cast.zhou, now=NOW)
        self.topic = Topic.objects.get(slug="design", brand=cast.brand)
        self.body = found_body("会", article="T2", topic=self.topic, actor=cast.chen, now=NOW)
        for fan, name in ((cast.lin, "一"), (cast.zhou, "二")):
            seat = offer_seat(self.body, fan, chosen_by="lot", actor=cast.chen, now=NOW)
            take_seat(seat, name, adult=True, actor=fan, now=NOW)

    @rule(days=st.integers(0, 40))
    def wait(self, days: int) -> None:
        self.now += days * DAY

    @rule(ahead=st.integers(-10, 60), rung=st.sampled_from([0, 1, 3]))
    def announce_a_version(self, ahead: int, rung: int) -> None:
        terms = Terms(rung=Rung(rung), decider="陈", open_to_change="配色", not_open="安全")
        start = self.now + ahead * DAY
        self.attempt(announce, "design", "设计", terms, effective_from=start, actor=self.cast.chen)

    @rule(soul=st.booleans(), number=st.integers(1, 30))
    def propose_a_change(self, soul: bool, number: int) -> None:
        latest = articles.latest_edition(self.cast.brand)
        assert latest is not None
        body = {key: [dict(row) for row in rows] for key, rows in latest.body.items()}
        if soul:
            body["soul"] = [{"place": 1, **ITEM, "statement": f"第 {number} 条"}]
        else:
            board = body["articles"][0]
            board["minutes"] = board["minutes"] | {"days": number}
        self.attempt(propose, "改", "因为", body, actor=self.cast.chen)

    @rule(who=st.sampled_from(["lin", "zhou", "mei"]), yes=st.booleans(), key=st.booleans())
    def speak(self, who: str, yes: bool, key: bool) -> None:
        amendment, actor = articles.open_amendment(self.cast.brand), getattr(self.cast, who)
        if amendment is not None and key:
            self.attempt(sign, amendment, "因为", consents=yes, actor=actor)
        elif amendment is not None:
            self.attempt(give_voice, amendment, in_favour=yes, actor=actor)

    @rule(yes=st.booleans())
    def settle(self, yes: bool) -> None:
        amendment = articles.open_amendment(self.cast.brand)
        if amendment is not None:
            self.attempt(adopt if yes else decline, amendment, "好", actor=self.cast.chen)

    @rule(days=st.integers(-5, 400))
    def grant(self, days: int) -> None:
        until = self.now + days * DAY
        self.attempt(
            grant_by_clause, self.body, "x", topic=self.topic, until=until, actor=self.cast.chen
        )

    @rule(purpose=st.sampled_from(["mandate", "publish", "confirm"]), text=WORDS)
    def move(self, purpose: str, text: str) -> None:
        what: dict[str, Any] = {}
        lin = self.cast.lin
        if purpose == "publish":
            closes = self.now + 5 * DAY
            if self.attempt(draft, self.body, text, closes_at=closes, actor=lin):
                what["statement"] = Statement.objects.latest("pk")
        if purpose == "confirm":
            what["mandate"] = queries.mandates(self.cast.brand).first()
        self.attempt(open_motion, self.body, purpose, "好吗", actor=lin, **what)

    @rule(lin=st.integers(-1, 1), zhou=st.integers(-1, 1))
    def vote(self, lin: int, zhou: int) -> None:
        motion = queries.motions(self.body).first()
        if motion is not None:
            self.attempt(vote_on_motion, motion, lin, actor=self.cast.lin)
            self.attempt(vote_on_motion, motion, zhou, actor=self.cast.zhou)
            self.attempt(close_motion, motion, actor=self.cast.lin)

    @rule()
    def carry_out(self) -> None:
        motion, lin = queries.motions(self.body).first(), self.cast.lin
        if motion is None:
            return
        if motion.purpose == Motion.Purpose.PUBLISH:
            self.attempt(publish, motion, actor=lin)
        elif motion.purpose == Motion.Purpose.CONFIRM:
            self.attempt(confirm, motion, actor=lin)
        else:
            until = self.now + 30 * DAY
            self.attempt(grant_by_vote, motion, "x", topic=self.topic, until=until, actor=lin)

    @rule(who=st.sampled_from(["lin", "zhou", "chen"]))
    def tap(self, who: str) -> None:
        published = Publication.objects.last()
        if published is not None:
            self.attempt(say_not_represented, published, actor=getattr(self.cast, who))

    @rule(
        reason=st.sampled_from(["overstepped", "given-back"]), who=st.sampled_from(["lin", "chen"])
    )
    def end(self, reason: str, who: str) -> None:
        mandate = queries.mandates(self.cast.brand).first()
        if mandate is not None:
            self.attempt(end_mandate, mandate, reason, "因为", actor=getattr(self.cast, who))

    @invariant()
    def one_holds_and_the_past_stands(self) -> None:
        """I1 and I2."""
        edition = articles.edition_in_force(self.cast.brand, self.now)
        versions = TopicVersion.objects.filter(topic=self.topic, effective_from__lte=self.now)
        holding = versions.order_by("-effective_from").values_list("number", flat=True).first()
        today = (edition and edition.number, holding)
        assert self.seen.setdefault(self.now, today) == today
        for day, (was, rule_was) in self.seen.items():
            then = articles.edition_in_force(self.cast.brand, day)
            assert (then and then.number) == was
            past = TopicVersion.objects.filter(topic=self.topic, effective_from__lte=day)
            assert past.order_by("-effective_from").values_list("number", flat=True).first() == (
                rule_was
            )
        starts = list(Edition.objects.order_by("number").values_list("effective_from", flat=True))
        assert starts == sorted(set(starts))

    @invariant()
    def the_soul_changes_with_two_keys_alone(self) -> None:
        """I9, read off what was written down."""
        for each in Settlement.objects.filter(outcome="adopted").select_related(
            "amendment__edition", "edition"
        ):
            assert each.edition is not None
            if each.amendment.edition.body["soul"] != each.edition.body["soul"]:
                majority = each.in_favour > each.against and each.in_favour + each.against >= (
                    each.needed
                )
                assert each.rule == "two-keys"
                assert majority or each.guardians_for * 2 > each.guardians

    @invariant()
    def nothing_is_said_for_all_without_a_mandate(self) -> None:
        """I10: and no mandate is without an end, or twice on one topic."""
        for said in Publication.objects.select_related("mandate__end", "mandate__contest"):
            assert said.claims == 0 or said.disclaimed or said.mandate is not None
            if said.mandate is not None:
                assert said.mandate.since <= said.at < said.mandate.until
        live = [m for m in Mandate.objects.all() if rules.is_live(m, self.now)]
        assert len(live) <= 1


def test_the_invariants_hold_in_any_order(cast: Cast) -> None:
    walk(Charter, 6, 20, derandomize=True, cast=cast)
