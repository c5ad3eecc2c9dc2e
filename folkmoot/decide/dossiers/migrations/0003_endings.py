"""A dossier ends when nothing is held; nothing is added to it after that."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

ENDED = """EXISTS (
    SELECT 1 FROM dossiers_ending AS ending WHERE ending.dossier_id = NEW.dossier_id)"""
HOLDS = """EXISTS (
    SELECT 1 FROM dossiers_item AS item WHERE item.dossier_id = NEW.dossier_id AND NOT EXISTS (
        SELECT 1 FROM dossiers_removal AS gone WHERE gone.item_id = item.id))"""
NEVER = "what was said in a dossier is never changed or deleted"

GUARDS = [
    Guard("dossier_ending_never_update", "dossiers_ending", "UPDATE", NEVER),
    Guard("dossier_ending_never_delete", "dossiers_ending", "DELETE", NEVER),
    Guard(
        "dossier_ending_of_empty",
        "dossiers_ending",
        "INSERT",
        "a dossier ends when it holds nothing",
        HOLDS,
    ),
    *(
        Guard(
            f"dossier_{name}_before_the_end",
            f"dossiers_{name}",
            "INSERT",
            "nothing is added to a dossier that has ended",
            ENDED,
        )
        for name in ("item", "link", "peace")
    ),
    Guard("dossier_same_capacity", "dossiers_dossier", "UPDATE OF capacity", NEVER),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


# SQLite makes the table anew to change it, and the guards on the old one go with that.
BEFORE = import_module("folkmoot.decide.dossiers.migrations.0002_said_once").GUARDS
ON_DOSSIERS = [guard for guard in BEFORE if guard.table == "dossiers_dossier"]


def lift(apps, schema_editor):
    guards.allow(schema_editor, ON_DOSSIERS)


def restore(apps, schema_editor):
    guards.forbid(schema_editor, ON_DOSSIERS)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_said_once"), ("record", "0003_public_facts")]
    operations = [
        migrations.RunPython(lift, restore),
        migrations.AddField(
            model_name="dossier",
            name="capacity",
            field=models.CharField(
                choices=[
                    ("company", "a company or a brand"),
                    ("creator", "a creator with a public account"),
                    ("performer", "somebody who performs or speaks in public for a living"),
                ],
                default="creator",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__in", ["company", "creator", "performer"])),
                name="dossier_capacity_known",
            ),
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ending",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
            ],
        ),
        migrations.RunPython(restore, lift),
        migrations.RunPython(forbid, allow),
    ]
