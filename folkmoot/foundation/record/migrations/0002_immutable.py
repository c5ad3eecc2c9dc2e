"""The database itself refuses to change or delete a fact."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER fact_never_{verb} BEFORE {VERB} ON record_fact
       BEGIN SELECT RAISE(ABORT, 'a fact of the record is never changed or deleted'); END"""
]
POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION fact_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'a fact of the record is never changed or deleted'; END $$""",
    """CREATE TRIGGER fact_never_{verb} BEFORE {VERB} ON record_fact
       FOR EACH ROW EXECUTE FUNCTION fact_refuse()""",
]


def forbid(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for verb in ("update", "delete"):
        for statement in statements:
            schema_editor.execute(statement.format(verb=verb, VERB=verb.upper()))


def allow(apps, schema_editor):
    on = " ON record_fact" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER fact_never_{verb}{on}")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
