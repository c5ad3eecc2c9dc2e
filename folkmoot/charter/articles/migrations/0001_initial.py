import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("record", "0002_immutable"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("body", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("announced_at", models.DateTimeField()),
                ("effective_from", models.DateTimeField()),
                ("review_due", models.DateTimeField()),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
            ],
            options={
                "ordering": ["brand", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="edition_once"),
                    models.UniqueConstraint(
                        fields=("brand", "effective_from"), name="edition_one_active"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effective_from__gte", models.F("announced_at"))),
                        name="edition_not_retroactive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review_due__gt", models.F("effective_from"))),
                        name="edition_has_a_sunset",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("reason", models.TextField(max_length=2000)),
                ("body", models.JSONField()),
                (
                    "adopted_by",
                    models.CharField(
                        choices=[
                            ("executive", "an executive, after the comments"),
                            ("vote", "a majority of the members who vote"),
                            ("two-keys", "two keys: the brand, and the guardians or a majority"),
                        ],
                        max_length=10,
                    ),
                ),
                ("quorum", models.PositiveIntegerField()),
                ("quorum_share", models.PositiveSmallIntegerField()),
                ("support_share", models.PositiveSmallIntegerField()),
                ("minimum_level", models.PositiveSmallIntegerField()),
                ("minimum_days", models.PositiveSmallIntegerField()),
                ("notice_days", models.PositiveSmallIntegerField()),
                ("proposed_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="amendment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("proposed_at"))),
                        name="amendment_has_a_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adopted_by__in", ["executive", "vote", "two-keys"])),
                        name="amendment_rule_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_days__gte", 7)), name="amendment_notice_given"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guardian",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.CharField(blank=True, max_length=40)),
                ("asked_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("asked_at"))),
                        name="guardian_for_a_term",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True),
                            models.Q(("seat", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="guardian_has_a_seat_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "brand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("kept", "kept as it is"),
                            ("to-change", "kept, and to be changed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(max_length=4000)),
                ("next_due", models.DateTimeField()),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="articles.edition",
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
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("adopted", "adopted"), ("declined", "not adopted")], max_length=10
                    ),
                ),
                ("reply", models.TextField(max_length=4000)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("executive", "an executive, after the comments"),
                            ("vote", "a majority of the members who vote"),
                            ("two-keys", "two keys: the brand, and the guardians or a majority"),
                        ],
                        max_length=10,
                    ),
                ),
                ("in_favour", models.PositiveIntegerField()),
                ("against", models.PositiveIntegerField()),
                ("needed", models.PositiveIntegerField()),
                ("support_share", models.PositiveSmallIntegerField()),
                ("guardians", models.PositiveIntegerField()),
                ("guardians_for", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "amendment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="articles.amendment",
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
                    "edition",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="articles.edition",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition__isnull", False), ("outcome", "adopted")),
                            models.Q(("edition__isnull", True), ("outcome", "declined")),
                            _connector="OR",
                        ),
                        name="settlement_makes_an_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "declined"),
                            ("rule", "executive"),
                            models.Q(
                                ("rule", "vote"),
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
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("in_favour"), "+", models.F("against")
                                    ),
                                    models.F("needed"),
                                ),
                            ),
                            models.Q(
                                ("rule", "two-keys"),
                                models.Q(
                                    models.Q(
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
                                        django.db.models.lookups.GreaterThanOrEqual(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("in_favour"), "+", models.F("against")
                                            ),
                                            models.F("needed"),
                                        ),
                                    ),
                                    django.db.models.lookups.GreaterThan(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("guardians_for"), "*", models.Value(2)
                                        ),
                                        models.F("guardians"),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="settlement_by_its_rule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("consents", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="articles.amendment",
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
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.guardian",
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
                        fields=("amendment", "guardian"), name="article_signature_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SoulItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("statement", models.CharField(max_length=120, verbose_name="what it is")),
                ("origin", models.CharField(max_length=300, verbose_name="where it comes from")),
                ("year", models.PositiveSmallIntegerField(verbose_name="since which year")),
                ("proof", models.CharField(max_length=300, verbose_name="where anyone can see it")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
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
                "ordering": ["place", "since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1), ("place__lte", 5)),
                        name="soul_at_most_five",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("brand", "place"),
                        name="soul_place_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statement", ""), _negated=True),
                            models.Q(("origin", ""), _negated=True),
                            models.Q(("proof", ""), _negated=True),
                        ),
                        name="soul_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="soul_ends_later",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="guardian",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="guardians",
                to="articles.soulitem",
            ),
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("in_favour", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="articles.amendment",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("amendment", "member"), name="amendment_voice_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("item", "member"),
                name="guardian_once",
            ),
        ),
    ]
