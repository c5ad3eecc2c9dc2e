"""Open data: every matter with its advice, its evidence and what became of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.models import Decision, Matter, Reversal
from folkmoot.decide.decisions.queries.reading import matters, rule_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def exported(brand: "Brand", now: datetime) -> Iterable[dict[str, Any]]:
    """Open data: every matter with its advice, its evidence and what became of it."""
    for matter in matters(brand).order_by("number"):
        yield exported_matter(matter, now)


def exported_matter(matter: Matter, now: datetime) -> dict[str, Any]:
    decision: Decision | None = getattr(matter, "decision", None)
    suspension = getattr(matter, "suspension", None)
    rule = rule_of(matter)
    return {
        "number": matter.number,
        "topic": matter.topic.slug,
        "rule": rule.number,
        "rung": rule.rung,
        "state": str(rules.state(matter, now)),
        "intention": _signed(matter.intention, decides_on=matter.intention.decides_on.isoformat())
        | {"text": matter.intention.words.text}
        if hasattr(matter, "intention")
        else None,
        "decision": _decision(decision) if decision else None,
        "suspension": {
            "cause": suspension.cause,
            "at": suspension.at,
            "until": suspension.until,
            "record": suspension.fact.number,
            "outcome": _outcome(suspension),
            "override": _override(suspension),
        }
        if suspension
        else None,
        "reversal": _reversal(decision.reversal)
        if decision and hasattr(decision, "reversal")
        else None,
    }


def _signed(row: Any, **more: Any) -> dict[str, Any]:
    return {
        "name": row.name.text,
        "title": row.title,
        "at": row.at,
        "record": row.fact.number,
        "seal": row.fact.seal,
        **more,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return _signed(
        decision,
        text=decision.words.text,
        reasons=decision.reasons.text,
        effective=decision.effective.isoformat(),
        due=decision.due.isoformat() if decision.due else None,
        advice=[
            {
                "subject": row.source,
                "standing": row.standing,
                "why": row.why.text,
                "record": row.fact.number,
            }
            for row in decision.weighings.select_related("why", "fact")
        ],
        majority=_evidence(decision),
    )


def _evidence(row: "Decision | Reversal") -> dict[str, Any] | None:
    if not row.poll:
        return None
    return {
        "poll": row.poll_subject,
        "eligible": row.eligible,
        "quorum": row.quorum,
        "consulted": row.consulted,
        "in_favour": row.in_favour,
        "against": row.against,
        "support_share": row.support_share,
    }


def _outcome(suspension: Any) -> dict[str, Any] | None:
    outcome = getattr(suspension, "outcome", None)
    return outcome and _signed(
        outcome,
        result=outcome.result,
        text=outcome.words.text if outcome.words else None,
        reasons=outcome.reasons.text,
    )


def _override(suspension: Any) -> dict[str, Any] | None:
    override = getattr(suspension, "override", None)
    return override and _signed(
        override,
        reasons=override.reasons.text,
        earliest=override.earliest,
        done_at=override.done_at,
    )


def _reversal(reversal: Reversal) -> dict[str, Any]:
    return _signed(
        reversal,
        reasons=reversal.reasons.text,
        told=reversal.told.text,
        cost=reversal.cost,
        currency=reversal.currency,
        majority=_evidence(reversal),
    )
