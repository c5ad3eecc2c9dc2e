"""An offer of peace that is declined, with reasons; said once, and never beside an acceptance."""

import django.db.models.deletion
from django.db import migrations, models

from folkmoot.foundation import guards
from folkmoot.foundation.guards import Guard

NEVER = "what was said in a dossier is never changed or deleted"
MADE = """EXISTS (
    SELECT 1 FROM dossiers_peace AS offer
    WHERE offer.id = NEW.offer_id AND offer.accepted_at IS NOT NULL)"""
DECLINED = "EXISTS (SELECT 1 FROM dossiers_declining AS said WHERE said.offer_id = NEW.offer_id)"

GUARDS = [
    Guard("dossier_declining_never_update", "dossiers_declining", "UPDATE", NEVER),
    Guard("dossier_declining_never_delete", "dossiers_declining", "DELETE", NEVER),
    Guard(
        "dossier_declining_of_open",
        "dossiers_declining",
        "INSERT",
        "peace that is made is not declined",
        MADE,
    ),
    Guard(
        "dossier_acceptance_of_open",
        "dossiers_acceptance",
        "INSERT",
        "an offer that was declined is not accepted",
        DECLINED,
    ),
]


def forbid(apps, schema_editor):
    guards.forbid(schema_editor, GUARDS)


def allow(apps, schema_editor):
    guards.allow(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0003_endings"),
        ("people", "0001_initial"),
        ("record", "0003_public_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Declining",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
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
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declining",
                        to="dossiers.peace",
                    ),
                ),
                (
                    "reasons",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
            ],
        ),
        migrations.RunPython(forbid, allow),
    ]
