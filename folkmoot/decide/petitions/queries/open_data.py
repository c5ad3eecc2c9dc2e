"""Open data: how far a petition came. Nobody who signed is in it, and no count under ten."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from folkmoot.decide.petitions import rules
from folkmoot.decide.petitions.models import Petition
from folkmoot.decide.petitions.queries.reading import progress_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


def exported(petition: Petition, reader: "Member | None", now: datetime) -> dict[str, Any]:
    """What the page says, for a program. Words that nobody has read yet are left out."""
    words = rules.words_open(petition, reader)
    return {
        "number": petition.number,
        "about": petition.matter.subject,
        "topic": petition.rule.topic.slug,
        "rule": petition.rule.number,
        "rung": petition.rule.rung,
        "state": str(rules.state(petition, now)),
        "asks": petition.asks.text if words else None,
        "because": petition.because.text if words else None,
        "mends": petition.mends.number if petition.mends else None,
        "started_at": petition.started_at,
        "record": petition.fact.number,
        "check": _check(petition),
        "signing": _signing(petition),
        "established": _established(petition),
        "reply": _reply(petition),
    }


def _check(petition: Petition) -> dict[str, Any] | None:
    check = getattr(petition, "check_made", None)
    return check and {
        "admitted": check.admitted,
        "reason": check.reason,
        "why": check.why.text,
        "at": check.at,
        "record": check.fact.number,
    }


def _signing(petition: Petition) -> dict[str, Any] | None:
    progress = progress_of(petition)
    if progress is None:
        return None
    return {
        "opened_at": petition.signing.opened_at,
        "closes_at": petition.signing.closes_at,
        "eligible": progress.eligible,
        "needed": progress.needed,
        "cohorts_needed": progress.cohorts_needed,
        "cohort_least": progress.cohort_least,
        "signatures": progress.total,
        "cohorts_reached": progress.reached,
        "smallest_cell": rules.SMALLEST_CELL,
        "cohorts": {
            cohort: {"signatures": signed, "eligible": of}
            for cohort, signed, of in progress.by_cohort
        },
    }


def _established(petition: Petition) -> dict[str, Any] | None:
    established = getattr(petition, "establishment", None)
    return established and {
        "at": established.at,
        "suspended": established.suspended,
        "record": established.fact.number,
    }


def _reply(petition: Petition) -> dict[str, Any] | None:
    reply = getattr(petition, "reply", None)
    return reply and {
        "text": reply.words.text,
        "name": reply.name.text,
        "title": reply.title,
        "at": reply.at,
        "record": reply.fact.number,
        "seal": reply.fact.seal,
    }
