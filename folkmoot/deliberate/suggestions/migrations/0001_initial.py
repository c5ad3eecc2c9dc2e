import django.db.models.deletion
from django.db import migrations, models

import folkmoot.deliberate.suggestions.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("charter", "0001_initial"),
        ("people", "0001_initial"),
        ("record", "0002_immutable"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
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
                            ("received", "received"),
                            ("assessing", "being assessed"),
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
                            ("declined", "not adopted"),
                            ("delivered", "delivered"),
                            ("accepted", "confirmed by fans"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("in-scope", "it is about something that can change"),
                            ("needs-study", "it needs a study first"),
                            ("needs-others", "other teams have to say something to it"),
                            ("solves", "it solves a real problem"),
                            ("wanted", "people of different groups want it"),
                            ("planned", "it fits what is planned"),
                            ("right", "it is right, whatever it costs"),
                            ("in-part", "a part of it can be done"),
                            ("not-open", "the charter says that this cannot change"),
                            ("cost", "it costs more than it brings"),
                            ("safety", "safety or the law is against it"),
                            ("conflict", "it would take away what others need"),
                            ("exists", "it exists already"),
                            ("unclear", "it remained unclear what is meant"),
                            ("not-now", "not in the next two years"),
                            ("shipped", "it is in what people buy or use"),
                            ("in-force", "a rule or a way of working has changed"),
                            ("as-promised", "it is as promised"),
                            ("enough", "it is not all, and good enough"),
                            ("missing", "it is not there"),
                            ("differs", "it is something else than what was promised"),
                        ],
                        max_length=20,
                    ),
                ),
                ("owner_title", models.CharField(blank=True, max_length=80)),
                ("due", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
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
                    "evidence",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["adopted", "partly", "declined"])),
                        name="draft_decides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(("approved_by", models.F("by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="draft_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            models.Q(("approved_by__isnull", False), ("replaced_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="draft_published_after_approval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due__isnull", True), ("outcome", "declined"), ("owner_title", "")
                            ),
                            models.Q(
                                ("due__isnull", False), models.Q(("owner_title", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="draft_yes_has_owner_and_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ranking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("method", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("input_digest", models.CharField(max_length=64)),
                ("voices", models.JSONField()),
                (
                    "brand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("assessing", "being assessed"),
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
                            ("declined", "not adopted"),
                            ("delivered", "delivered"),
                            ("accepted", "confirmed by fans"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("assessing", "being assessed"),
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
                            ("declined", "not adopted"),
                            ("delivered", "delivered"),
                            ("accepted", "confirmed by fans"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("in-scope", "it is about something that can change"),
                            ("needs-study", "it needs a study first"),
                            ("needs-others", "other teams have to say something to it"),
                            ("solves", "it solves a real problem"),
                            ("wanted", "people of different groups want it"),
                            ("planned", "it fits what is planned"),
                            ("right", "it is right, whatever it costs"),
                            ("in-part", "a part of it can be done"),
                            ("not-open", "the charter says that this cannot change"),
                            ("cost", "it costs more than it brings"),
                            ("safety", "safety or the law is against it"),
                            ("conflict", "it would take away what others need"),
                            ("exists", "it exists already"),
                            ("unclear", "it remained unclear what is meant"),
                            ("not-now", "not in the next two years"),
                            ("shipped", "it is in what people buy or use"),
                            ("in-force", "a rule or a way of working has changed"),
                            ("as-promised", "it is as promised"),
                            ("enough", "it is not all, and good enough"),
                            ("missing", "it is not there"),
                            ("differs", "it is something else than what was promised"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(blank=True, max_length=80)),
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
                    "words",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["status", "-at"], name="step_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("before", "received"), ("status", "assessing")),
                            models.Q(("before", "assessing"), ("status", "adopted")),
                            models.Q(("before", "assessing"), ("status", "partly")),
                            models.Q(("before", "assessing"), ("status", "declined")),
                            models.Q(("before", "adopted"), ("status", "delivered")),
                            models.Q(("before", "partly"), ("status", "delivered")),
                            models.Q(("before", "delivered"), ("status", "accepted")),
                            models.Q(("before", "delivered"), ("status", "adopted")),
                            models.Q(("before", "delivered"), ("status", "partly")),
                            _connector="OR",
                        ),
                        name="step_on_a_path",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "in-scope",
                                    "needs-study",
                                    "needs-others",
                                    "solves",
                                    "wanted",
                                    "planned",
                                    "right",
                                    "in-part",
                                    "not-open",
                                    "cost",
                                    "safety",
                                    "conflict",
                                    "exists",
                                    "unclear",
                                    "not-now",
                                    "shipped",
                                    "in-force",
                                    "as-promised",
                                    "enough",
                                    "missing",
                                    "differs",
                                ],
                            )
                        ),
                        name="step_has_a_reason",
                    ),
                ],
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
                ("owner_title", models.CharField(blank=True, max_length=80)),
                ("due", models.DateField(null=True)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="suggestions.draft",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decision",
                        to="suggestions.step",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "receipt",
                    models.CharField(
                        default=folkmoot.deliberate.suggestions.models.new_receipt,
                        max_length=9,
                        unique=True,
                    ),
                ),
                (
                    "willing",
                    models.BooleanField(default=False, verbose_name="willing to take part"),
                ),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("assessing", "being assessed"),
                            ("adopted", "adopted"),
                            ("partly", "adopted in part"),
                            ("declined", "not adopted"),
                            ("delivered", "delivered"),
                            ("accepted", "confirmed by fans"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("supports", models.PositiveIntegerField(default=0)),
                ("across", models.FloatField(default=0.0)),
                (
                    "author",
                    models.ForeignKey(
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
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="suggestions.suggestion",
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
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["brand", "-across", "-supports", "-number"],
                        name="suggestion_across",
                    ),
                    models.Index(
                        fields=["brand", "-supports", "-number"], name="suggestion_supports"
                    ),
                    models.Index(fields=["brand", "status", "due_at"], name="suggestion_due"),
                    models.Index(fields=["author"], name="suggestion_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "number"), name="suggestion_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "received",
                                    "assessing",
                                    "adopted",
                                    "partly",
                                    "declined",
                                    "delivered",
                                    "accepted",
                                ],
                            )
                        ),
                        name="suggestion_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="suggestion_not_in_itself",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="step",
            name="suggestion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="suggestions.suggestion",
            ),
        ),
        migrations.CreateModel(
            name="Note",
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
                    "words",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("refused_at", models.DateTimeField(null=True)),
                ("merged_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("refused_at__isnull", True), ("undone_at__isnull", True)
                        ),
                        fields=("source",),
                        name="merge_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="merge_into_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("refused_at__isnull", True),
                            ("merged_at__isnull", True),
                            _connector="OR",
                        ),
                        name="merge_refused_or_made",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="draft",
            name="suggestion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="suggestions.suggestion",
            ),
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "through",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="suggestions.merge",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=["suggestion", "version"],
                        name="support_live",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("suggestion", "member"),
                        name="support_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
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
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "title",
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
                        fields=("suggestion", "number"), name="suggestion_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="suggestions.merge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("merge", "member"), name="merge_consent_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="suggestions.merge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("merge", "member"), name="merge_answer_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                fields=("suggestion", "number"), name="step_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at__isnull", True), ("replaced_at__isnull", True)),
                fields=("suggestion",),
                name="draft_open_once",
            ),
        ),
    ]
