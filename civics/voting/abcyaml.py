"""abc.yaml files: approval elections of committees, in and out.

The files are YAML, but of a narrow kind: top-level keys with a number, a text, or a list of lists
of numbers, and one list of rules with their expected winners. That subset is read strictly;
whatever else YAML can do is refused with its line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from civics.errors import InputError
from civics.voting.ballots import Approvals

_KEY = re.compile(r"^([A-Za-z_][\w-]*):(?:\s+(.*))?$", re.DOTALL)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_NUMBER = re.compile(r"^-?\d+$")
_KNOWN = ("description", "profile", "num_cand", "cand_names", "committeesize", "compute")

Value = object


@dataclass(frozen=True, slots=True)
class Expected:
    """Winners that a file states for a rule; `resolute` asks for any one of them."""

    rule: str
    committees: tuple[tuple[int, ...], ...] | None
    resolute: bool


@dataclass(frozen=True, eq=False)
class AbcElection:
    """A parsed file."""

    ballots: Approvals
    seats: int | None
    description: str = ""
    expected: tuple[Expected, ...] = ()


def parse_abc_yaml(text: str, file: str = "") -> AbcElection:
    """Read the text of an .abc.yaml file.

    Raises
    ------
    InputError
        `abcyaml.*` with `file`, `row` (1 is the first line) and `column` (the key).

    >>> election = parse_abc_yaml('''
    ... profile: [[0, 1], [1],
    ...   [2]]
    ... num_cand: 3
    ... committeesize: 2
    ... compute:
    ... - rule_id: av
    ...   result: [[0, 1], [1, 2]]
    ...   resolute: false
    ... ''')
    >>> election.ballots.counts.tolist(), election.expected[0].committees
    ([1, 2, 1], ((0, 1), (1, 2)))
    """
    keys: dict[str, tuple[int, Value]] = {}
    for row, line in _whole_lines(text, file):
        key, value = _pair(line, file, row)
        if line.startswith(("-", " ")):
            _add_item(keys, line, key, value, file, row)
        elif key not in _KNOWN or key in keys:
            raise InputError("abcyaml.key", file=file, row=row, column=key)
        else:
            keys[key] = (row, [] if key == "compute" and value is None else value)
    return _election(keys, file)


def format_abc_yaml(
    ballots: Approvals,
    seats: int | None = None,
    *,
    description: str = "",
    expected: Sequence[Expected] = (),
) -> str:
    """The text of an .abc.yaml file.

    >>> print(format_abc_yaml(Approvals.from_sets([{1}, {0, 1}], 2), 1), end="")
    profile: [[1], [0, 1]]
    num_cand: 2
    committeesize: 1
    """
    lines = [f"description: {json.dumps(description, ensure_ascii=False)}"] if description else []
    lines.append(f"profile: {[list(ballots.ballot(i)) for i in range(ballots.voters)]}")
    lines.append(f"num_cand: {ballots.candidates}")
    if ballots.names != tuple(map(str, range(ballots.candidates))):
        lines.append(f"cand_names: {json.dumps(ballots.names, ensure_ascii=False)}")
    if seats is not None:
        lines.append(f"committeesize: {seats}")
    if expected:
        lines.append("compute:")
    for item in expected:
        lines.append(f"- rule_id: {item.rule}")
        told = "" if item.committees is None else f" {[list(c) for c in item.committees]}"
        lines += [f"  result:{told}", f"  resolute: {str(item.resolute).lower()}"]
    return "\n".join(lines) + "\n"


def _whole_lines(text: str, file: str) -> list[tuple[int, str]]:
    """Lines whose list or text goes on below joined into one, with the row where they begin."""
    whole: list[tuple[int, str]] = []
    unfinished = False
    for row, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        bare = line.rstrip()
        if unfinished:
            whole[-1] = (whole[-1][0], f"{whole[-1][1]} {bare.strip()}")
        elif bare and not bare.lstrip().startswith("#"):
            whole.append((row, bare))
        else:
            continue
        unfinished = _goes_on(whole[-1][1])
    if unfinished:
        raise InputError("abcyaml.brackets", file=file, row=whole[-1][0], column="")
    return whole


def _goes_on(line: str) -> bool:
    quiet = _QUOTED.sub("", line)
    return '"' in quiet or quiet.count("[") > quiet.count("]")


def _pair(line: str, file: str, row: int) -> tuple[str, Value]:
    body = line[2:] if line.startswith(("- ", "  ")) else line
    found = _KEY.match(body)
    if not found:
        raise InputError("abcyaml.line", file=file, row=row, column="", value=line[:60])
    return found[1], _value(found[2], file, row, found[1])


def _value(text: str | None, file: str, row: int, key: str) -> Value:
    bare = (text or "").strip()
    if bare in ("", "null", "~"):
        return None
    if bare in ("true", "false"):
        return bare == "true"
    if _NUMBER.match(bare):
        return int(bare)
    if bare[0] in '["':
        try:
            return json.loads(bare)
        except json.JSONDecodeError:
            raise InputError("abcyaml.value", file=file, row=row, column=key) from None
    if bare[0] in "{&*!|>'%@`":
        raise InputError("abcyaml.unsupported", file=file, row=row, column=key)
    return bare


def _add_item(
    keys: dict[str, tuple[int, Value]], line: str, key: str, value: Value, file: str, row: int
) -> None:
    items = keys.get("compute", (0, None))[1]
    if not isinstance(items, list) or next(reversed(keys)) != "compute":
        raise InputError("abcyaml.line", file=file, row=row, column=key, value=line[:60])
    if line.startswith("- "):
        items.append({"row": row})
    if not items or key in items[-1]:
        raise InputError("abcyaml.key", file=file, row=row, column=key)
    items[-1][key] = value


def _election(keys: dict[str, tuple[int, Value]], file: str) -> AbcElection:
    row, profile = keys.get("profile", (1, None))
    if not _is_table(profile):
        raise InputError("abcyaml.profile", file=file, row=row, column="profile")
    rows: list[list[int]] = profile  # type: ignore[assignment]
    largest = max((c for ballot in rows for c in ballot), default=-1)
    row, size = keys.get("num_cand", (1, largest + 1))
    if not isinstance(size, int) or size <= largest:
        raise InputError("abcyaml.num_cand", file=file, row=row, column="num_cand", value=size)
    row, names = keys.get("cand_names", (1, [str(c) for c in range(size)]))
    if not isinstance(names, list) or len(names) != size or len(set(map(str, names))) != size:
        raise InputError("abcyaml.cand_names", file=file, row=row, column="cand_names")
    row, seats = keys.get("committeesize", (1, None))
    if seats is not None and (not isinstance(seats, int) or isinstance(seats, bool)):
        raise InputError("abcyaml.committeesize", file=file, row=row, column="committeesize")
    items = keys.get("compute", (1, []))[1] or []
    expected = tuple(_expected(item, file) for item in items)  # type: ignore[attr-defined]
    ballots = Approvals.from_sets(rows, [str(name) for name in names])
    return AbcElection(ballots, seats, str(keys.get("description", (0, ""))[1] or ""), expected)


def _expected(item: dict[str, Value], file: str) -> Expected:
    result, rule = item.get("result"), item.get("rule_id")
    if not isinstance(rule, str) or not (result is None or _is_table(result)):
        raise InputError("abcyaml.compute", file=file, row=item["row"], column="result")
    table: list[list[int]] | None = result  # type: ignore[assignment]
    committees = None if table is None else tuple(tuple(sorted(c)) for c in table)
    return Expected(rule, committees, item.get("resolute") is not False)


def _is_table(value: Value) -> bool:
    return isinstance(value, list) and all(
        isinstance(ballot, list)
        and all(isinstance(c, int) and not isinstance(c, bool) and c >= 0 for c in ballot)
        for ballot in value
    )
