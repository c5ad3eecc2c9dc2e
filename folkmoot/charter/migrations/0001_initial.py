import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("record", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="people.brand",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "slug"), name="topic_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "rung",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "L0 · We tell you"),
                            (1, "L1 · You advise"),
                            (2, "L2 · You can suspend"),
                            (3, "L3 · You must consent"),
                        ],
                        verbose_name="what a voice can do",
                    ),
                ),
                ("decider", models.CharField(max_length=80, verbose_name="who decides")),
                (
                    "open_to_change",
                    models.TextField(max_length=1000, verbose_name="what can change"),
                ),
                ("not_open", models.TextField(max_length=1000, verbose_name="what cannot change")),
                (
                    "minimum_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "e-mail confirmed"),
                            (1, "account of seven days, or a phone number"),
                            (2, "verified owner"),
                            (3, "met in person"),
                        ],
                        default=0,
                        verbose_name="who may take part",
                    ),
                ),
                ("quorum", models.PositiveIntegerField(default=0, verbose_name="quorum (people)")),
                (
                    "reply_hours",
                    models.PositiveIntegerField(
                        default=336, verbose_name="reply due within (hours)"
                    ),
                ),
                ("announced_at", models.DateTimeField()),
                ("effective_from", models.DateTimeField()),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="charter.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["topic", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("topic", "number"), name="topic_version_once"),
                    models.UniqueConstraint(
                        fields=("topic", "effective_from"), name="topic_one_active"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effective_from__gte", models.F("announced_at"))),
                        name="topic_not_retroactive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rung__in", [0, 1, 2, 3])), name="topic_rung_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reply_hours__gt", 0)), name="topic_reply_promised"
                    ),
                ],
            },
        ),
    ]
