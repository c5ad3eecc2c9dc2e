"""I13: the database itself refuses to delete a promise, or to move its day."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

WORDS = "a promise is never deleted and its day is never moved: replace it with a reason"
GUARDS = [
    Guard("promise_never_deleted", "promises_promise", "DELETE", WORDS),
    Guard("promise_never_moved", "promises_promise", "UPDATE OF due_at, made_at, words_id", WORDS),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
