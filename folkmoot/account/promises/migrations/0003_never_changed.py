"""I13, whole: a promise row is written once. What changes it is another row, with a reason."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

GUARDS = [
    Guard(
        "promise_never_changed",
        "promises_promise",
        "UPDATE",
        "a promise is never changed: replace it with a reason",
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_never_deleted")]
    operations = [migrations.RunPython(forbid, allow)]
