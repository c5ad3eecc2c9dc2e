"""A file, a rule, a result: which kind of ballots a file holds and which rules can count them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from civics.errors import InputError
from civics.voting.abcyaml import AbcElection, parse_abc_yaml
from civics.voting.ballots import Approvals
from civics.voting.committee_shares import COMMITTEE_COMPLETIONS
from civics.voting.committees import COMMITTEE_RULES, elect_committee
from civics.voting.completion import COMPLETIONS
from civics.voting.equal_shares import WORTHS, equal_shares
from civics.voting.greedy import GREEDY_RULES, greedy_budget
from civics.voting.outcome import Outcome
from civics.voting.pabulib import Pabulib, parse_pabulib, rankings_of
from civics.voting.preflib import parse_preflib
from civics.voting.rankings import Rankings
from civics.voting.single import SINGLE_RULES, elect_one
from civics.voting.stv import QUOTAS, elect_stv
from civics.voting.tiebreak import LISTED, TieBreak

BUDGET_RULES = (*GREEDY_RULES, "equal-shares")
RANKED_RULES = (*SINGLE_RULES, "stv")
_RANKED_FILES = (".soc", ".soi", ".toc", ".toi")
_ABC_NAMES = {
    "approval": "av",
    "sav": "sav",
    "seqpav": "seqpav",
    "seqphragmen": "seqphragmen",
    "greedy-cc": "seqcc",
    "greedy-monroe": "greedy-monroe",
    "equal-shares phragmen": "equal-shares",
    "equal-shares approval": "equal-shares-with-av-completion",
    "equal-shares add1": "equal-shares-with-increment-completion",
}


@dataclass(frozen=True)
class Asked:
    """What somebody wants counted; None means: what the file says, or the default."""

    rule: str | None = None
    seats: int | None = None
    completion: str | None = None
    worth: str = WORTHS[0]
    step: Fraction = Fraction(1)
    least_score: int | None = None
    quota: str = QUOTAS[0]
    tie_break: TieBreak = LISTED


@dataclass(frozen=True)
class Counted:
    """An outcome, the winners that the file states (any of these sets), and its own words."""

    outcome: Outcome
    stated: tuple[tuple[int, ...], ...] | None = None
    titles: dict[str, str] = field(default_factory=dict)
    notices: tuple[tuple[str, int, str], ...] = ()


def rules_for(kind: str | None) -> tuple[str, ...]:
    """The rules for `pabulib`, `abc` or `preflib`; for None all."""
    if kind == "abc":
        return COMMITTEE_RULES
    if kind == "preflib":
        return RANKED_RULES
    return tuple(dict.fromkeys((*BUDGET_RULES, *COMMITTEE_RULES, *RANKED_RULES)))


def count(text: str, file: str, asked: Asked) -> Counted:
    """Read the text of a file, by the ending of its name, and count it.

    Raises
    ------
    InputError
        Of the readers and the rules; `voting.rule` when the rule cannot count such ballots,
        `voting.file_kind`, `voting.seats_missing`.
    """
    low = file.lower()
    if low.endswith(".pb"):
        return _count_pabulib(parse_pabulib(text, file), file, asked)
    if low.endswith((".yaml", ".yml")):
        return _count_abc(parse_abc_yaml(text, file), asked)
    if low.endswith(_RANKED_FILES):
        return Counted(_ranked(parse_preflib(text, file), asked))
    raise InputError("voting.file_kind", file=file, row=1, column="")


def _count_pabulib(parsed: Pabulib, file: str, asked: Asked) -> Counted:
    rule = asked.rule or _official_rule(parsed, file)
    titles = dict(
        zip(parsed.projects.ballots.names, parsed.project_columns.get("name", ()), strict=False)
    )
    if rule in GREEDY_RULES:
        least = asked.least_score
        if least is None:
            least = _stated_least(parsed, file)
        outcome: Outcome = greedy_budget(
            parsed.projects, rule=rule, least_score=least, tie_break=asked.tie_break
        )
    elif rule == "equal-shares" and asked.seats is None:
        outcome = equal_shares(
            parsed.projects,
            completion=asked.completion or COMPLETIONS[0],
            worth=asked.worth,
            step=asked.step,
            tie_break=asked.tie_break,
        )
    elif rule in RANKED_RULES:
        return Counted(_ranked(rankings_of(parsed), asked), None, titles, parsed.notices)
    else:
        outcome = _committee(parsed.projects.ballots, rule, asked, asked.seats)
        return Counted(outcome, None, titles, parsed.notices)
    stated = None if parsed.official is None else (parsed.official,)
    return Counted(outcome, stated, titles, parsed.notices)


def _official_rule(parsed: Pabulib, file: str) -> str:
    if parsed.rule.startswith("equalshares"):
        return "equal-shares"
    if parsed.rule in GREEDY_RULES:
        return parsed.rule
    raise InputError("voting.rule_not_said", file=file, rule=parsed.rule, known=rules_for(None))


def _stated_least(parsed: Pabulib, file: str) -> int:
    text = parsed.meta.get("min_project_score_threshold", "0")
    if not text.isdecimal():
        raise InputError("pabulib.threshold", file=file, row=1, column=text, value=text)
    return int(text)


def _count_abc(election: AbcElection, asked: Asked) -> Counted:
    seats = election.seats if asked.seats is None else asked.seats
    outcome = _committee(election.ballots, asked.rule, asked, seats)
    key = outcome.rule
    if key == "equal-shares":
        key = f"{key} {outcome.settings['completion']}"
    found = [
        item.committees
        for item in election.expected
        if item.rule == _ABC_NAMES.get(key) and item.resolute
    ]
    return Counted(outcome, found[0] if found and seats == election.seats else None)


def _committee(ballots: Approvals, rule: str | None, asked: Asked, seats: int | None) -> Outcome:
    if rule not in COMMITTEE_RULES:
        raise InputError("voting.rule", rule=rule, known=COMMITTEE_RULES)
    if seats is None:
        raise InputError("voting.seats_missing", rule=rule)
    completion = asked.completion or COMMITTEE_COMPLETIONS[0]
    return elect_committee(rule, ballots, seats, tie_break=asked.tie_break, completion=completion)


def _ranked(rankings: Rankings, asked: Asked) -> Outcome:
    if asked.rule == "stv":
        if asked.seats is None:
            raise InputError("voting.seats_missing", rule="stv")
        return elect_stv(rankings, asked.seats, quota=asked.quota, tie_break=asked.tie_break)
    if asked.rule not in SINGLE_RULES:
        raise InputError("voting.rule", rule=asked.rule, known=RANKED_RULES)
    return elect_one(asked.rule, rankings, tie_break=asked.tie_break)
