"""Finding one row, for what is asked with every page and every vote.

Django composes the SQL of a queryset and plans how to read its answer each time, which costs ten
times what the database then does. Here both are done once for each set of columns.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model

# The largest whole number that a column holds; no row has a larger one.
LARGEST = 2**63 - 1

Row = TypeVar("Row", bound=Model)
Convert = Callable[[Any, Any, Any], Any]


class Plan(NamedTuple):
    sql: str
    names: list[str]
    conversions: list[tuple[int, Any, Convert]]


def row(model: type[Row], **columns: Any) -> Row | None:
    """The row that has these values in these columns, or None: `row(Brand, slug="lumen")`."""
    if any(isinstance(value, int) and abs(value) > LARGEST for value in columns.values()):
        return None
    plan = _plan(model, tuple(columns), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(plan.sql, list(columns.values()))
        found = cursor.fetchone()
    if found is None:
        return None
    values = list(found)
    for place, column, convert in plan.conversions:
        values[place] = convert(values[place], column, connection)
    return model.from_db(connection.alias, plan.names, values)


def row_by_key(model: type[Row], key: int) -> Row:
    """The row that a foreign key leads to."""
    found = row(model, id=key)
    if found is None:
        raise LookupError(f"there is no {model.__name__} {key}")
    return found


@cache
def _plan(model: type[Model], columns: tuple[str, ...], vendor: str) -> Plan:
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    wanted = ", ".join(quote(str(field.column)) for field in fields)
    condition = " AND ".join(f"{quote(column)} = %s" for column in columns)
    conversions = [
        (place, column, convert)
        for place, column in enumerate(field.cached_col for field in fields)
        for convert in (
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        )
    ]
    return Plan(
        f"SELECT {wanted} FROM {quote(model._meta.db_table)} WHERE {condition}",  # noqa: S608
        [field.attname for field in fields],
        conversions,
    )
