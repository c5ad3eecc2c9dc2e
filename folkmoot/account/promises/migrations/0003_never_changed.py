"""I13, whole: a promise row is written once. What changes it is another row, with a reason."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER promise_never_changed BEFORE UPDATE ON promises_promise
       BEGIN SELECT RAISE(ABORT, 'a promise is never changed: replace it with a reason'); END""",
]
POSTGRESQL = [
    """CREATE TRIGGER promise_never_changed BEFORE UPDATE ON promises_promise
       FOR EACH ROW EXECUTE FUNCTION promise_refuse()""",
]


def forbid(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    on = " ON promises_promise" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER promise_never_changed{on}")


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_never_deleted")]
    operations = [migrations.RunPython(forbid, allow)]
