import django.db.models.deletion
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
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("about", models.CharField(max_length=80)),
                ("item", models.PositiveIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("off-topic", "not about the question"),
                            ("duplicate", "says the same as another statement"),
                            ("several", "says several things at once"),
                            ("personal", "about a person, or holds personal details"),
                            ("attack", "degrades a person or a group"),
                            ("unlawful", "against the law"),
                        ],
                        max_length=20,
                    ),
                ),
                ("policy", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "lifted_through",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("moderator", "a moderator"),
                            ("panel", "a panel drawn by lot"),
                            ("person", "somebody who had not taken the measure"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "author",
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
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
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
            ],
            options={
                "indexes": [models.Index(fields=["brand", "-at"], name="measure_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="measure_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("words",),
                        name="measure_in_force_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lifted_at__isnull", True),
                                ("lifted_by", None),
                                ("lifted_through", ""),
                            ),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lifted_through", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="measure_lifted_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("needs_person", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("overturned", "appeal won: the text is shown again"),
                            ("upheld", "appeal lost: the measure stands"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "through",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("moderator", "a moderator"),
                            ("panel", "a panel drawn by lot"),
                            ("person", "somebody who had not taken the measure"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "fact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        null=True,
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
                (
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="moderation.measure",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("fact", None),
                                ("outcome", ""),
                                ("through", ""),
                            ),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("through", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("fact__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="appeal_decided_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("protection", "Protect somebody who is named here"),
                            ("text", "A text is wrong, unlawful or about me"),
                        ],
                        max_length=12,
                    ),
                ),
                ("receipt", models.CharField(max_length=64, unique=True)),
                ("contact", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "granted"),
                            ("partly", "granted in part"),
                            ("declined", "declined"),
                        ],
                        max_length=10,
                    ),
                ),
                ("shield_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "reply",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="filing_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "protection"), ("shield_until__isnull", False)),
                            models.Q(
                                ("ended_at__isnull", True),
                                ("kind", "text"),
                                ("shield_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="filing_shields_as_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("outcome", ""), ("reply", None)
                            ),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("decided_at__isnull", False),
                                ("reply__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="filing_decided_whole",
                    ),
                ],
            },
        ),
    ]
