"""The database itself refuses to change or delete a fact."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

GUARDS = [
    Guard(
        f"fact_never_{verb.lower()}",
        "record_fact",
        verb,
        "a fact of the record is never changed or deleted",
    )
    for verb in ("UPDATE", "DELETE")
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
