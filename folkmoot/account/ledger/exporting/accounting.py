"""What the brand owes and how it replies, as sheets."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.account.ledger.exporting.cells import Figure, Sheet, exact, minute, table
from folkmoot.account.ledger.recomputing.formulas import rounded
from folkmoot.account.promises import queries as promises
from folkmoot.account.replies import queries as replies
from folkmoot.account.replies import rules as reply_rules
from folkmoot.deliberate.conversations.queries.open_data import plain_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from folkmoot.account.promises.queries import Tally
    from folkmoot.account.replies.queries import Channel, Waits
    from folkmoot.foundation.people.models import Brand

PROMISE = (
    *("number", "owner", "text", "scope", "proof", "source", "made_at", "due_at"),
    *("outcome", "rated_at", "confirmed", "replaced_at"),
)


def promised(brand: "Brand", now: datetime) -> Sheet:
    rows = [
        {
            "number": promise.number,
            "owner": " ".join(filter(None, [promise.name, promise.title])),
            "text": promise.words.text,
            "scope": promise.scope.text,
            "proof": promise.proof.text,
            "source": promise.source,
            "made_at": exact(promise.made_at),
            "due_at": exact(promise.due_at),
            "outcome": promise.outcome,
            "rated_at": exact(promise.rated_at),
            "confirmed": promise.confirmed,
            "replaced_at": exact(replacing.made_at)
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
        {"promises.csv": table(PROMISE, rows)},
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


def replied(brand: "Brand", indexes: "Mapping[int, int]", now: datetime) -> Sheet:
    since = now - timedelta(days=max(reply_rules.WINDOWS))
    rows = [
        {
            "channel": kind,
            "started_at": minute(wait.started),
            "due_at": minute(wait.due),
            "met_at": minute(wait.met),
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
        {"replies.csv": table(REPLY, rows), "contentment.csv": table(columns, marks)},
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


ANSWER = ("started_at", "due_at", "met_at")


def answered(brand: "Brand", now: datetime) -> Sheet:
    """The clocks behind the figures on a moot's home: the latest answers, and what is overdue."""
    found = replies.conduct(brand, now)
    rows = [
        {name: exact(getattr(clock, name)) for name in ANSWER}
        for clock in (*found.met, *found.late)
    ]
    names = ("due", "in_time", "overdue", "answered", "median_days")
    value = {name: getattr(found, name) for name in names}
    one = ("answers.csv",)
    return Sheet(
        {"answers.csv": table(ANSWER, rows)},
        [Figure("conduct", f"/{brand.slug}/", "conduct", one, value)],
    )
