"""Open data of a result: for each round a Pabulib file, and the line that counts it again."""

import json
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from civics.voting import Projects, format_pabulib, parse_pabulib, reformat_pabulib
from folkmoot.act.contests.models import Contest, Entry, Rule
from folkmoot.act.contests.queries.counting import LANE, MAIN, REST, STEP, approvals_over
from folkmoot.deliberate.ballots.queries import papers_of
from folkmoot.foundation.people.rules import SMALLEST_CELL
from folkmoot.foundation.refusal import Refusal

FILES = ("result.json", *(f"{name}.pb" for name in (MAIN, LANE, REST)))


def commands_of(contest: Contest) -> list[tuple[str, str]]:
    """For each round its file and the command that gives the same winners."""
    told = []
    for each in contest.result.rounds:
        file = f"{each['name']}.pb"
        places = f"--step {STEP}" if contest.is_budget else f"--seats {each['places']}"
        line = f"python -m civics tally {file} --rule {contest.rule} {places}"
        told.append((file, f"{line} --seed {contest.result.seed}"))
    return told


def file_of(contest: Contest, name: str) -> str:
    papers = _papers(contest)
    if name == "result.json":
        return json.dumps(_whole(contest, papers), ensure_ascii=False, indent=1)
    for each in contest.result.rounds:
        if name == f"{each['name']}.pb":
            return _pabulib(contest, each, papers)
    raise Refusal("no-such-round", _("This round was not needed."), status=HTTPStatus.NOT_FOUND)


def _papers(contest: Contest) -> list[list[str]]:
    """From ten papers on; fewer could point at a juror."""
    papers = papers_of(contest.voting.ballot) if hasattr(contest, "result") else []
    if len(papers) < SMALLEST_CELL:
        raise Refusal(
            "no-open-data",
            _("Fewer than ten papers were cast, so they are not published."),
            status=HTTPStatus.CONFLICT,
        )
    return papers


def _whole(contest: Contest, papers: list[list[str]]) -> dict[str, Any]:
    return {
        "contest": contest.number,
        "rule": contest.rule,
        "places": contest.places,
        "newcomers": contest.newcomers,
        "seed": contest.result.seed,
        "papers": papers,
        "costs": _costs(contest),
        "rounds": [
            {name: each[name] for name in ("name", "standing", "places", "won")}
            for each in contest.result.rounds
        ],
    }


def _costs(contest: Contest) -> dict[str, int]:
    entries = Entry.objects.filter(contest=contest).values_list("number", "cost")
    return {f"e{number}": cost for number, cost in entries}


def _pabulib(contest: Contest, told: dict[str, Any], papers: list[list[str]]) -> str:
    standing, costs = told["standing"], _costs(contest)
    money = [costs[name] if contest.is_budget else 1 for name in standing]
    projects = Projects(approvals_over(papers, standing), money, told["places"])
    meta = {"description": f"{contest.subject} {told['name']}", "rule": contest.rule}
    funded = [standing.index(name) for name in told["won"]]
    text = format_pabulib(projects, meta=meta, funded=funded)
    return _ranked(text, standing, papers) if contest.rule == Rule.STV else text


def _ranked(text: str, standing: list[str], papers: list[list[str]]) -> str:
    """The same file with the order of each paper kept; who names nobody standing is left out."""
    parsed = parse_pabulib(text)
    orders = [[name for name in paper if name in standing] for paper in papers]
    votes = [",".join(order) for order in orders if order]
    parsed.meta["vote_type"] = "ordinal"
    parsed.meta["num_votes"] = str(len(votes))
    parsed.meta["max_length"] = str(len(standing))
    parsed.vote_columns["vote"] = tuple(votes)
    parsed.vote_columns["voter_id"] = tuple(str(n) for n in range(1, len(votes) + 1))
    return reformat_pabulib(parsed)
