"""The full-text index, in each database's own way: a table beside it, or a column of it."""

from django.db import migrations

BUILD = {
    "sqlite": ["CREATE VIRTUAL TABLE search_grams USING fts5(content, tokenize='unicode61')"],
    "postgresql": [
        "ALTER TABLE search_entry ADD COLUMN grams tsvector",
        "CREATE INDEX search_entry_grams ON search_entry USING gin (grams)",
    ],
}
REMOVE = {
    "sqlite": ["DROP TABLE search_grams"],
    "postgresql": ["ALTER TABLE search_entry DROP COLUMN grams"],
}


def build(apps, schema_editor):
    for sql in BUILD[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


def remove(apps, schema_editor):
    for sql in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(build, remove)]
