"""Reading a published lottery back, and checking that it keeps what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from civics.errors import InputError
from civics.sortition.lottery import FORMAT, Lottery
from civics.sortition.pool import Quota
from civics.sortition.types import Kind, Row, Types


def lottery_from(document: Mapping[str, Any]) -> Lottery:
    """A lottery from its published form; its commitment is that of the original.

    Raises
    ------
    InputError
        `sortition.document` if it is not such a form, `sortition.broken_lottery` if it
        contradicts itself: a panel that breaks a row, tickets that do not add up.

    >>> from civics.sortition import lottery_from, make_lottery, pool_of
    >>> lottery = make_lottery(pool_of({name: {} for name in "abcdef"}), [], 2)
    >>> lottery_from(lottery.published()).commitment == lottery.commitment
    True

    Cost: linear in the document.
    """
    try:
        if document["format"] != FORMAT:
            raise InputError("sortition.document", part="format")
        lottery = _lottery(document)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("sortition.document", part=str(error)) from error
    _checked(lottery, document)
    return lottery


def _lottery(document: Mapping[str, Any]) -> Lottery:
    types = _types(document)
    panels = np.zeros((len(document["tickets"]), len(types.counts)), dtype=np.int64)
    for row, (_, counts) in enumerate(document["tickets"]):
        for place, count in counts:
            panels[row, place] = count
    return Lottery(
        str(document["algorithm"]),
        tuple(Quota(*quota) for quota in document["quotas"]),
        types,
        panels,
        tuple(int(weight) for weight, _ in document["tickets"]),
        str(document["pool"]),
        tuple((str(name), str(reason)) for name, reason in document["excluded"]),
    )


def _types(document: Mapping[str, Any]) -> Types:
    rows = tuple(Row(*row) for row in document["rows"])
    columns = document["types"]
    matrix = np.zeros((len(rows), len(columns)))
    for place, counted in enumerate(columns):
        matrix[counted, place] = 1.0
    kinds = tuple(
        Kind(
            tuple(kind["types"]),
            tuple(tuple(tuple(people) for people in home) for home in kind["households"]),
        )
        for kind in document["kinds"]
    )
    counts, caps = np.zeros(len(columns)), np.zeros(len(columns))
    for kind in kinds:
        for place, one in enumerate(kind.types):
            caps[one] = len(kind.households)
            counts[one] = sum(len(home[place]) for home in kind.households)
    return Types(int(document["size"]), rows, matrix, counts, caps, kinds)


def _checked(lottery: Lottery, document: Mapping[str, Any]) -> None:
    types, panels = lottery.types, lottery.panels
    people = [
        person
        for kind in types.kinds
        for home in kind.households
        for part in home
        for person in part
    ]
    sums = panels @ types.matrix.T
    broken = {
        "people": len(people) != len(set(people)) or bool((types.counts < 1).any()),
        "quotas": bool(((sums < types.lower) | (sums > types.upper)).any()),
        "households": bool(((panels < 0) | (panels > types.caps)).any())
        or any(
            bool((panels[:, list(kind.types)].sum(axis=1) > len(kind.households)).any())
            for kind in types.kinds
        ),
        "size": not len(panels) or bool((panels.sum(axis=1) != lottery.size).any()),
        "tickets": min(lottery.weights, default=0) < 1 or lottery.total != document["total"],
    }
    for part, wrong in broken.items():
        if wrong:
            raise InputError("sortition.broken_lottery", part=part)
