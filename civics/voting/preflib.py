"""PrefLib files of ranked ballots (.soc, .soi, .toc, .toi), reading.

Lines that begin with # describe; every other line is `count: 3,1,{2,4}`: how many voters, then
the candidates by number, best first, equals in braces. Source: preflib.github.io, "format".
"""

from __future__ import annotations

import re

from civics.errors import InputError
from civics.voting.rankings import Rankings

_NAME = re.compile(r"^#\s*ALTERNATIVE NAME (\d+):\s*(.*)$")
_LINE = re.compile(r"^(\d+)\s*:\s*(.*)$")
_ENTRY = re.compile(r"\{([\d,\s]*)\}|(\d+)")
_SHAPE = re.compile(r"^(?:(?:\d+|\{\s*\d+(?:\s*,\s*\d+)*\s*\})(?:\s*,\s*|$))*$")


def parse_preflib(text: str, file: str = "") -> Rankings:
    """Read the text of a PrefLib file with orders.

    Raises
    ------
    InputError
        `preflib.*` with `file`, `row` (1 is the first line) and `column`.

    Cost: linear.

    >>> rankings = parse_preflib('''# ALTERNATIVE NAME 1: ash
    ... # ALTERNATIVE NAME 2: elm
    ... 3: 2,1
    ... 1: {1,2}
    ... ''')
    >>> rankings.names, rankings.ranks.tolist(), rankings.counts.tolist()
    (('ash', 'elm'), [[2, 1], [1, 1]], [3, 1])
    """
    names: dict[int, str] = {}
    orders: list[list[int | tuple[int, ...]]] = []
    counts: list[int] = []
    for row, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        line = raw.strip()
        named = _NAME.match(line)
        if named:
            names[int(named[1])] = named[2].strip()
        elif line and not line.startswith("#"):
            count, order = _ballot(line, names, file, row)
            counts.append(count)
            orders.append(order)
    if not names:
        raise InputError("preflib.no_names", file=file, row=1, column="ALTERNATIVE NAME")
    place = {number: c for c, number in enumerate(sorted(names))}
    told = [names[number] for number in sorted(names)]
    if len(set(told)) < len(told):
        told = [f"{number} {names[number]}" for number in sorted(names)]
    return Rankings.from_orders([_placed(order, place) for order in orders], told, counts)


def _ballot(
    line: str, names: dict[int, str], file: str, row: int
) -> tuple[int, list[int | tuple[int, ...]]]:
    found = _LINE.match(line)
    if not found or not _SHAPE.match(found[2].strip()):
        raise InputError("preflib.line", file=file, row=row, column="", value=line[:60])
    order: list[int | tuple[int, ...]] = []
    for group, single in _ENTRY.findall(found[2]):
        order.append(int(single) if single else tuple(int(n) for n in group.split(",")))
    flat = [n for entry in order for n in ((entry,) if isinstance(entry, int) else entry)]
    unknown = [n for n in flat if n not in names]
    if unknown or len(set(flat)) < len(flat):
        raise InputError("preflib.candidate", file=file, row=row, column="", value=line[:60])
    return int(found[1]), order


def _placed(
    order: list[int | tuple[int, ...]], place: dict[int, int]
) -> list[int | tuple[int, ...]]:
    return [
        place[entry] if isinstance(entry, int) else tuple(place[n] for n in entry)
        for entry in order
    ]
