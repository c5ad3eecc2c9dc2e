"""Keeping the index. These are part of the act that opens a text to readers or closes it."""

from typing import TYPE_CHECKING

from django.db import connection

from folkmoot.foundation.search.models import Entry
from folkmoot.foundation.search.rules import grams

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Passage


def put(brand: "Brand", passage: "Passage", *, path: str) -> None:
    """Make a text findable at `path`; doing it twice is doing it once."""
    entry, created = Entry.objects.get_or_create(
        brand=brand, passage=passage, defaults={"path": path}
    )
    if not created:
        return
    content = " ".join(grams(str(passage)))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # REPLACE: a row of an entry that the database dropped by itself may still be there.
            cursor.execute(
                "INSERT OR REPLACE INTO search_grams (rowid, content) VALUES (%s, %s)",
                [entry.pk, content],
            )
        else:
            cursor.execute(
                "UPDATE search_entry SET grams = to_tsvector('simple', %s) WHERE id = %s",
                [content, entry.pk],
            )


def drop(passage_id: int) -> None:
    """Take a text out of the index."""
    entry = Entry.objects.filter(passage_id=passage_id).first()
    if entry is None:
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_grams WHERE rowid = %s", [entry.pk])
    entry.delete()


def drop_erased() -> int:
    """Take every text out of the index that was erased while nobody was looking."""
    erased = Entry.objects.exclude(passage__erased_by=None).values_list("passage_id", flat=True)
    passages = list(erased)
    for passage_id in passages:
        drop(passage_id)
    return len(passages)


def compact() -> None:
    """Rewrite the index, so that what was dropped from it is nowhere in it any more."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_grams (search_grams) VALUES ('optimize')")
        else:
            cursor.execute("VACUUM FULL search_entry")
