"""What each room publishes, as files, and the figures that its pages show of them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from folkmoot.account.ledger.recomputing.formulas import digest_of, rounded
from folkmoot.account.promises import queries as promises
from folkmoot.account.replies import queries as replies
from folkmoot.account.replies import rules as reply_rules
from folkmoot.charter.rules import quorum_needed
from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.petitions import queries as petitions
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.conversations.queries import open_data as conversation_data
from folkmoot.deliberate.conversations.queries.open_data import plain_cell
from folkmoot.deliberate.panels import queries as panels
from folkmoot.deliberate.panels import rules as panel_rules
from folkmoot.deliberate.panels.queries import open_data as panel_data
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.deliberate.suggestions.queries import open_data as suggestion_data
from folkmoot.foundation.people.rules import SMALLEST_CELL
from folkmoot.foundation.record.queries import facts_after
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.account.promises.queries import Tally
    from folkmoot.account.replies.queries import Channel, Waits
    from folkmoot.foundation.people.models import Brand

COHORTS = ("core", "active", "ordinary")
Parts = Iterable[str]


@dataclass(frozen=True)
class Figure:
    """One number that a page shows: how anyone computes it, and what the page says."""

    id: str
    page: str
    formula: str
    inputs: tuple[str, ...]
    value: Any
    given: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "page": self.page,
            "formula": self.formula,
            "inputs": list(self.inputs),
            "with": dict(self.given),
            "value": self.value,
        }


@dataclass(frozen=True)
class Sheet:
    files: Mapping[str, Parts]
    figures: list[Figure]


def sheets(brand: "Brand", *, indexes: Mapping[int, int], now: datetime) -> Iterator[Sheet]:
    """Everything but the log, room by room. `indexes` are those of facts in the log."""
    yield from _conversations(brand, now)
    yield _suggestions(brand, now)
    yield _petitions(brand, now)
    yield _decisions(brand, now)
    yield _promises(brand, now)
    yield _replies(brand, indexes, now)
    yield from _panels(brand)


def _conversations(brand: "Brand", now: datetime) -> Iterator[Sheet]:
    opened = facts_after(brand, 0, kinds=["conversation.opened", "map.published"])
    subjects = set(opened.values_list("subject", flat=True))
    for number in sorted(int(subject.partition(":")[2]) for subject in subjects):
        found = conversations.conversation_by_number(brand, number)
        if found is None:
            continue
        try:
            data = conversation_data.open_data_of(found, now=now)
        except Refusal:  # no map yet: there are not ten people to publish anything about
            continue
        if data.map.result["follows"] and data.predecessor() is None:
            # An older version kept no map but the newest: nobody can draw this one again.
            continue
        yield _conversation(brand, number, data)


def _conversation(brand: "Brand", number: int, data: conversation_data.OpenData) -> Sheet:
    folder, page = f"conversations/{number}", f"/{brand.slug}/conversations/{number}/"
    drawn, votes = data.map, f"conversations/{number}/votes.csv"
    about = {**data.about(), "again": "folkmoot recompute"}
    result = {"about": about, "map": drawn.result, "predecessor": data.predecessor()}
    tallies = {
        str(row["number"]): [row["tally"][choice] for choice in ("agree", "disagree", "pass")]
        for row in data.statements()
        if row["tally"]
    }
    groups = [
        {
            "size": group["size"] if group["size"] >= SMALLEST_CELL else None,
            "percent": round(100 * group["share"]),
        }
        for group in drawn.result["groups"]
    ]
    given, both = {"folder": folder}, (votes, f"{folder}/result.json")
    shown = [
        ("votes", (votes,), drawn.votes),
        ("voters", (votes,), drawn.voters),
        ("input", (votes,), drawn.input_digest),
        ("tallies", (votes, f"{folder}/statements.csv"), tallies),
        ("groups", both, groups),
        ("map", both, digest_of(drawn.result)),
    ]
    return Sheet(
        {
            votes: data.votes_csv(),
            f"{folder}/statements.csv": data.statements_csv(),
            f"{folder}/result.json": _json(result),
        },
        [
            Figure(
                f"conversation/{number}/{name}", page, f"conversation.{name}", inputs, value, given
            )
            for name, inputs, value in shown
        ],
    )


def _suggestions(brand: "Brand", now: datetime) -> Sheet:
    data, scores = suggestion_data.open_data_of(brand, now), suggestions.scores_of(brand, now)
    keys = dict(suggestions.visible(brand).values_list("number", "pk"))
    rows = []
    for row in data.suggestions():
        number = row["number"]
        row["wanted_across_groups"] = scores.scores.get(keys[number], 0.0)
        # A page shows a handful of supporters as they come; here nothing is said of under ten.
        row["supports"] = _shown(row["supports"])
        rows.append({name: value for name, value in row.items() if name != "record"})
    columns = [name for name in suggestion_data.COLUMNS if name != "record"]
    return Sheet(
        {
            "suggestions.csv": _csv(columns, rows),
            "voices.csv": _csv(
                ["cohort", "voices"],
                [{"cohort": name, "voices": count} for name, count in scores.voices.items()],
            ),
        },
        [
            Figure(
                f"suggestion/{row['number']}/across",
                f"/{brand.slug}/suggestions/",
                "suggestion.across",
                ("suggestions.csv", "voices.csv"),
                row["wanted_across_groups"],
                {"suggestion": row["number"]},
            )
            for row in rows
        ],
    )


PETITION = (
    *("number", "about", "topic", "rule", "rung", "state", "asks", "because", "started_at"),
    *("admitted", "reason", "why", "closes_at", "eligible", "needed", "cohorts_needed"),
    *("signatures", "cohorts_reached", *(f"signed_{c}" for c in COHORTS)),
    *(*(f"eligible_{c}" for c in COHORTS), "established_at", "suspended", "answer", "answered_at"),
)


def _petitions(brand: "Brand", now: datetime) -> Sheet:
    rows: list[dict[str, Any]] = []
    figures: list[Figure] = []
    for petition in petitions.petitions(brand).order_by("number"):
        said = petitions.exported(petition, None, now)
        row = _petition(said)
        rows.append(row)
        if said["signing"]:
            figures += _petition_figures(brand, said, row)
    return Sheet({"petitions.csv": _csv(PETITION, rows)}, figures)


def _petition(said: Mapping[str, Any]) -> dict[str, Any]:
    check, signing = said["check"] or {}, said["signing"] or {}
    established, reply = said["established"] or {}, said["reply"] or {}
    cohorts = signing.get("cohorts", {})
    names = ("number", "about", "topic", "rule", "rung", "state", "asks", "because")
    return {
        **{name: said[name] for name in names},
        "started_at": _minute(said["started_at"]),
        "admitted": check.get("admitted"),
        "reason": check.get("reason"),
        "why": check.get("why"),
        "closes_at": _minute(signing.get("closes_at")),
        "eligible": _shown(signing.get("eligible")),
        "needed": signing.get("needed"),
        "cohorts_needed": signing.get("cohorts_needed"),
        "signatures": signing.get("signatures"),
        "cohorts_reached": signing.get("cohorts_reached"),
        **{f"signed_{c}": cohorts.get(c, {}).get("signatures") for c in COHORTS},
        **{f"eligible_{c}": cohorts.get(c, {}).get("eligible") for c in COHORTS},
        "established_at": _minute(established.get("at")),
        "suspended": established.get("suspended"),
        "answer": reply.get("text"),
        "answered_at": _minute(reply.get("at")),
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


def _decisions(brand: "Brand", now: datetime) -> Sheet:
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
    return Sheet({"decisions.csv": _csv(DECISION, rows)}, figures)


def _decision(said: Mapping[str, Any]) -> dict[str, Any]:
    intention, decision = said["intention"] or {}, said["decision"] or {}
    suspension, reversal = said["suspension"] or {}, said["reversal"] or {}
    majority = decision.get("majority") or {}
    whole = majority and min(majority[name] for name in ("eligible", "consulted")) >= SMALLEST_CELL
    return {
        **{name: said[name] for name in ("number", "topic", "rule", "rung", "state")},
        "intention": intention.get("text"),
        "intended_at": _minute(intention.get("at")),
        "decides_on": intention.get("decides_on"),
        **{name: decision.get(name) for name in ("text", "reasons", "name", "title")},
        "decided_at": _minute(decision.get("at")),
        "effective": decision.get("effective"),
        "due": decision.get("due"),
        "poll": majority.get("poll"),
        **{
            name: majority[name] if whole else None
            for name in ("eligible", "consulted", "in_favour", "against")
        },
        "suspended_at": _minute(suspension.get("at")),
        "suspension_outcome": (suspension.get("outcome") or {}).get("result"),
        "overridden_at": _minute((suspension.get("override") or {}).get("done_at")),
        "reversed_at": _minute(reversal.get("at")),
        "reversal_reasons": reversal.get("reasons"),
        "cost": reversal.get("cost"),
        "currency": reversal.get("currency"),
    }


PROMISE = (
    *("number", "owner", "text", "scope", "proof", "source", "made_at", "due_at"),
    *("outcome", "rated_at", "confirmed", "replaced_at"),
)


def _promises(brand: "Brand", now: datetime) -> Sheet:
    rows = [
        {
            "number": promise.number,
            "owner": " ".join(filter(None, [promise.name, promise.title])),
            "text": promise.words.text,
            "scope": promise.scope.text,
            "proof": promise.proof.text,
            "source": promise.source,
            "made_at": _exact(promise.made_at),
            "due_at": _exact(promise.due_at),
            "outcome": promise.outcome,
            "rated_at": _exact(promise.rated_at),
            "confirmed": promise.confirmed,
            "replaced_at": _exact(replacing.made_at)
            if (replacing := getattr(promise, "replaced_by", None))
            else None,
        }
        for promise in promises.promises(brand).order_by("number")
    ]
    found, page = promises.consistency(brand, now), f"/{brand.slug}/promises/consistency"
    parts: list[tuple[str, Tally, dict[str, str]]] = [("all", found.whole, {})]
    parts += [(f"owner/{who}", tally, {"owner": plain_cell(who)}) for who, tally in found.by_owner]
    parts += [(f"quarter/{name}", tally, {"quarter": name}) for name, tally in found.by_quarter]
    return Sheet(
        {"promises.csv": _csv(PROMISE, rows)},
        [
            Figure(
                f"promises/{name}",
                page,
                "promises.consistency",
                ("promises.csv",),
                _consistency(tally),
                given,
            )
            for name, tally, given in parts
        ],
    )


def _consistency(tally: "Tally") -> dict[str, int | None]:
    return {**vars(tally), "share": tally.share, "confirmed_share": tally.confirmed_share}


REPLY = ("channel", "started_at", "due_at", "met_at", "entry")


def _replies(brand: "Brand", indexes: Mapping[int, int], now: datetime) -> Sheet:
    since = now - timedelta(days=max(reply_rules.WINDOWS))
    rows = [
        {
            "channel": kind,
            "started_at": _minute(wait.started),
            "due_at": _minute(wait.due),
            "met_at": _minute(wait.met),
            "entry": indexes.get(wait.fact or 0),
        }
        for kind in reply_rules.CHANNELS
        for wait in replies.waits_of(brand, kind, since, now)
    ]
    shown = [
        (channel, days)
        for days in reply_rules.WINDOWS
        for channel in replies.board(brand, days=days, now=now)
    ]
    marks = [
        {
            "channel": channel.kind,
            "days": days,
            "asked": channel.asked,
            **{f"mark_{n}": count for n, count in enumerate(channel.counts, start=1)},
        }
        for channel, days in shown
        if channel.counts
    ]
    columns = ("channel", "days", "asked", *(f"mark_{n}" for n in reply_rules.SCALE))
    return Sheet(
        {"replies.csv": _csv(REPLY, rows), "contentment.csv": _csv(columns, marks)},
        [figure for channel, days in shown for figure in _board(brand, channel, days)],
    )


def _board(brand: "Brand", channel: "Channel", days: int) -> Iterator[Figure]:
    name, page = f"replies/{channel.kind}/{days}", f"/{brand.slug}/replies/"
    given, clocks = {"channel": channel.kind, "days": days}, ("replies.csv",)
    counts = {
        each: getattr(channel, each)
        for each in ("received", "replied", "in_time", "due", "share", "share_in_time")
    }
    yield Figure(f"{name}/counts", page, "replies.counts", clocks, counts, given)
    for clock, waits in (("wall", channel.wall), ("working", channel.working)):
        value = _hours(waits)
        of = {**given, "clock": clock}
        yield Figure(f"{name}/hours/{clock}", page, "replies.hours", clocks, value, of)
    if channel.marks:
        marks = channel.marks
        limits = {"low": rounded(marks.low), "high": rounded(marks.high)}
        content = {"mean": rounded(marks.value), **limits, "n": marks.n}
        files = ("contentment.csv",)
        yield Figure(f"{name}/content", page, "replies.content", files, content, given)


def _hours(waits: "Waits | None") -> dict[str, list[float | None]] | None:
    if waits is None:
        return None
    return {
        name: [rounded(each) for each in (wait.value, wait.low, wait.high)]
        for name, wait in (("median", waits.median), ("p90", waits.p90))
    }


def _panels(brand: "Brand") -> Iterator[Sheet]:
    for panel in panels.panels(brand).order_by("number"):
        if panel_rules.shown(panel.eligible) is not None:
            yield _panel(brand, panel)


def _panel(brand: "Brand", panel: Any) -> Sheet:
    folder, page = f"panels/{panel.number}", f"/{brand.slug}/panels/{panel.number}/"
    names = panel_data.FILES if panel.seed else panel_data.FILES[:3]
    texts = {name: panel_data.file_of(panel, name) for name in names}
    about: dict[str, Any] = {
        "number": panel.number,
        "purpose": panel.purpose,
        "about": panel.about,
        "question": panel.question.text,
        "seats": panel.seats,
        "quorum": panel.quorum,
        "percent": panel.percent,
        "lottery": panel.commitment,
        "pool": panel.pool_digest,
        "secret": panel.secret_digest,
        "beacon": panel.beacon,
        "beacon_at": _minute(panel.beacon_at),
    }
    lottery, people, quotas = (f"{folder}/{name}" for name in panel_data.FILES[:3])
    odds = {each.stratum: [each.people, each.percent] for each in panels.odds_of(panel)}
    shown: list[tuple[str, tuple[str, ...], Any]] = [
        ("lottery", (lottery,), panel.commitment),
        ("pool", (people, quotas), panel.pool_digest),
        ("chances", (lottery, people), odds),
    ]
    if panel.seed:
        drawn = facts_after(panel.brand, 0, kinds=["panel.drawn"]).get(subject=panel.subject)
        about |= {"seed": panel.seed, **{n: drawn.published[n] for n in ("ticket", "drawn")}}
        both = (lottery, f"{folder}/panel.json")
        shown += [
            ("secret", both[1:], panel.secret_digest),
            ("ticket", both, about["ticket"]),
            ("drawn", both, texts["panel.txt"].split()),
            ("reserve", (*both, people), texts["reserve.txt"].split()),
        ]
    return Sheet(
        {
            f"{folder}/panel.json": _json(about),
            **{f"{folder}/{name}": [text] for name, text in texts.items()},
        },
        [
            Figure(
                f"panel/{panel.number}/{name}",
                page,
                f"panel.{name}",
                inputs,
                value,
                {"folder": folder},
            )
            for name, inputs, value in shown
        ],
    )


# Cells


def _shown(count: int | None) -> int | None:
    """A count of people, from ten on."""
    return count if count is not None and count >= SMALLEST_CELL else None


def _minute(at: datetime | None) -> str | None:
    return at.isoformat(timespec="minutes") if at else None


def _exact(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    names, file = list(columns), io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    yield file.getvalue()


def _cell(value: object) -> object:
    """Nothing for None, yes and no, and no text that a spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain_cell(str(value)) if isinstance(value, str) else value


def _json(document: Any) -> list[str]:
    return [json.dumps(document, ensure_ascii=False, indent=1), "\n"]
