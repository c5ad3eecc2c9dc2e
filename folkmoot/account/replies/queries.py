"""How the brand replies, channel by channel: computed from the clocks, never typed in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from civics.trust import Figure, Wait, mean_rating, survival_curve
from folkmoot.account.replies import rules
from folkmoot.account.replies.models import Contentment
from folkmoot.deliberate.conversations.rules import shown
from folkmoot.foundation.clocks import queries as clocks
from folkmoot.foundation.notices import queries as notices

if TYPE_CHECKING:
    from folkmoot.foundation.clocks.models import Clock
    from folkmoot.foundation.people.models import Brand, Member


# How many of the latest replies to a member can be marked.
LATEST = 50


@dataclass(frozen=True)
class Waits:
    """Times to the first reply in hours; what is still open counts as "longer than until now"."""

    median: Wait
    p90: Wait


@dataclass(frozen=True)
class Channel:
    """One line of the notice board. Counts of people below ten are None, and so are their marks."""

    kind: str
    received: int
    replied: int
    in_time: int
    due: int
    wall: Waits | None
    working: Waits | None
    asked: int | None
    marked: int | None
    marks: Figure | None

    @property
    def name(self) -> str:
        return str(rules.CHANNELS[self.kind].name)

    @property
    def share(self) -> int | None:
        """回复率: replied, of what was received, per cent."""
        return round(100 * self.replied / self.received) if self.received else None

    @property
    def share_in_time(self) -> int | None:
        """Replied in time, of what was replied to or is overdue, per cent."""
        return round(100 * self.in_time / self.due) if self.due else None


def board(brand: "Brand", *, days: int, now: datetime) -> list[Channel]:
    """Every channel over the last `days` days, by when the wait began."""
    since = now - timedelta(days=days)
    return [_channel(brand, kind, since, now) for kind in rules.CHANNELS]


def _channel(brand: "Brand", kind: str, since: datetime, now: datetime) -> Channel:
    channel = rules.CHANNELS[kind]
    waits = list(clocks.started(brand, channel.clock, channel.room, since=since, until=now))
    replied = [clock for clock in waits if clock.met_at and clock.met_at <= now]
    in_time = [clock for clock in replied if clock.met_at and clock.met_at <= clock.due_at]
    late = [clock for clock in waits if clock not in replied and clock.due_at < now]
    ends = [clock.met_at or now for clock in waits]
    over = [clock in replied for clock in waits]
    wall = [end - clock.started_at for clock, end in zip(waits, ends, strict=True)]
    work = [
        rules.working_time(clock.started_at, end) for clock, end in zip(waits, ends, strict=True)
    ]
    counts = _marks(brand, kind, replied)
    return Channel(
        kind=kind,
        received=len(waits),
        replied=len(replied),
        in_time=len(in_time),
        due=len(replied) + len(late),
        wall=_waits(wall, over),
        working=_waits(work, over),
        asked=shown(notices.told(clock.met_by_id for clock in replied)),
        marked=shown(counts.total()),
        marks=_figure(counts),
    )


def _waits(spans: Sequence[timedelta], over: list[bool]) -> Waits | None:
    if not any(over):
        return None
    curve = survival_curve([span / timedelta(hours=1) for span in spans], over)
    return Waits(median=curve.median, p90=curve.quantile(0.9))


def _marks(brand: "Brand", kind: str, replied: list["Clock"]) -> Counter[int]:
    given = Contentment.objects.filter(
        brand=brand, channel=kind, reply__in=[clock.met_by_id for clock in replied]
    )
    return Counter(dict(given.values_list("mark").annotate(Count("pk")).order_by()))


def _figure(counts: Counter[int]) -> Figure | None:
    """A mean with its interval; under ten marks there is none, since it could point at a person."""
    if counts.total() < rules.LEAST_MARKS:
        return None
    return mean_rating([counts[mark] for mark in rules.SCALE], rules.SCALE)


def reply_told_to(member: "Member", number: int) -> "Clock | None":
    """The wait that ended with entry `number`, if this member was told of the reply."""
    told = replies_told_to(member)
    return next((clock for clock in told if clock.met_by and clock.met_by.number == number), None)


def replies_told_to(member: "Member") -> list["Clock"]:
    """The latest waits that ended with a reply of which this member was told."""
    told = notices.facts_told(member)
    met = clocks.met_by(member.brand, told)[:LATEST]
    return [clock for clock in met if rules.channel_of(clock.kind, clock.subject)]


def marks_of(member: "Member") -> dict[int, int]:
    """The member's own marks, by the number of the reply's entry."""
    own = Contentment.objects.filter(member=member)
    return dict(own.values_list("reply__number", "mark"))
