import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("panels", "0001_initial"),
        ("people", "0001_initial"),
        ("record", "0002_immutable"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("source", models.CharField(blank=True, max_length=80)),
                ("name", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=80)),
                (
                    "verifier",
                    models.CharField(
                        choices=[
                            ("panel", "a panel of fans, drawn by lot"),
                            ("brand", "the brand itself"),
                        ],
                        max_length=10,
                        verbose_name="who looks whether it was kept",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
                (
                    "fact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="promises.promise",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
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
            options={
                "indexes": [models.Index(fields=["brand", "due_at"], name="promise_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="promise_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("made_at"))),
                        name="promise_due_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verifier__in", ["panel", "brand"])),
                        name="promise_verifier_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason__isnull", True), ("replaces__isnull", True)),
                            models.Q(("reason__isnull", False), ("replaces__isnull", False)),
                            _connector="OR",
                        ),
                        name="promise_replaced_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("url", models.URLField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("captured_at", models.DateTimeField(null=True)),
                ("size", models.PositiveIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
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
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promise", "number"), name="evidence_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("captured_at__isnull", True),
                                ("sha256", ""),
                                ("size__isnull", True),
                            ),
                            models.Q(
                                ("captured_at__isnull", False),
                                ("size__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_captured_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("drafted_at", models.DateTimeField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
                (
                    "dropped",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "fact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
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
                (
                    "promise",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("promise__isnull", True), ("dropped__isnull", True), _connector="OR"
                        ),
                        name="draft_settled_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("kept", "kept"),
                            ("partly", "kept in part"),
                            ("broken", "broken"),
                        ],
                        max_length=10,
                        verbose_name="how it was kept",
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "fact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="promises.promise",
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promise", "number"), name="promise_rating_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["kept", "partly", "broken"])),
                        name="promise_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered", models.PositiveIntegerField(null=True)),
                ("yes", models.PositiveIntegerField(null=True)),
                ("confirmed", models.BooleanField(null=True)),
                (
                    "fact",
                    models.OneToOneField(
                        null=True,
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
                    "promise",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verification",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered__isnull", True),
                                ("confirmed__isnull", True),
                                ("fact__isnull", True),
                                ("yes__isnull", True),
                            ),
                            models.Q(
                                ("answered__isnull", False),
                                ("confirmed__isnull", False),
                                ("fact__isnull", False),
                                ("yes__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="verification_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed", True), _negated=True),
                            models.Q(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("yes"), "*", models.Value(10)
                                    ),
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("answered"), "*", models.Value(6)
                                    ),
                                ),
                                ("answered__gte", 15),
                            ),
                            _connector="OR",
                        ),
                        name="verification_by_the_rule",
                    ),
                ],
            },
        ),
    ]
