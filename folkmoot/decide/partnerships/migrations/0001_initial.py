import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("panels", "0002_alter_invitation_standing"),
        ("people", "0001_initial"),
        ("record", "0003_public_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("partner", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("endorsement", "endorsement"),
                            ("co-branding", "co-branding"),
                            ("creator", "creator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("purpose", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "intended"),
                            (1, "in contact"),
                            (2, "negotiating"),
                            (3, "about to be signed"),
                            (4, "signed"),
                            (5, "running"),
                            (6, "ended"),
                        ],
                        default=0,
                    ),
                ),
                ("stage_at", models.DateTimeField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
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
            ],
        ),
        migrations.CreateModel(
            name="Denial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("partner", models.CharField(max_length=120)),
                ("scope", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=80)),
                ("until", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
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
            ],
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
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
                    "panel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="panels.panel",
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ratification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ratified", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratification",
                        to="partnerships.line",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Retirement",
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
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retirement",
                        to="partnerships.line",
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
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("answers", models.JSONField()),
                ("evidence", models.TextField(blank=True)),
                (
                    "reach",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "middling"), (3, "high")]
                    ),
                ),
                (
                    "harm",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "middling"), (3, "high")]
                    ),
                ),
                (
                    "verdict",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "green"), (1, "amber"), (2, "red"), (3, "barred by law")]
                    ),
                ),
                ("reasons", models.JSONField()),
                ("at", models.DateTimeField()),
                ("good_until", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="partnerships.deal",
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
        migrations.CreateModel(
            name="Dispensation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("publish_on", models.DateField()),
                ("latest", models.DateField()),
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
                    "published",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
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
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispensation",
                        to="partnerships.run",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.UniqueConstraint(fields=("brand", "number"), name="deal_number_once"),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["endorsement", "co-branding", "creator"])),
                name="deal_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", [0, 1, 2, 3, 4, 5, 6])), name="deal_stage_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="denial",
            constraint=models.UniqueConstraint(
                fields=("brand", "number"), name="denial_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="denial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), _negated=True),
                    models.Q(("partner", ""), _negated=True),
                ),
                name="denial_has_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("brand", "number"), name="red_line_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                fields=("deal", "number"), name="gate_run_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("harm__in", [1, 2, 3]), ("reach__in", [1, 2, 3])),
                name="gate_axes_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", [0, 1, 2, 3])), name="gate_verdict_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("harm", 3), _negated=True), ("verdict__gte", 2), _connector="OR"
                ),
                name="gate_harm_is_not_netted",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispensation",
            constraint=models.CheckConstraint(
                condition=models.Q(("publish_on__lte", models.F("latest"))),
                name="dispensation_is_published_in_time",
            ),
        ),
    ]
