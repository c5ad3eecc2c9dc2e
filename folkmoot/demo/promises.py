"""What the brand owes: a promise kept on time, one that is overdue, and one that was replaced."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from folkmoot.account.promises.actions import (
    give_evidence,
    make_promise,
    rate_promise,
    replace_promise,
)
from folkmoot.account.promises.rules import Outcome

if TYPE_CHECKING:
    from folkmoot.demo.story import Cast

# What was promised, for whom, and what shows it; what was done; why it was replaced.
WORDS = {
    "lumen": (
        ("下一代设计任务书里写明可换电池。", "所有随身机型", "任务书公开版第三条"),
        ("公布旧款电池的供应年限。", "2022 年以来的机型", "官网的供应表"),
        ("电池门样件公开试用。", "线下三家门店", "试用报名页"),
        "任务书公开版已经发布，第三条就是可换电池。",
        "模具返工，样件晚一个月；先在一家门店试用。",
    ),
    "fathom": (
        (
            "The design brief of the next Fathom names replaceable pads.",
            "Every over-ear model",
            "Section 3 of the public brief",
        ),
        (
            "We publish how long pads for older models are made.",
            "Models since 2022",
            "The table of supplies on our site",
        ),
        ("Anybody can try the new hinge.", "Our three shops", "The sign-up page"),
        "The public brief is out; section 3 is about the pads.",
        "The hinge tool has to be made again: one month later, and in one shop first.",
    ),
}


def live(cast: "Cast", slug: str, *, now: datetime) -> None:
    kept, overdue, moved, done, why = WORDS[slug]
    chen = cast.chen
    made = now - timedelta(days=60)
    promise = make_promise(**_terms(kept, made, 30), actor=chen, now=made)
    shown = made + timedelta(days=21)
    give_evidence(promise, done, actor=cast.mei, now=shown)
    rate_promise(promise, Outcome.KEPT, done, actor=chen, now=shown + timedelta(hours=2))
    make_promise(**_terms(overdue, made, 57), actor=chen, now=made)
    first = make_promise(**_terms(moved, made, 40), actor=chen, now=made)
    replace_promise(
        first,
        **_terms(moved, now, 25),
        reason=why,
        actor=chen,
        now=made + timedelta(days=35),
    )


def _terms(words: tuple[str, str, str], begun: datetime, days: int) -> dict[str, Any]:
    text, scope, proof = words
    due_on = timezone.localdate(begun + timedelta(days=days))
    return {"text": text, "scope": scope, "proof": proof, "due_on": due_on}
