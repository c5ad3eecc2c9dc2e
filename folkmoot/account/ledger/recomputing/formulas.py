"""The formulas by the names that `figures.json` gives them: from the files to one value each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from statistics import mean
from typing import Any

import numpy as np

from civics.ballots import count_papers, lines_root, parse_definition, parse_papers, parse_tokens
from civics.bridging import wilson
from civics.opinion.tallies import counted
from civics.sortition.chance import Chance
from civics.sortition.making import pool_digest
from civics.sortition.reading import read_pool, read_quotas
from civics.transparency.errors import InputError
from civics.trust import mean_rating, survival_curve
from folkmoot.account.ledger.recomputing.reading import Export, Row

Params = Mapping[str, Any]
Formula = Callable[[Export, Params], Any]

FORMULAS: dict[str, Formula] = {}
DECIMALS = 6

OPENS, CLOSES = time(9), time(18)
SCALE = (1, 2, 3, 4, 5)
COHORTS = ("core", "active", "ordinary")
RESERVE = "folkmoot.panels.reserve/1"
SECRET = b"folkmoot.panels.secret/1\0"


def formula(name: str) -> Callable[[Formula], Formula]:
    def kept(function: Formula) -> Formula:
        FORMULAS[name] = function
        return function

    return kept


def rounded(value: float | None) -> float | None:
    """As figures are published: six decimals."""
    return None if value is None else round(value, DECIMALS)


def digest_of(document: Any) -> str:
    """SHA-256 of a JSON document: keys in order, no spaces."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


# Conversations


@formula("conversation.votes")
def votes(export: Export, given: Params) -> int:
    return len(export.conversation(given["folder"]).votes.values)


@formula("conversation.voters")
def voters(export: Export, given: Params) -> int:
    return len(export.conversation(given["folder"]).votes.participants)


@formula("conversation.input")
def input_digest(export: Export, given: Params) -> str:
    return export.conversation(given["folder"]).votes.digest()


@formula("conversation.tallies")
def tallies(export: Export, given: Params) -> dict[str, list[int]]:
    """Agree, disagree, pass, where at least ten answered; protected statements have none."""
    found = export.conversation(given["folder"]).votes
    counts = counted(found, np.zeros(len(found.participants), dtype=int), 1)[0]
    told = {
        row.text("comment-id")
        for row in export.rows(f"{given['folder']}/statements.csv")
        if row.text("agrees")
    }
    return {
        name: cells
        for name, cells in zip(found.statements, counts.tolist(), strict=True)
        if name in told and sum(cells) >= export.smallest_cell
    }


@formula("conversation.map")
def whole_map(export: Export, given: Params) -> str:
    return digest_of(drawn_again(export, given["folder"]))


@formula("conversation.groups")
def groups(export: Export, given: Params) -> list[dict[str, int | None]]:
    """Size, from ten people on, and share in per cent of each group."""
    return [
        {
            "size": group.size if group.size >= export.smallest_cell else None,
            "percent": round(100 * group.share),
        }
        for group in export.conversation(given["folder"]).map.groups
    ]


def drawn_again(export: Export, folder: str) -> Any:
    """The map as JSON has it, without the places of people."""
    return json.loads(json.dumps(export.conversation(folder).map.to_json(people=False)))


# Suggestions


@formula("suggestion.across")
def across(export: Export, given: Params) -> float:
    """The lower Wilson limit of support in the group that wants it least; hidden counts are 0."""
    sizes = {row.text("cohort"): row.figure("voices") for row in export.rows("voices.csv")}
    row = export.row("suggestions.csv", "number", given["suggestion"])
    behind = [row.number(f"supports_{cohort}") or 0 for cohort in sizes]
    if len(sizes) < 2 or not all(behind):
        return 0.0
    low, _high = wilson(np.array(behind), np.array(list(sizes.values())))
    return round(float(low.min()), DECIMALS)


# Petitions and decisions


def terms(export: Export, row: Row) -> Mapping[str, Any]:
    """The rule that a row names, from the entry that announced it."""
    subject, version = f"topic:{row.text('topic')}", row.figure("rule")
    for line in export.record.get(("topic.announced", subject), ()):
        if line.said["pub"].get("version") == version:
            return dict(line.said["pub"])
    raise InputError("export.rule", file=row.file, row=row.row, topic=subject, version=version)


@formula("petition.needed")
def needed(export: Export, given: Params) -> int:
    """The rule's share of those who could sign when signing opened, at least one."""
    row = export.row("petitions.csv", "number", given["petition"])
    return max(1, _up(row.figure("eligible") * terms(export, row)["petition_share"], 100))


