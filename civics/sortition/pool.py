"""Who may be drawn, and how many of whom a panel needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from civics.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Quota:
    """A panel has at least `minimum` and at most `maximum` people who answered `feature`.

    `least` and `most` limit how far an explanation of impossible quotas may move the two.
    """

    category: str
    feature: str
    minimum: int
    maximum: int
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """At most `at_most` of these people may sit together (employees of one sponsor, say)."""

    name: str
    people: frozenset[str]
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """One member of the pool: an id, an answer for each category, and perhaps a household."""

    id: str
    answers: Mapping[str, str]
    household: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """The people who may be drawn, after exclusions.

    Attributes
    ----------
    people : one `Person` each, ids unique; at most one of each household (``""``: none) is drawn.
    conflicts : groups of whom only some may sit together.
    excluded : id and reason of everybody who was taken out beforehand; kept to be published.
    """

    people: tuple[Person, ...]
    conflicts: tuple[Conflict, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()


def pool_of(
    answers: Mapping[str, Mapping[str, str]],
    households: Mapping[str, str] | None = None,
    conflicts: Iterable[Conflict] = (),
    excluded: Mapping[str, str] | None = None,
) -> Pool:
    """Make a pool from answers by id.

    Parameters
    ----------
    answers
        For each id the answer to each category.
    households
        For some ids the name of the household; at most one of each is drawn.
    conflicts
        Groups of whom only some may sit together.
    excluded
        For some ids the reason why they may not be drawn (a conflict of interest, say).

    Raises
    ------
    InputError
        `sortition.unknown_person` if a household, conflict or exclusion names somebody else.

    Examples
    --------
    >>> answers = {"lin": {"city": "Wuhan"}, "mei": {"city": "Xi'an"}}
    >>> pool = pool_of(answers, excluded={"mei": "staff"})
    >>> [person.id for person in pool.people], pool.excluded
    (['lin'], (('mei', 'staff'),))

    Cost: linear in the people.
    """
    at_home, out = dict(households or {}), dict(excluded or {})
    groups = tuple(sorted(conflicts, key=lambda group: group.name))
    for group in groups:
        _known(answers, group.people, f"conflict {group.name}")
    _known(answers, at_home, "households")
    _known(answers, out, "excluded")
    people = tuple(
        Person(name, dict(given), at_home.get(name, ""))
        for name, given in answers.items()
        if name not in out
    )
    return Pool(people, groups, tuple(sorted(out.items())))


def _known(answers: Mapping[str, object], names: Iterable[str], where: str) -> None:
    for name in sorted(names):
        if name not in answers:
            raise InputError("sortition.unknown_person", value=name, where=where)


def checked(pool: Pool, quotas: Sequence[Quota], size: int) -> None:
    """Refuse a pool and quotas that contradict themselves; say where."""
    if size < 1:
        raise InputError("sortition.panel_size", size=size)
    if not pool.people:
        raise InputError("sortition.empty_pool")
    _checked_quotas(quotas)
    features: dict[str, set[str]] = {}
    for quota in quotas:
        features.setdefault(quota.category, set()).add(quota.feature)
    seen: set[str] = set()
    for person in pool.people:
        if person.id in seen:
            raise InputError("sortition.repeated_id", value=person.id)
        seen.add(person.id)
        for category, known in features.items():
            answer = person.answers.get(category)
            if answer not in known:
                raise InputError(
                    "sortition.unknown_answer", id=person.id, column=category, value=answer
                )


def _checked_quotas(quotas: Sequence[Quota]) -> None:
    seen: set[tuple[str, str]] = set()
    for quota in quotas:
        where = {"category": quota.category, "feature": quota.feature}
        if (quota.category, quota.feature) in seen:
            raise InputError("sortition.repeated_quota", **where)
        seen.add((quota.category, quota.feature))
        if not 0 <= quota.minimum <= quota.maximum:
            raise InputError(
                "sortition.quota_bounds", minimum=quota.minimum, maximum=quota.maximum, **where
            )
