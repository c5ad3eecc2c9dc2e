"""Open data of a ballot: with these files alone anybody counts it again.

Under ten papers there are no lists, and under ten people who may vote no list of their tokens.
"""

import json
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from civics.ballots import format_papers
from folkmoot.deliberate.ballots import rules
from folkmoot.deliberate.ballots.models import Ballot
from folkmoot.deliberate.ballots.queries.counting import counted_papers
from folkmoot.foundation.refusal import Refusal

DEFINITION, PAPERS = "ballot.json", "papers.txt"
ELIGIBLE, VOTED = "eligible.txt", "voted.txt"
FILES = (DEFINITION, PAPERS, ELIGIBLE, VOTED)
COMMAND = (
    "python -m civics ballot ballot.json papers.txt "
    "--eligible eligible.txt --voted voted.txt --root {root}"
)


def files_of(ballot: Ballot) -> list[str]:
    """Those that are there now."""
    closing = rules.closing_of(ballot)
    listed = closing is not None and rules.shows_list(closing.papers)
    return [
        DEFINITION,
        *([PAPERS] if listed else []),
        *([ELIGIBLE] if rules.shows_list(ballot.eligible) else []),
        *([VOTED] if listed else []),
    ]


def command_of(ballot: Ballot) -> str:
    """The one line that counts again; nothing before there is a list."""
    closing = rules.closing_of(ballot)
    return COMMAND.format(root=closing.root) if closing and PAPERS in files_of(ballot) else ""


def file_of(ballot: Ballot, name: str) -> str:
    if name == DEFINITION:
        return json.dumps(definition_of(ballot), ensure_ascii=False, indent=1) + "\n"
    if name not in files_of(ballot):
        if name != ELIGIBLE:
            rules.require_closed(ballot)
        raise Refusal(
            "no-list",
            _("Under ten people or papers there is no list: it could point at somebody."),
            status=HTTPStatus.CONFLICT,
        )
    if name == PAPERS:
        return format_papers(counted_papers(ballot))
    rows = ballot.voters if name == ELIGIBLE else ballot.marks
    return "".join(f"{token}\n" for token in rows.order_by("token").values_list("token", flat=True))


def definition_of(ballot: Ballot) -> dict[str, Any]:
    """What was fixed at the opening and, once it is counted, what came of it."""
    told: dict[str, Any] = {
        "ballot": f"{ballot.brand.slug} {ballot.subject}",
        "about": ballot.about,
        "question": str(ballot.question),
        "method": ballot.method,
        "choices": [[key, name] for key, name in ballot.choices],
        "rule": ballot.rule,
        "seats": ballot.seats,
        "eligible": ballot.eligible,
        "eligible_root": ballot.eligible_root,
        "receipts": ballot.verifier,
        "closes": ballot.closes_at.isoformat(timespec="seconds"),
    }
    closing = rules.closing_of(ballot)
    if closing is None:
        return told
    result = {
        "voted": closing.voted,
        "papers": closing.papers,
        "counts": {key: closing.counts[key] for key in ballot.keys if key in closing.counts},
        "elected": closing.elected,
        "root": closing.root,
        "replaced": closing.replaced if rules.shows_list(closing.papers) else [],
    }
    return told | {"result": result}