@formula("petition.missing")
def missing(export: Export, given: Params) -> int:
    row = export.row("petitions.csv", "number", given["petition"])
    return max(0, row.figure("needed") - row.figure("signatures"))


@formula("petition.cohorts")
def cohorts(export: Export, given: Params) -> int:
    """Cohorts from which at least 5 in 100 of the needed signatures came."""
    row = export.row("petitions.csv", "number", given["petition"])
    least = max(1, _up(row.figure("needed") * 5, 100))
    return sum((row.number(f"signed_{cohort}") or 0) >= least for cohort in COHORTS)


@formula("decision.quorum")
def quorum(export: Export, given: Params) -> int:
    """The rule's share of those who could take part or its number, what is less."""
    row = export.row("decisions.csv", "number", given["decision"])
    rule = terms(export, row)
    share = _up(row.figure("eligible") * rule["quorum_share"], 100)
    return min((each for each in (share, rule["quorum"]) if each), default=0)


@formula("decision.majority")
def majority(export: Export, given: Params) -> bool:
    """More than the rule's share of those who said yes or no, and enough took part."""
    row = export.row("decisions.csv", "number", given["decision"])
    yes, no = row.figure("in_favour"), row.figure("against")
    enough = row.figure("consulted") >= quorum(export, given)
    return bool(enough and yes * 100 > terms(export, row)["support_share"] * (yes + no))


@formula("decisions.decided")
def decided(export: Export, given: Params) -> int:
    return sum(bool(row.text("decided_at")) for row in export.rows("decisions.csv"))


@formula("decisions.mean_cost")
def mean_cost(export: Export, given: Params) -> int:
    """What reversals cost on average in one currency."""
    rows = [r for r in export.rows("decisions.csv") if r.text("currency") == given["currency"]]
    if not rows:
        raise InputError(
            "export.row", file="decisions.csv", column="currency", value=given["currency"]
        )
    return round(mean(row.figure("cost") for row in rows))


