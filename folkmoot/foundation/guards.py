"""Triggers by which a database holds what must not happen, in the words of both databases.

Migrations call this; what a guard says may not change once a release has it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guard:
    """Refuse `verb` ("INSERT", "UPDATE", "UPDATE OF a, b", "DELETE") on a table, with a sentence.

    `when` is SQL over NEW and OLD that both databases read alike; without it, always.
    """

    name: str
    table: str
    verb: str
    sentence: str
    when: str = ""


def forbid(schema_editor: Any, guards: Iterable[Guard]) -> None:
    create = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for guard in guards:
        for statement in create(guard):
            schema_editor.execute(statement)


def allow(schema_editor: Any, guards: Iterable[Guard]) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for guard in guards:
        on = f" ON {guard.table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {guard.name}{on}")


def _sqlite(guard: Guard) -> Iterator[str]:
    when = f" WHEN {guard.when}" if guard.when else ""
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.verb} ON {guard.table}{when} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"
    )


def _postgresql(guard: Guard) -> Iterator[str]:
    """The function carries the condition, since that of a trigger may not look at other tables."""
    code = "ERRCODE = 'integrity_constraint_violation'"
    raised = f"RAISE EXCEPTION '{guard.sentence}' USING {code};"
    body = f"IF {guard.when} THEN {raised} END IF;" if guard.when else raised
    row = "OLD" if guard.verb == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN {row}; END $$"
    )
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.verb} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )
