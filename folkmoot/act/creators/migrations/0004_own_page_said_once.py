"""What a creator was told and said, and the answer, stay as they were said."""

from django.db import migrations

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

NEVER = "what was said about a creator is never changed or deleted"

GUARDS = [
    Guard(f"creators_{table}_never_{verb.lower()}", f"creators_{table}", verb, NEVER)
    for table in ("address", "remark", "answer")
    for verb in ("UPDATE", "DELETE")
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("creators", "0003_own_page")]
    operations = [migrations.RunPython(forbid, allow)]
