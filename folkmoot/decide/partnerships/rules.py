"""Who may, and what the gate says: pure rules over what was answered."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers.rules import Category, bare
from folkmoot.decide.partnerships.models import (
    Deal,
    Degree,
    Dispensation,
    Kind,
    Line,
    Run,
    Stage,
    Verdict,
)
from folkmoot.foundation.people.rules import Role, holds, is_auditor, is_executive, require
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.texts import require_text as require_text  # noqa: PLC0414

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.imports import Candidate
    from folkmoot.foundation.people.models import Member

# The words of this room that others need: they never reach into its models.
__all__ = ["Degree", "Kind", "Stage", "Verdict"]

GOOD_FOR = timedelta(days=30)
LONGEST_SILENCE = timedelta(days=365)
LONGEST_DENIAL = timedelta(days=5 * 366)
PARTNER_LENGTH, PURPOSE_LENGTH, LINE_LENGTH, REASONS_LENGTH = 120, 600, 200, 2000
PANEL_SEATS, PANEL_QUORUM, PANEL_PERCENT = 25, 15, 60

handles_deals = holds(Role.OPERATOR, Role.DEAL_OWNER, Role.EXECUTIVE, Role.LEGAL)
sees_deals = handles_deals | is_auditor

# Nobody can make an exception from these. They say what to look up, and are no legal advice.
BARS = {
    "penalty": _("Was the partner penalised for false advertising within the last three years?"),
    "minor": _("Does the partner endorse and is under ten years old?"),
    "licence": _("Does the trade need a licence that the partner does not have?"),
}
# Caution, and not a bar: a judgment between two private parties is among them.
CAUTIONS = {
    "judgment": _("Is there a judgment or a penalty on record that is no legal bar?"),
    "interest": _("Does anybody who decides here have an interest of their own in it?"),
    "undisclosed": _("Would fans see it without the mark that it is advertising?"),
    "untried": _("Would the partner speak of products they have not used?"),
}
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Reason:
    """Why, as a code with what belongs into its sentence."""

    code: str
    about: str = ""

    def stored(self) -> dict[str, str]:
        return {"code": self.code, "about": self.about}


@dataclass(frozen=True)
class Answers:
    """What whoever runs the gate answered: one word to each question, and the two axes."""

    bars: Mapping[str, str]
    lines: Mapping[int, str]
    cautions: Mapping[str, str]
    reach: Degree
    harm: Degree
    evidence: str = ""

    def stored(self) -> dict[str, dict[str, str]]:
        lines = {str(number): answer for number, answer in self.lines.items()}
        return {"bars": dict(self.bars), "lines": lines, "cautions": dict(self.cautions)}


def judge(
    answers: Answers,
    denied: Collection[int],
    evidence: Collection[str] = (),
    alike: Collection[Reason] = (),
) -> tuple[Verdict, list[Reason]]:
    """The verdict and every reason for it, the gravest first.

    Reach is shown beside it and appears nowhere below: no reach outweighs harm to the core.
    What is not known counts like a caution, and a legal bar that is not known like a red line.
    `evidence` holds the classes in which a dossier has what two reviewers agreed on, and `alike`
    what is there under a name that is like the partner's: somebody looks whether it is the same.
    """
    found = [
        (Verdict.BARRED, Reason("bar", code)) for code, said in answers.bars.items() if said == YES
    ]
    found += [(Verdict.RED, Reason("denial", str(number))) for number in sorted(denied)]
    found += [
        (Verdict.RED, Reason("line", str(number)))
        for number, said in answers.lines.items()
        if said == YES
    ]
    found += [
        (Verdict.RED, Reason("bar-unknown", code))
        for code, said in answers.bars.items()
        if said == UNKNOWN
    ]
    found += [
        (Verdict.RED if kind == Category.HOSTILITY else Verdict.AMBER, Reason("evidence", kind))
        for kind in sorted(evidence)
    ]
    found += [(Verdict.AMBER, reason) for reason in alike]
    if answers.harm == Degree.HIGH:
        found.append((Verdict.RED, Reason("harm-high")))
    elif answers.harm == Degree.MIDDLE:
        found.append((Verdict.AMBER, Reason("harm-middle")))
    found += [
        (Verdict.AMBER, Reason("line-unknown", str(number)))
        for number, said in answers.lines.items()
        if said == UNKNOWN
    ]
    found += [
        (Verdict.AMBER, Reason("caution" if said == YES else "caution-unknown", code))
        for code, said in answers.cautions.items()
        if said != NO
    ]
    found.sort(key=lambda each: -each[0])
    verdict = found[0][0] if found else Verdict.GREEN
    return verdict, [reason for _grade, reason in found]


def answers_of(run: Run) -> Answers:
    said = run.answers
    return Answers(
        bars=said["bars"],
        lines={int(number): answer for number, answer in said["lines"].items()},
        cautions=said["cautions"],
        reach=Degree(run.reach),
        harm=Degree(run.harm),
        evidence=run.evidence,
    )


def unheard(run: Run, lines: Collection[int], reasons: Collection[Reason]) -> list[Reason]:
    """Of what speaks against it today, what this run did not know: red lines were ratified since,
    a promise was made, or reviewers agreed on evidence."""
    unasked = [Reason("line-new", str(n)) for n in lines if str(n) not in run.answers["lines"]]
    return unasked + [reason for reason in reasons if reason.stored() not in run.reasons]


def is_good(run: Run | None, news: Collection[Reason], now: datetime) -> bool:
    return run is not None and run.at <= now <= run.good_until and not news


def lets_through(run: Run | None, news: Collection[Reason], now: datetime) -> bool:
    """Green and amber do, red with an exception, a legal bar never; and only while it is fresh."""
    if run is None or not is_good(run, news, now) or run.verdict == Verdict.BARRED:
        return False
    return run.verdict < Verdict.RED or dispensation_of(run) is not None


def dispensation_of(run: Run) -> Dispensation | None:
    return getattr(run, "dispensation", None)


def holds_now(line: Line) -> bool:
    ratification = getattr(line, "ratification", None)
    return bool(ratification and ratification.ratified and not hasattr(line, "retirement"))


def require_handler(member: "Member | None") -> "Member":
    return _require(handles_deals, member)


def require_reader(member: "Member | None") -> "Member":
    return _require(sees_deals, member)


def _require(role: Any, member: "Member | None") -> "Member":
    require(
        role,
        member,
        code="not-deals",
        sentence=_("Partnerships are for those at the brand who handle them."),
    )
    assert member is not None  # noqa: S101 (refused just above)
    return member


def require_dispenser(member: "Member | None", deal: Deal) -> None:
    require(
        is_executive,
        member,
        code="not-executive",
        sentence=_("An exception is signed by an executive, in their own name."),
    )
    if member is not None and member.pk == deal.by_id:
        raise Refusal(
            "own-deal",
            _("Whoever brought a deal in cannot make the exception for it. Ask another executive."),
            status=HTTPStatus.FORBIDDEN,
        )


def require_red(run: Run | None, news: Collection[Reason], now: datetime) -> Run:
    if run is None or not is_good(run, news, now):
        raise Refusal(
            "gate-stale",
            _("Run the gate first: its last verdict no longer holds."),
            status=HTTPStatus.CONFLICT,
        )
    if run.verdict == Verdict.BARRED:
        raise Refusal(
            "barred",
            _("The law bars this. Nobody can make an exception."),
            status=HTTPStatus.CONFLICT,
        )
    if run.verdict != Verdict.RED or dispensation_of(run):
        raise Refusal(
            "nothing-to-except",
            _("There is nothing here to make an exception from."),
            status=HTTPStatus.CONFLICT,
        )
    return run


def require_new(found: "Candidate", going: Mapping[tuple[str, str], int]) -> None:
    """A line of a file says what the deal is for, and is none that goes on already."""
    if not found.purpose:
        raise Refusal(
            "row-without-purpose",
            _("Line %(row)d: say what it is for, in the column “purpose”."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            row=found.row,
        )
    number = going.get((bare(found.partner), found.kind))
    if number is not None:
        raise Refusal(
            "registered-already",
            _("Line %(row)d: this is deal %(number)d, which goes on. End that one first."),
            status=HTTPStatus.CONFLICT,
            row=found.row,
            number=number,
        )


def require_next(deal: Deal, stage: Stage) -> None:
    """One step at a time, or the end."""
    if deal.stage == Stage.ENDED or stage not in (deal.stage + 1, Stage.ENDED):
        raise Refusal(
            "not-next",
            _("A deal takes one step at a time, and none after its end."),
            status=HTTPStatus.CONFLICT,
        )


def require_passed(run: Run | None, news: Collection[Reason], now: datetime) -> Run:
    if run is not None and news:
        raise Refusal(
            "gate-overtaken",
            _("Something new stands against this deal since the gate last ran. Run it again."),
            status=HTTPStatus.CONFLICT,
        )
    if run is None or not is_good(run, news, now):
        raise Refusal(
            "gate-stale",
            _("Run the gate first: without a verdict from the last 30 days no deal goes on."),
            status=HTTPStatus.CONFLICT,
        )
    if not lets_through(run, news, now):
        raise Refusal(
            "gate-shut",
            _("The gate says no. Stop here, or ask an executive for an exception, if it is red."),
            status=HTTPStatus.CONFLICT,
        )
    return run


def needs_review(deal: Deal, run: Run | None) -> bool:
    """Endorsements and co-branding always; a creator where the gate had a word to say."""
    return deal.kind != Kind.CREATOR or run is None or run.verdict > Verdict.GREEN


def require_replied(*, replied: bool) -> None:
    if not replied:
        raise Refusal(
            "review-unanswered",
            _(
                "Before this is signed, fans drawn by lot review it and an executive replies to "
                "them. Prepare the review, or do not pursue the deal."
            ),
            status=HTTPStatus.CONFLICT,
        )


def require_nameless(text: str) -> str:
    """A red line is about conduct. What points at somebody cannot be one."""
    text = require_text(text, longest=LINE_LENGTH, what=_("The red line"))
    if re.search(r"[@＠#＃]|https?:|www\.|[《》「」]", text):
        raise Refusal(
            "line-names-somebody",
            _("A red line names conduct, never a person, an account or a work. Say it without."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return text


def require_until(until: date, now: datetime) -> None:
    if not now.date() < until <= (now + LONGEST_DENIAL).date():
        raise Refusal(
            "denial-out-of-range",
            _("A deny rule ends on a day ahead, within five years. “Never” is no day."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_publication(on: date, now: datetime) -> date:
    """The last day on which it has to be published; refused if the wish is later."""
    latest = (now + LONGEST_SILENCE).date()
    if not now.date() <= on <= latest:
        raise Refusal(
            "publication-out-of-range",
            _("An exception is published at the latest after twelve months, and never not."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return latest


def require_answered(answers: Answers, lines: Collection[int]) -> None:
    """Every question has one of the three answers: nothing is passed over."""
    asked = (
        (answers.bars, set(BARS)),
        (answers.cautions, set(CAUTIONS)),
        (answers.lines, set(lines)),
    )
    for given, questions in asked:
        if set(given) != questions or not set(given.values()) <= {YES, NO, UNKNOWN}:
            raise Refusal(
                "unanswered",
                _("Answer every question: yes, no, or not known."),
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
