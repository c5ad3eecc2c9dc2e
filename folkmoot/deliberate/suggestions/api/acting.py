"""Acting needs a token whose scopes cover the act; who may do it is the act's question."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status

from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.api.finding import (
    draft_or_404,
    merge_or_404,
    suggestion_or_404,
)
from folkmoot.deliberate.suggestions.api.routes import router
from folkmoot.deliberate.suggestions.api.shapes import (
    CarryIn,
    ConfirmationIn,
    DraftIn,
    DraftOut,
    MadeOut,
    MergeIn,
    MergeOut,
    PublicationIn,
    StepIn,
    StepOut,
    SuggestionIn,
    SupportOut,
    VersionOut,
    WordingIn,
    draft_out,
    merge_out,
    step_out,
    suggestion_out,
    version_out,
)
from folkmoot.foundation.programs import acting

Out = dict[str, Any]


@router.post("/{moot}/suggestions", response={201: MadeOut})
def suggest(request: HttpRequest, moot: str, payload: SuggestionIn) -> Status[Out]:
    """Make a suggestion. The receipt is a code by which anyone sees what becomes of it."""
    actor = acting(request, moot, "speak")
    said = payload.dict()
    topic, willing, now = said.pop("topic"), said.pop("willing"), timezone.now()
    made = actions.suggest(Wording(**said), topic=topic, willing=willing, actor=actor, now=now)
    return Status(HTTPStatus.CREATED, {**suggestion_out(made, now), "receipt": made.receipt})


@router.post("/{moot}/suggestions/{number}/wording", response={201: VersionOut})
def change(request: HttpRequest, moot: str, number: int, payload: WordingIn) -> Status[Out]:
    actor, found = acting(request, moot, "speak"), suggestion_or_404(moot, number)
    version = actions.change(found, Wording(**payload.dict()), actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, version_out(version))


@router.post("/{moot}/suggestions/{number}/support", response=SupportOut)
def support(request: HttpRequest, moot: str, number: int) -> Out:
    actor, found = acting(request, moot, "vote"), suggestion_or_404(moot, number)
    present = actions.support(found, actor=actor, now=timezone.now())
    return {"supports": present.supports, "supported": True}


@router.post("/{moot}/suggestions/{number}/withdrawal", response=SupportOut)
def withdraw(request: HttpRequest, moot: str, number: int) -> Out:
    actor, found = acting(request, moot, "vote"), suggestion_or_404(moot, number)
    present = actions.withdraw(found, actor=actor, now=timezone.now())
    return {"supports": present.supports, "supported": False}


@router.post("/{moot}/suggestions/{number}/keeping", response=SupportOut)
def keep(request: HttpRequest, moot: str, number: int) -> Out:
    actor, found = acting(request, moot, "vote"), suggestion_or_404(moot, number)
    present = actions.keep(found, actor=actor, now=timezone.now())
    supported = queries.standing_of(present, actor).supports
    return {"supports": present.supports, "supported": supported}


@router.post("/{moot}/suggestions/{number}/confirmation", response={201: StepOut})
def confirm(request: HttpRequest, moot: str, number: int, payload: ConfirmationIn) -> Status[Out]:
    """The author, later a supporter, says whether what was delivered is there."""
    actor, found = acting(request, moot, "vote"), suggestion_or_404(moot, number)
    act = actions.confirm_delivery if payload.done else actions.return_delivery
    step = act(found, payload.reason, payload.text, actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, step_out(step))


@router.post("/{moot}/suggestions/{number}/assessment", response={201: StepOut})
def assess(request: HttpRequest, moot: str, number: int, payload: StepIn) -> Status[Out]:
    actor, found = acting(request, moot, "answer"), suggestion_or_404(moot, number)
    step = actions.assess(found, payload.reason, payload.text, actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, step_out(step))


@router.post("/{moot}/suggestions/{number}/drafts", response={201: DraftOut})
def draft(request: HttpRequest, moot: str, number: int, payload: DraftIn) -> Status[Out]:
    actor, found = acting(request, moot, "answer"), suggestion_or_404(moot, number)
    made = actions.draft_decision(found, **payload.dict(), actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, draft_out(made))


@router.post("/{moot}/decision-drafts/{draft}/approval", response=DraftOut)
def approve(request: HttpRequest, moot: str, draft: int) -> Out:
    actor = acting(request, moot, "answer")
    approved = actions.approve_draft(draft_or_404(moot, draft), actor=actor, now=timezone.now())
    return draft_out(approved)


@router.post("/{moot}/decision-drafts/publication", response={201: list[StepOut]})
def publish(request: HttpRequest, moot: str, payload: PublicationIn) -> Status[list[Out]]:
    """Publish approved decisions: all of these or none."""
    actor = acting(request, moot, "answer")
    drafts = [draft_or_404(moot, key) for key in dict.fromkeys(payload.drafts)]
    steps = actions.publish_decisions(drafts, actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, [step_out(step) for step in steps])


@router.post("/{moot}/suggestions/{number}/delivery", response={201: StepOut})
def deliver(request: HttpRequest, moot: str, number: int, payload: StepIn) -> Status[Out]:
    actor, found = acting(request, moot, "answer"), suggestion_or_404(moot, number)
    step = actions.deliver(found, payload.reason, payload.text, actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, step_out(step))


@router.post("/{moot}/suggestions/{number}/merges", response={201: MergeOut})
def propose_merge(request: HttpRequest, moot: str, number: int, payload: MergeIn) -> Status[Out]:
    actor, found = acting(request, moot, "speak"), suggestion_or_404(moot, number)
    target = suggestion_or_404(moot, payload.into)
    merge = actions.propose_merge(found, target, payload.reason, actor=actor, now=timezone.now())
    return Status(HTTPStatus.CREATED, merge_out(merge))


@router.post("/{moot}/merges/{merge}/agreement", response=MergeOut)
def agree(request: HttpRequest, moot: str, merge: int) -> Out:
    actor = acting(request, moot, "speak")
    found = merge_or_404(moot, merge)
    return merge_out(actions.agree_to_merge(found, actor=actor, now=timezone.now()))


@router.post("/{moot}/merges/{merge}/refusal", response=MergeOut)
def refuse(request: HttpRequest, moot: str, merge: int) -> Out:
    actor = acting(request, moot, "speak")
    found = merge_or_404(moot, merge)
    return merge_out(actions.refuse_merge(found, actor=actor, now=timezone.now()))


@router.post("/{moot}/merges/{merge}/carrying", response=SupportOut)
def carry(request: HttpRequest, moot: str, merge: int, payload: CarryIn) -> Out:
    """Take one's support along to the suggestion that another one was merged into, or not."""
    actor = acting(request, moot, "vote")
    found = merge_or_404(moot, merge)
    actions.answer_merge(found, payload.keep, actor=actor, now=timezone.now())
    target = suggestion_or_404(moot, found.target.number)
    supported = queries.standing_of(target, actor).supports
    return {"supports": target.supports, "supported": supported}


@router.post("/{moot}/merges/{merge}/undoing", response=MergeOut)
def undo(request: HttpRequest, moot: str, merge: int) -> Out:
    actor = acting(request, moot, "speak")
    found = merge_or_404(moot, merge)
    return merge_out(actions.undo_merge(found, actor=actor, now=timezone.now()))
