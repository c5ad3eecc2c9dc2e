"""Finding texts."""

from typing import TYPE_CHECKING

from django.db import connection

from folkmoot.foundation.search.models import Entry
from folkmoot.foundation.search.rules import phrases

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

MOST = 50


def find(brand: "Brand", query: str, *, limit: int = MOST) -> list[Entry]:
    """A brand's texts that hold every phrase of the query, the newest first."""
    wanted = phrases(query)
    if not wanted:
        return []
    match, sql = (
        (_sqlite_match(wanted), _SQLITE)
        if connection.vendor == "sqlite"
        else (_postgres_match(wanted), _POSTGRES)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [match, brand.pk, limit])
        keys = [row[0] for row in cursor.fetchall()]
    entries = Entry.objects.select_related("passage__fact").in_bulk(keys)
    return [entries[key] for key in keys]


_SQLITE = """
    SELECT e.id FROM search_grams g JOIN search_entry e ON e.id = g.rowid
    WHERE search_grams MATCH %s AND e.brand_id = %s ORDER BY g.rowid DESC LIMIT %s
"""
_POSTGRES = """
    SELECT id FROM search_entry
    WHERE grams @@ to_tsquery('simple', %s) AND brand_id = %s ORDER BY id DESC LIMIT %s
"""


def _sqlite_match(wanted: list[list[str]]) -> str:
    # Tokens hold letters and digits only, so quoting them leaves no operator of FTS5.
    return " AND ".join(
        f'"{" ".join(phrase)}"{"*" if len(phrase[-1]) == 1 else ""}' for phrase in wanted
    )


def _postgres_match(wanted: list[list[str]]) -> str:
    return " & ".join(
        "(" + " <-> ".join(f"'{t}'{':*' if len(t) == 1 else ''}" for t in phrase) + ")"
        for phrase in wanted
    )
