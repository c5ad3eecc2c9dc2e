"""The map of power: topic, right, and who holds it, computed from the rules of one instant."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from folkmoot.charter import queries as charter
from folkmoot.charter import rules as charter_rules
from folkmoot.charter.articles.queries.reading import editions, live_guardians
from folkmoot.charter.articles.rules.patterns import Article
from folkmoot.charter.rules import Rung

if TYPE_CHECKING:
    from folkmoot.charter.models import Topic, TopicVersion
    from folkmoot.foundation.people.rules import Brand

RIGHTS = {
    "know": gettext_lazy("Is told"),
    "advise": gettext_lazy("Advises"),
    "reconsider": gettext_lazy("Can have it reconsidered"),
    "co-decide": gettext_lazy("Decides together"),
    "carry-out": gettext_lazy("Decides and carries out"),
    "oversee": gettext_lazy("Oversees"),
}

# Bodies that an article creates, and the right it gives them; on each rung from the first one on.
BODIES = {
    "T2": ("advise", gettext_lazy("Fan advisory board"), Rung.ADVISE),
    "T3": ("advise", gettext_lazy("Elected council"), Rung.ADVISE),
    "T5": ("reconsider", gettext_lazy("Conveners of the veto window"), Rung.SUSPEND),
    "T6": ("advise", gettext_lazy("Panel drawn by lot"), Rung.ADVISE),
    "T9": ("oversee", gettext_lazy("Overseers of the members' fund"), Rung.INFORM),
}

Held = dict[str, list[str]]


@dataclass(frozen=True)
class Holder:
    name: str
    new: bool


@dataclass(frozen=True)
class Cell:
    """Who holds one right on a topic, and who held it before the last change."""

    right: str
    label: str
    holders: list[Holder]
    gone: list[str]


@dataclass(frozen=True)
class PowerLine:
    topic: "Topic"
    version: "TopicVersion | None"
    cells: list[Cell]
    changed_at: datetime | None

    @property
    def changed(self) -> bool:
        return any(cell.gone or any(holder.new for holder in cell.holders) for cell in self.cells)


def power(brand: "Brand", now: datetime) -> list[PowerLine]:
    """Who held which right at this instant, with the difference from before the last change."""
    every = list(editions(brand))
    return [_line(brand, topic, every, now) for topic in charter.topics(brand)]


def _line(brand: "Brand", topic: "Topic", every: list[Any], now: datetime) -> PowerLine:
    version = charter_rules.in_force(topic, now)
    if version is None:
        return PowerLine(topic, None, [], None)
    starts = [v.effective_from for v in topic.versions.all() if v.effective_from <= now]
    starts += [e.effective_from for e in every if version.effective_from < e.effective_from <= now]
    changed_at = max(starts)
    just_before = changed_at - timedelta(microseconds=1)
    before = charter_rules.in_force(topic, just_before)
    held = _held(brand, version, _articles(every, now), now)
    old = _held(brand, before, _articles(every, just_before), just_before) if before else held
    cells = [
        Cell(
            right=right,
            label=str(label),
            holders=[Holder(name, name not in old[right]) for name in held[right]],
            gone=[name for name in old[right] if name not in held[right]],
        )
        for right, label in RIGHTS.items()
    ]
    return PowerLine(topic, version, cells, changed_at if before else None)


def _articles(every: list[Any], now: datetime) -> list[Article]:
    past = [edition for edition in every if edition.effective_from <= now]
    return max(past, key=lambda e: e.effective_from).body["articles"] if past else []


def _held(brand: "Brand", version: "TopicVersion", articles: list[Article], now: datetime) -> Held:
    members = _("members (%(level)s)") % {"level": version.get_minimum_level_display()}
    held: Held = {right: [] for right in RIGHTS}
    held["know"] = [_("everyone")]
    held["carry-out"] = [version.decider]
    held["oversee"] = [_("everyone, in the public record"), _("the auditor")]
    if version.rung >= Rung.ADVISE:
        held["advise"].append(members)
    if version.rung == Rung.SUSPEND:
        held["reconsider"] += [_petition(version), version.higher_decider]
    if version.rung == Rung.CONSENT:
        held["co-decide"] += _second_keys(brand, version, now)
    keys = {article["key"] for article in articles}
    for key, (right, name, rung) in BODIES.items():
        if key in keys and version.rung >= rung and (rung != Rung.SUSPEND or version.rung == rung):
            held[right].append(str(name))
    return held


def _petition(version: "TopicVersion") -> str:
    return _("%(share)d %% of the active members from %(cohorts)d cohorts") % {
        "share": version.petition_share,
        "cohorts": version.petition_cohorts,
    }


def _second_keys(brand: "Brand", version: "TopicVersion", now: datetime) -> list[str]:
    majority = _("more than %(share)d %% of those who say yes or no") % {
        "share": version.support_share
    }
    # A guardian's seat has a public name; how many there are points at nobody.
    guardians = live_guardians(brand, now).order_by().values("member").distinct().count()
    if not guardians:
        return [majority]
    named = ngettext("%(count)d guardian", "%(count)d guardians", guardians)
    return [named % {"count": guardians}, majority]
