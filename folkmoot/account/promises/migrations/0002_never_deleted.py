"""I13: the database itself refuses to delete a promise, or to move its day."""

from django.db import migrations

WORDS = "a promise is never deleted and its day is never moved: replace it with a reason"
SQLITE = [
    f"""CREATE TRIGGER promise_never_deleted BEFORE DELETE ON promises_promise
       BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
    f"""CREATE TRIGGER promise_never_moved BEFORE UPDATE OF due_at, made_at, words_id
       ON promises_promise BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION promise_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION '{WORDS}'; END $$""",
    """CREATE TRIGGER promise_never_deleted BEFORE DELETE ON promises_promise
       FOR EACH ROW EXECUTE FUNCTION promise_refuse()""",
    """CREATE TRIGGER promise_never_moved BEFORE UPDATE OF due_at, made_at, words_id
       ON promises_promise FOR EACH ROW EXECUTE FUNCTION promise_refuse()""",
]


def forbid(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    on = " ON promises_promise" if schema_editor.connection.vendor == "postgresql" else ""
    for trigger in ("promise_never_deleted", "promise_never_moved"):
        schema_editor.execute(f"DROP TRIGGER {trigger}{on}")


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
