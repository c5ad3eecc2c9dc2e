import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("charter", "0002_terms"),
        ("conversations", "0001_initial"),
        ("people", "0001_initial"),
        ("record", "0002_immutable"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("opened_at", models.DateTimeField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charter.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="matter_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Intention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("decides_on", models.DateField(verbose_name="day of the decision")),
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
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charter.topicversion",
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
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intention",
                        to="decisions.matter",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("rung", models.PositiveSmallIntegerField()),
                ("contested", models.BooleanField(default=False)),
                ("eligible", models.PositiveIntegerField(null=True)),
                ("quorum", models.PositiveIntegerField(null=True)),
                ("consulted", models.PositiveIntegerField(null=True)),
                ("in_favour", models.PositiveIntegerField(null=True)),
                ("against", models.PositiveIntegerField(null=True)),
                ("support_share", models.PositiveSmallIntegerField(null=True)),
                ("effective", models.DateField(verbose_name="holds from")),
                ("due", models.DateField(null=True, verbose_name="done by")),
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
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.statement",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charter.topicversion",
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
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="decisions.matter",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rung__lt", 3),
                            models.Q(
                                ("against__isnull", False),
                                ("consulted__gte", models.F("quorum")),
                                ("consulted__isnull", False),
                                ("consulted__lte", models.F("eligible")),
                                ("eligible__isnull", False),
                                ("in_favour__isnull", False),
                                ("poll__isnull", False),
                                ("quorum__isnull", False),
                                ("support_share__gte", 50),
                                ("support_share__isnull", False),
                                django.db.models.lookups.GreaterThan(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("in_favour"), "*", models.Value(100)
                                    ),
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("support_share"),
                                        "*",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("in_favour"), "+", models.F("against")
                                        ),
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="decision_needs_both_keys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due__isnull", True),
                            ("due__gte", models.F("effective")),
                            _connector="OR",
                        ),
                        name="decision_done_after_it_holds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reversal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("rung", models.PositiveSmallIntegerField()),
                ("contested", models.BooleanField(default=False)),
                ("eligible", models.PositiveIntegerField(null=True)),
                ("quorum", models.PositiveIntegerField(null=True)),
                ("consulted", models.PositiveIntegerField(null=True)),
                ("in_favour", models.PositiveIntegerField(null=True)),
                ("against", models.PositiveIntegerField(null=True)),
                ("support_share", models.PositiveSmallIntegerField(null=True)),
                ("cost", models.PositiveBigIntegerField(verbose_name="what it cost")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="decisions.decision",
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
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.statement",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="charter.topicversion",
                    ),
                ),
                (
                    "told",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rung__lt", 3),
                            models.Q(
                                ("against__isnull", False),
                                ("consulted__gte", models.F("quorum")),
                                ("consulted__isnull", False),
                                ("consulted__lte", models.F("eligible")),
                                ("eligible__isnull", False),
                                ("in_favour__isnull", False),
                                ("poll__isnull", False),
                                ("quorum__isnull", False),
                                ("support_share__gte", 50),
                                ("support_share__isnull", False),
                                django.db.models.lookups.GreaterThan(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("in_favour"), "*", models.Value(100)
                                    ),
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("support_share"),
                                        "*",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("in_favour"), "+", models.F("against")
                                        ),
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="reversal_needs_both_keys",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cause", models.CharField(max_length=80)),
                ("rung", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "decider",
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
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspension",
                        to="decisions.matter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rung", 2), ("until__gt", models.F("at")), ("until__isnull", False)
                            ),
                            models.Q(("rung", 3), ("until__isnull", True)),
                            _connector="OR",
                        ),
                        name="suspension_is_a_right",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("earliest", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "done_fact",
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
                        related_name="+",
                        to="record.fact",
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
                    "reasons",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "suspension",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="override",
                        to="decisions.suspension",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("earliest__gt", models.F("at"))),
                        name="override_cools_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_fact__isnull", True)),
                            models.Q(
                                ("done_at__gte", models.F("earliest")),
                                ("done_at__isnull", False),
                                ("done_fact__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="override_done_after_cool_off",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        choices=[("upheld", "upheld"), ("changed", "changed")], max_length=10
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
                    "decider",
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
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
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
                    "words",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "suspension",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="decisions.suspension",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "upheld"), ("words__isnull", True)),
                            models.Q(("result", "changed"), ("words__isnull", False)),
                            _connector="OR",
                        ),
                        name="outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", models.F("decider")), _negated=True),
                        name="outcome_not_in_own_cause",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weighing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=80)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
                            ("rejected", "not adopted"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weighings",
                        to="decisions.decision",
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
                    "why",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "source"), name="advice_weighed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["adopted", "partly", "rejected"])),
                        name="weighing_known",
                    ),
                ],
            },
        ),
    ]
