import django.db.models.deletion
from django.db import migrations, models

import folkmoot.foundation.record.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=80)),
                ("public", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.CharField(
                        default=folkmoot.foundation.record.models.new_entry,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("published", models.JSONField(default=dict)),
                ("commitments", models.JSONField(default=dict)),
                ("refs", models.JSONField(default=list)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["brand", "number"],
                "indexes": [
                    models.Index(fields=["brand", "subject", "number"], name="fact_by_subject"),
                    models.Index(fields=["brand", "kind", "number"], name="fact_by_kind"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="fact_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
                (
                    "brand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("text", models.TextField(null=True)),
                ("salt", models.BinaryField(max_length=32, null=True)),
                (
                    "erased_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="record.fact",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("fact", "field"), name="passage_field_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("erased_by__isnull", True),
                                ("salt__isnull", False),
                                ("text__isnull", False),
                            ),
                            models.Q(
                                ("erased_by__isnull", False),
                                ("salt__isnull", True),
                                ("text__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="passage_erased_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cursor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reader", models.CharField(max_length=40)),
                ("number", models.PositiveBigIntegerField(default=0)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "brand"), name="cursor_once")
                ],
            },
        ),
    ]
