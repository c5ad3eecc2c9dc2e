"""How the brand replies, channel by channel: computed from the clocks, never typed in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from django.db.models import Count

from civics.trust import Figure, Wait, mean_rating, survival_curve
from folkmoot.account.replies import rules
from folkmoot.account.replies.models import Contentment
from folkmoot.deliberate.conversations.rules import shown
from folkmoot.foundation.clocks import queries as clocks
from folkmoot.foundation.clocks.rules import State, state
from folkmoot.foundation.notices import queries as notices
from folkmoot.foundation.record.queries import facts_after

if TYPE_CHECKING:
    from folkmoot.foundation.clocks.models import Clock
    from folkmoot.foundation.people.models import Brand, Member


# How many of the latest replies to a member can be marked.
LATEST = 50
# How many of the latest answers the figures on a moot's home are about, and what an answer is.
ANSWERS_COUNTED = 30
ANSWERS = ("answer.published", "suggestion.decided")


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
    # How many gave each mark of the scale, from ten marks on.
    counts: list[int] | None

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


@dataclass(frozen=True)
class Waited:
    """One wait, to the minute, as the record has it; `fact` is the reply that ended it."""

    started: datetime
    due: datetime
    met: datetime | None
    fact: int | None


def waits_of(brand: "Brand", kind: str, since: datetime, now: datetime) -> "list[Waited]":
    """The waits of a channel that began since then, as they stood at `now`."""
    channel = rules.CHANNELS[kind]
    clocks_run = clocks.started(brand, channel.clock, channel.room, since=since, until=now)
    return [
        Waited(
            rules.minute(clock.started_at),
            rules.minute(clock.due_at),
            rules.minute(clock.met_at) if clock.met_at and clock.met_at <= now else None,
            clock.met_by_id if clock.met_at and clock.met_at <= now else None,
        )
        for clock in clocks_run
    ]


def _channel(brand: "Brand", kind: str, since: datetime, now: datetime) -> Channel:
    now = rules.minute(now)
    waits = waits_of(brand, kind, rules.minute(since), now)
    replied = [wait for wait in waits if wait.met]
    in_time = [wait for wait in replied if wait.met and wait.met <= wait.due]
    late = [wait for wait in waits if not wait.met and wait.due < now]
    ends = [(wait.started, wait.met or now) for wait in waits]
    over = [wait.met is not None for wait in waits]
    wall = [end - start for start, end in ends]
    work = [rules.working_time(start, end) for start, end in ends]
    counts = _marks(brand, kind, replied)
    return Channel(
        kind=kind,
        received=len(waits),
        replied=len(replied),
        in_time=len(in_time),
        due=len(replied) + len(late),
        wall=_waits(wall, over),
        working=_waits(work, over),
        asked=shown(notices.told(wait.fact for wait in replied)),
        marked=shown(counts.total()),
        marks=_figure(counts),
        counts=[counts[mark] for mark in rules.SCALE] if shown(counts.total()) else None,
    )


def _waits(spans: Sequence[timedelta], over: list[bool]) -> Waits | None:
    if not any(over):
        return None
    curve = survival_curve([span / timedelta(hours=1) for span in spans], over)
    return Waits(median=curve.median, p90=curve.quantile(0.9))


def _marks(brand: "Brand", kind: str, replied: list[Waited]) -> Counter[int]:
    given = Contentment.objects.filter(
        brand=brand, channel=kind, reply__in=[wait.fact for wait in replied]
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


@dataclass(frozen=True)
class Conduct:
    """How the brand answers: the clocks of its latest answers, and all that are overdue."""

    met: "list[Clock]"
    late: "list[Clock]"
    in_time: int

    @property
    def answered(self) -> int:
        return len(self.met)

    @property
    def overdue(self) -> int:
        return len(self.late)

    @property
    def due(self) -> int:
        return self.answered + self.overdue

    @property
    def median_days(self) -> int | None:
        waits = [
            (clock.met_at - clock.started_at) / timedelta(days=1)
            for clock in self.met
            if clock.met_at
        ]
        return round(median(waits)) if waits else None


def conduct(brand: "Brand", now: datetime) -> Conduct:
    """Answers given and owed, counted from the clocks that ran on the brand."""
    answers: list[tuple[int, str]] = []
    for kind in ANSWERS:  # one kind at a time is one walk along an index, however long the record
        newest = facts_after(brand, 0, kinds=[kind]).order_by("-number")
        answers += newest.values_list("number", "subject")[: ANSWERS_COUNTED * 2]
    subjects = dict.fromkeys(subject for _number, subject in sorted(answers, reverse=True))
    found = clocks.clocks_of(brand, "answer", list(subjects)[:ANSWERS_COUNTED])
    met = [clock for clock in found if clock.met_at]
    return Conduct(
        met=met,
        late=list(clocks.open_clocks(brand).filter(due_at__lt=now)),
        in_time=sum(state(clock, now) is State.MET for clock in met),
    )
