"""What a ballot asks, and how its papers are counted: fixed before the first of them is cast."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from civics.errors import InputError
from civics.voting import COMMITTEE_RULES, SINGLE_RULES

__all__ = ["APPROVAL", "METHODS", "ONE", "RANKING", "Definition", "parse_definition"]

ONE, APPROVAL, RANKING = "one", "approval", "ranking"
METHODS = (ONE, APPROVAL, RANKING)
STV = "stv"
MOST_CHOICES = 100
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", flags=re.ASCII)

RULES = {ONE: (), APPROVAL: COMMITTEE_RULES, RANKING: (*SINGLE_RULES, STV)}


@dataclass(frozen=True)
class Definition:
    """How a paper is filled in and counted.

    Parameters
    ----------
    method
        ``one``: exactly one choice. ``approval``: any number of them, none included. ``ranking``:
        one or more, best first.
    choices
        Two to a hundred distinct keys of ``a-z``, ``0-9`` and hyphens, in the order of the page.
    rule
        For ``approval`` a rule of `civics.voting.elect_committee` or none, for ``ranking`` one of
        `civics.voting.elect_one` or ``stv``; none for ``one``. Without a rule papers are counted
        and nobody is elected.
    seats
        How many the rule elects; 1 except for committees and ``stv``.

    Raises
    ------
    InputError
        `papers.method`, `papers.choices`, `papers.rule`, `papers.seats`.

    >>> Definition("ranking", ("red", "blue"), rule="schulze").seats
    1
    >>> Definition("one", ("red", "blue"), rule="schulze")
    Traceback (most recent call last):
    civics.errors.InputError: papers.rule(rule='schulze', method='one', known='')
    """

    method: str
    choices: tuple[str, ...]
    rule: str = ""
    seats: int = 1

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise InputError("papers.method", method=self.method, known=", ".join(METHODS))
        bad = [key for key in self.choices if not KEY.fullmatch(key)]
        if bad or not 2 <= len(self.choices) <= MOST_CHOICES:
            raise InputError("papers.choices", count=len(self.choices), bad=", ".join(bad))
        if len(set(self.choices)) != len(self.choices):
            raise InputError("papers.choices", count=len(self.choices), bad="")
        known = RULES[self.method]
        if (self.rule and self.rule not in known) or (self.method == RANKING and not self.rule):
            raise InputError(
                "papers.rule", rule=self.rule, method=self.method, known=", ".join(known)
            )
        several = self.rule == STV or (self.method == APPROVAL and self.rule)
        if not 1 <= self.seats <= (len(self.choices) if several else 1):
            raise InputError("papers.seats", seats=self.seats, rule=self.rule)

    def require_valid(self, choice: Sequence[str]) -> None:
        """Refuse a paper that is not filled in as the method asks.

        Raises
        ------
        InputError
            `papers.choice` with the paper's choice.

        >>> Definition("one", ("red", "blue")).require_valid(["red", "blue"])
        Traceback (most recent call last):
        civics.errors.InputError: papers.choice(choice='red blue')
        """
        known = set(choice) <= set(self.choices) and len(set(choice)) == len(choice)
        least = {ONE: 1, APPROVAL: 0, RANKING: 1}[self.method]
        most = 1 if self.method == ONE else len(self.choices)
        if not (known and least <= len(choice) <= most):
            raise InputError("papers.choice", choice=" ".join(choice))

    def in_order(self, choice: Sequence[str]) -> tuple[str, ...]:
        """A valid choice as it is written down: approvals in the order of the definition."""
        if self.method == RANKING:
            return tuple(choice)
        return tuple(key for key in self.choices if key in choice)


def parse_definition(text: str) -> Definition:
    """Read `ballot.json`. Other fields than the four of a definition are not looked at.

    Raises
    ------
    InputError
        `papers.definition` if it is no such file; as `Definition`.

    >>> parse_definition('{"method": "one", "choices": [["red", "Red"], ["blue", "Blue"]]}').choices
    ('red', 'blue')
    """
    try:
        told = json.loads(text)
        keys = tuple(str(key) for key, _label in told["choices"])
        method, rule, seats = told["method"], told.get("rule", ""), told.get("seats", 1)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("papers.definition", why=str(error)) from None
    if not isinstance(seats, int):
        raise InputError("papers.definition", why="seats")
    return Definition(str(method), keys, str(rule), seats)