def _up(number: int, by: int) -> int:
    return -(-number // by)


# Promises


@formula("promises.consistency")
def consistency(export: Export, given: Params) -> dict[str, int | None]:
    """What became of the promises that were due: in all, of one owner, or of one quarter."""
    rows = [
        row
        for row in export.rows("promises.csv")
        if given.get("owner") in (None, row.text("owner"))
        and given.get("quarter") in (None, quarter_of(row.instant("due_at"), export))
    ]
    found = dict.fromkeys(
        ("due", "kept", "confirmed", "late", "partly", "broken", "overdue", "moved"), 0
    )
    for row in rows:
        for column in _outcome(row, export.generated_at):
            found[column] += 1
    return {
        **found,
        "share": percent(found["kept"], found["due"]),
        "confirmed_share": percent(found["confirmed"], found["due"]),
    }


def _outcome(row: Row, now: datetime) -> tuple[str, ...]:
    """The columns in which a promise counts."""
    due, outcome, rated = row.instant("due_at"), row.text("outcome"), row.time("rated_at")
    replaced = row.time("replaced_at")
    if replaced is not None and replaced <= due:
        return ("moved",)
    if not outcome:
        return ("due", "overdue") if due < now else ()
    if outcome != "kept":
        if outcome not in ("partly", "broken"):
            raise row.unusable("outcome")
        return ("due", outcome)
    if rated is None:
        raise row.unusable("rated_at")
    if rated > due:
        return ("due", "late")
    return ("due", "kept", "confirmed") if row.flag("confirmed") else ("due", "kept")


def quarter_of(due: datetime, export: Export) -> str:
    """The quarter of the last instant of the due day, where the installation is."""
    day = (due - timedelta(microseconds=1)).astimezone(export.zone)
    return f"{day.year} Q{(day.month + 2) // 3}"


# Replies


def _waits(export: Export, given: Params) -> list[Row]:
    since = export.generated_at - timedelta(days=given["days"])
    return [
        row
        for row in export.rows("replies.csv")
        if row.text("channel") == given["channel"] and row.instant("started_at") >= since
    ]


@formula("replies.counts")
def reply_counts(export: Export, given: Params) -> dict[str, int | None]:
    """Received, replied, replied in time, and what was replied to or is overdue."""
    rows = _waits(export, given)
    met = [(row.time("met_at"), row.instant("due_at")) for row in rows]
    replied = sum(at is not None for at, _ in met)
    in_time = sum(at is not None and at <= due for at, due in met)
    due = replied + sum(at is None and by < export.generated_at for at, by in met)
    return {
        "received": len(rows),
        "replied": replied,
        "in_time": in_time,
        "due": due,
        "share": percent(replied, len(rows)),
        "share_in_time": percent(in_time, due),
    }


@formula("replies.hours")
def reply_hours(export: Export, given: Params) -> dict[str, list[float | None]] | None:
    """Kaplan–Meier: hours until half, and nine in ten, have a reply, with both limits."""
    rows = _waits(export, given)
    over = [bool(row.text("met_at")) for row in rows]
    if not any(over):
        return None
    spans = [
        _span(
            row.instant("started_at"),
            row.time("met_at") or export.generated_at,
            export if given["clock"] == "working" else None,
        )
        for row in rows
    ]
    curve = survival_curve([span / timedelta(hours=1) for span in spans], over)
    return {
        name: [rounded(each) for each in (wait.value, wait.low, wait.high)]
        for name, wait in (("median", curve.median), ("p90", curve.quantile(0.9)))
    }


def _span(start: datetime, end: datetime, working: Export | None) -> timedelta:
    """The time between, or as much of it as lies within Monday to Friday, nine to six."""
    if working is None:
        return end - start
    zone = working.zone
    start, end = start.astimezone(zone), end.astimezone(zone)
    total, day = timedelta(), start.date()
    while day <= end.date():
        if day.weekday() < 5:
            opens = datetime.combine(day, OPENS, zone)
            closes = datetime.combine(day, CLOSES, zone)
            total += max(timedelta(), min(end, closes) - max(start, opens))
        day += timedelta(days=1)
    return total


@formula("replies.content")
def content(export: Export, given: Params) -> dict[str, Any]:
    """The mean mark from 1 to 5 with its interval, from ten marks on."""
    for row in export.rows("contentment.csv"):
        if (row.text("channel"), row.text("days")) == (given["channel"], str(given["days"])):
            return told_marks([row.figure(f"mark_{mark}") for mark in SCALE])
    raise InputError("export.row", file="contentment.csv", column="channel", value=given["channel"])


def told_marks(counts: Iterable[int]) -> dict[str, Any]:
    found = mean_rating(list(counts), SCALE)
    limits = {"low": rounded(found.low), "high": rounded(found.high)}
    return {"mean": rounded(found.value), **limits, "n": found.n}


# Panels


@formula("panel.lottery")
def commitment(export: Export, given: Params) -> str:
    return export.panel(given["folder"]).lottery.commitment


@formula("panel.pool")
def pool(export: Export, given: Params) -> str:
    here = export.folder / given["folder"]
    quotas = read_quotas(str(here / "quotas.csv"))
    return pool_digest(read_pool(str(here / "people.csv"), quotas))


@formula("panel.chances")
def chances(export: Export, given: Params) -> dict[str, list[float]]:
    """How many people each group has, and the chance in per cent of anybody in it."""
    found: dict[str, list[float]] = {}
    of_each = export.panel(given["folder"]).lottery.chances()
    for row in export.rows(f"{given['folder']}/people.csv"):
        name = row.text("id")
        if name not in of_each:
            raise row.unusable("id")
        group = found.setdefault(row.text("cohort"), [0, round(float(of_each[name]) * 100, 2)])
        group[0] += 1
    return dict(sorted(found.items()))


@formula("panel.secret")
def secret(export: Export, given: Params) -> str:
    """The hash of the secret, which was published before the draw; the seed begins with it."""
    word = str(export.panel(given["folder"]).about.get("seed", "")).partition(" ")[0]
    return hashlib.sha256(SECRET + word.encode()).hexdigest()


@formula("panel.ticket")
def ticket(export: Export, given: Params) -> int:
    return export.panel(given["folder"]).selection.ticket


@formula("panel.drawn")
def drawn(export: Export, given: Params) -> list[str]:
    return list(export.panel(given["folder"]).selection.people)


@formula("panel.reserve")
def reserve(export: Export, given: Params) -> list[str]:
    """Everybody else, in the order in which they move up."""
    found = export.panel(given["folder"]).selection
    people = {row.text("id") for row in export.rows(f"{given['folder']}/people.csv")}
    rest = sorted(people - set(found.people))
    return Chance(RESERVE, found.commitment, found.seed).some(rest, len(rest))


# Ballots


@formula("ballot.count")
def ballot_count(export: Export, given: Params) -> dict[str, Any]:
    definition = parse_definition(export.text(f"{given['folder']}/ballot.json"))
    papers = parse_papers(export.text(f"{given['folder']}/papers.txt"), definition)
    tally = count_papers(definition, papers)
    counted_again = {"papers": tally.papers, "counts": tally.counts, "root": tally.root}
    return {**counted_again, "elected": list(tally.elected)}


@formula("ballot.eligible")
def eligible(export: Export, given: Params) -> str:
    """The Merkle root of the tokens that could vote, as the log had it before the first vote."""
    return lines_root(parse_tokens(export.text(f"{given['folder']}/eligible.txt")))
