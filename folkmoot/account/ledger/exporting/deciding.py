"""Petitions and decisions as sheets."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from folkmoot.account.ledger.exporting.cells import Figure, Sheet, minute, shown, table
from folkmoot.charter.rules import quorum_needed
from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.petitions import queries as petitions
from folkmoot.foundation.people.rules import SMALLEST_CELL

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

COHORTS = ("core", "active", "ordinary")

PETITION = (
    *("number", "about", "topic", "rule", "rung", "state", "asks", "because", "started_at"),
    *("admitted", "reason", "why", "closes_at", "eligible", "needed", "cohorts_needed"),
    *("signatures", "cohorts_reached", *(f"signed_{c}" for c in COHORTS)),
    *(*(f"eligible_{c}" for c in COHORTS), "established_at", "suspended", "answer", "answered_at"),
)


def petitioned(brand: "Brand", now: datetime) -> Sheet:
    rows: list[dict[str, Any]] = []
    figures: list[Figure] = []
    for petition in petitions.petitions(brand).order_by("number"):
        said = petitions.exported(petition, None, now)
        row = _petition(said)
        rows.append(row)
        if said["signing"]:
            figures += _petition_figures(brand, said, row)
    return Sheet({"petitions.csv": table(PETITION, rows)}, figures)


def _petition(said: Mapping[str, Any]) -> dict[str, Any]:
    check, signing = said["check"] or {}, said["signing"] or {}
    established, reply = said["established"] or {}, said["reply"] or {}
    cohorts = signing.get("cohorts", {})
    names = ("number", "about", "topic", "rule", "rung", "state", "asks", "because")
    return {
        **{name: said[name] for name in names},
        "started_at": minute(said["started_at"]),
        "admitted": check.get("admitted"),
        "reason": check.get("reason"),
        "why": check.get("why"),
        "closes_at": minute(signing.get("closes_at")),
        "eligible": shown(signing.get("eligible")),
        "needed": signing.get("needed"),
        "cohorts_needed": signing.get("cohorts_needed"),
        "signatures": signing.get("signatures"),
        "cohorts_reached": signing.get("cohorts_reached"),
        **{f"signed_{c}": cohorts.get(c, {}).get("signatures") for c in COHORTS},
        **{f"eligible_{c}": cohorts.get(c, {}).get("eligible") for c in COHORTS},
        "established_at": minute(established.get("at")),
        "suspended": established.get("suspended"),
        "answer": reply.get("text"),
        "answered_at": minute(reply.get("at")),
    }


def _petition_figures(
    brand: "Brand", said: Mapping[str, Any], row: Mapping[str, Any]
) -> Iterator[Figure]:
    number, signing = said["number"], said["signing"]
    page, given = f"/{brand.slug}/petitions/{number}/", {"petition": number}
    both = ("petitions.csv", "record.jsonl")
    if row["eligible"] is not None:
        yield Figure(
            f"petition/{number}/needed", page, "petition.needed", both, signing["needed"], given
        )
    if signing["signatures"] is not None:
        missing = max(0, signing["needed"] - signing["signatures"])
        yield Figure(
            f"petition/{number}/missing", page, "petition.missing", both[:1], missing, given
        )
    # What is hidden is under ten; only where that is too few to count do the open cells suffice.
    hidden = any(cell["signatures"] is None for cell in signing["cohorts"].values())
    if not hidden or signing["cohort_least"] >= SMALLEST_CELL:
        reached = signing["cohorts_reached"]
        yield Figure(
            f"petition/{number}/cohorts", page, "petition.cohorts", both[:1], reached, given
        )


DECISION = (
    *("number", "topic", "rule", "rung", "state", "intention", "intended_at", "decides_on"),
    *("text", "reasons", "name", "title", "decided_at", "effective", "due"),
    *("poll", "eligible", "consulted", "in_favour", "against"),
    *("suspended_at", "suspension_outcome", "overridden_at"),
    *("reversed_at", "reversal_reasons", "cost", "currency"),
)


def decided(brand: "Brand", now: datetime) -> Sheet:
    page = f"/{brand.slug}/decisions/"
    rows, figures, one = [], [], ("decisions.csv",)
    for matter in decisions.matters(brand).order_by("number"):
        said = decisions.exported_matter(matter, now)
        row = _decision(said)
        rows.append(row)
        majority = (said["decision"] or {}).get("majority")
        if majority and row["eligible"] is not None:
            number = said["number"]
            given, both = {"decision": number}, ("decisions.csv", "record.jsonl")
            quorum = quorum_needed(decisions.rule_of(matter), eligible=majority["eligible"])
            figures += [
                Figure(f"decision/{number}/quorum", page, "decision.quorum", both, quorum, given),
                Figure(f"decision/{number}/majority", page, "decision.majority", both, True, given),
            ]
    ledger = decisions.ledger_of_reversals(brand)
    figures.append(Figure("decisions/decided", page, "decisions.decided", one, ledger.decided))
    figures += [
        Figure(
            f"decisions/mean-cost/{currency}",
            f"{page}reversals",
            "decisions.mean_cost",
            one,
            cost,
            {"currency": currency},
        )
        for currency, cost in ledger.mean_costs.items()
    ]
    return Sheet({"decisions.csv": table(DECISION, rows)}, figures)


def _decision(said: Mapping[str, Any]) -> dict[str, Any]:
    intention, decision = said["intention"] or {}, said["decision"] or {}
    suspension, reversal = said["suspension"] or {}, said["reversal"] or {}
    majority = decision.get("majority") or {}
    whole = majority and min(majority[name] for name in ("eligible", "consulted")) >= SMALLEST_CELL
    return {
        **{name: said[name] for name in ("number", "topic", "rule", "rung", "state")},
        "intention": intention.get("text"),
        "intended_at": minute(intention.get("at")),
        "decides_on": intention.get("decides_on"),
        **{name: decision.get(name) for name in ("text", "reasons", "name", "title")},
        "decided_at": minute(decision.get("at")),
        "effective": decision.get("effective"),
        "due": decision.get("due"),
        "poll": majority.get("poll"),
        **{
            name: majority[name] if whole else None
            for name in ("eligible", "consulted", "in_favour", "against")
        },
        "suspended_at": minute(suspension.get("at")),
        "suspension_outcome": (suspension.get("outcome") or {}).get("result"),
        "overridden_at": minute((suspension.get("override") or {}).get("done_at")),
        "reversed_at": minute(reversal.get("at")),
        "reversal_reasons": reversal.get("reasons"),
        "cost": reversal.get("cost"),
        "currency": reversal.get("currency"),
    }
