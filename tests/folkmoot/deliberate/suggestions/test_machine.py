"""Whatever anybody tries in whatever order: no status is skipped, nothing is without a reason."""

from typing import Any

from hypothesis.stateful import invariant, rule
from hypothesis.strategies import sampled_from

from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import PATHS, Draft, Merge, Status, Suggestion
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.suggestions.conftest import DUE
from tests.folkmoot.machines import Machine, walk

PEOPLE = ("lin", "zhou", "mei", "chen", "wu", "stranger", "rival")
people = sampled_from(PEOPLE)
numbers = sampled_from((1, 2))
reasons = sampled_from(("in-scope", "solves", "in-part", "cost", "shipped", "as-promised", ""))


class Loop(Machine):
    """Two suggestions, seven people, every act of the room; refusals change nothing."""

    def __init__(self) -> None:
        super().__init__()
        for text, author in (("电池请可换", self.cast.lin), ("请把电池做成可换", self.cast.zhou)):
            actions.suggest(Wording(text=text), actor=author, now=NOW)
        self.seen = {1: ["received"], 2: ["received"]}

    def tries(self, act: Any, *said: Any, actor: str, **more: Any) -> None:
        self.attempt(act, *said, actor=getattr(self.cast, actor), **more)

    def one(self, number: int) -> Suggestion:
        return Suggestion.objects.get(brand=self.cast.brand, number=number)

    @rule(number=numbers, actor=people)
    def supports(self, number: int, actor: str) -> None:
        self.tries(actions.support, self.one(number), actor=actor)

    @rule(number=numbers, actor=people)
    def withdraws(self, number: int, actor: str) -> None:
        self.tries(actions.withdraw, self.one(number), actor=actor)

    @rule(number=numbers, actor=people, text=sampled_from(("换个说法", "再换一个")))
    def changes(self, number: int, actor: str, text: str) -> None:
        self.tries(actions.change, self.one(number), Wording(text=text), actor=actor)

    @rule(number=numbers, actor=people, reason=reasons)
    def assesses(self, number: int, actor: str, reason: str) -> None:
        self.tries(actions.assess, self.one(number), reason, "看看", actor=actor)

    @rule(
        number=numbers,
        actor=sampled_from(("mei", "chen", "lin")),
        outcome=sampled_from(("adopted", "partly", "declined", "accepted")),
        reason=reasons,
        whole=sampled_from((True, True, False)),
    )
    def drafts(self, number: int, actor: str, outcome: str, reason: str, whole: bool) -> None:
        yes = {"owner_title": "副总裁", "due": DUE, "evidence": "视频"} if whole else {}
        self.tries(
            actions.draft_decision, self.one(number), outcome, reason, "想好了", actor=actor, **yes
        )

    @rule(actor=sampled_from(("mei", "chen", "lin")))
    def approves(self, actor: str) -> None:
        if draft := Draft.objects.select_related("suggestion__brand").order_by("?").first():
            self.tries(actions.approve_draft, draft, actor=actor)

    @rule(actor=sampled_from(("mei", "chen", "lin")))
    def publishes(self, actor: str) -> None:
        drafts = Draft.objects.select_related("suggestion__brand", "words", "evidence")
        if draft := drafts.order_by("-pk").first():
            self.tries(actions.publish_decision, draft, actor=actor)

    @rule(number=numbers, actor=people, reason=reasons)
    def delivers(self, number: int, actor: str, reason: str) -> None:
        self.tries(actions.deliver, self.one(number), reason, "见门店", actor=actor)

    @rule(number=numbers, actor=people, reason=sampled_from(("as-promised", "missing", "")))
    def confirms(self, number: int, actor: str, reason: str) -> None:
        self.tries(actions.confirm_delivery, self.one(number), reason, "是", actor=actor)
        self.tries(actions.return_delivery, self.one(number), reason, "不是", actor=actor)

    @rule(actor=people, number=numbers)
    def proposes_a_merge(self, actor: str, number: int) -> None:
        pair = self.one(number), self.one(3 - number)
        self.tries(actions.propose_merge, *pair, "一件事", actor=actor)

    @rule(actor=people, act=sampled_from(("agree_to_merge", "refuse_merge", "undo_merge")))
    def answers_a_merge(self, actor: str, act: str) -> None:
        merges = Merge.objects.select_related("source__brand", "target")
        if merge := merges.order_by("-pk").first():
            self.tries(getattr(actions, act), merge, actor=actor)
            self.tries(actions.answer_merge, merge, True, actor=actor)

    @invariant()
    def steps_make_the_status_and_skip_none(self) -> None:
        for suggestion in Suggestion.objects.all():
            status = Status.RECEIVED.value
            for step in suggestion.steps.order_by("number"):
                assert (step.before, step.status) in PATHS
                assert step.before == status
                assert step.reason
                assert str(step.words).strip()
                status = step.status
            assert suggestion.status == status

    @invariant()
    def a_decision_was_approved_by_another_and_a_yes_is_whole(self) -> None:
        for draft in Draft.objects.exclude(published_at=None):
            assert draft.approved_by_id not in (None, draft.by_id)
            assert draft.outcome == "declined" or (draft.due and draft.owner_title)

    @invariant()
    def counts_are_what_is_stored(self) -> None:
        for suggestion in Suggestion.objects.all():
            live = suggestion.support.filter(withdrawn_at=None)
            assert suggestion.supports == live.count()
            fans = {self.cast.lin.pk, self.cast.zhou.pk}
            assert set(live.values_list("member", flat=True)) <= fans  # staff nowhere

    @invariant()
    def what_is_declined_is_on_the_default_list(self) -> None:
        shown = {row.suggestion.number for row in queries.suggestion_page(self.cast.brand).rows}
        declined = Suggestion.objects.filter(status="declined", merged_into=None)
        assert set(declined.values_list("number", flat=True)) <= shown


def test_the_loop_holds(cast: Cast, topic: str) -> None:
    walk(Loop, 12, 25, cast=cast)
