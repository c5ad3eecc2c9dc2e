from django.db import migrations, models


def keep_what_was_said(apps, schema_editor):
    """Rules from before asked for no share of voices, and named nobody above the one who decides.

    A quorum that nobody announced would be a change without notice, so they get none.
    """
    versions = apps.get_model("charter", "TopicVersion").objects
    versions.update(quorum_share=0)
    versions.filter(rung=2).update(higher_decider=models.F("decider"))


class Migration(migrations.Migration):
    dependencies = [
        ("charter", "0001_initial"),
        ("record", "0002_immutable"),
    ]

    operations = [
        migrations.AddField(
            model_name="topicversion",
            name="higher_decider",
            field=models.CharField(blank=True, max_length=80, verbose_name="who looks at it again"),
        ),
        migrations.AddField(
            model_name="topicversion",
            name="petition_cohorts",
            field=models.PositiveSmallIntegerField(
                default=3, verbose_name="cohorts a petition must come from"
            ),
        ),
        migrations.AddField(
            model_name="topicversion",
            name="petition_share",
            field=models.PositiveSmallIntegerField(
                default=5,
                verbose_name="signatures a petition needs (per cent of active members who may take part)",
            ),
        ),
        migrations.AddField(
            model_name="topicversion",
            name="quorum_share",
            field=models.PositiveSmallIntegerField(
                default=15, verbose_name="quorum (per cent of those who may take part)"
            ),
        ),
        migrations.AddField(
            model_name="topicversion",
            name="seats_adult_only",
            field=models.BooleanField(default=True, verbose_name="seats are for adults only"),
        ),
        migrations.AddField(
            model_name="topicversion",
            name="support_share",
            field=models.PositiveSmallIntegerField(
                default=50, verbose_name="consent needs more than (per cent of voters)"
            ),
        ),
        migrations.AddField(
            model_name="topicversion",
            name="suspension_hours",
            field=models.PositiveSmallIntegerField(
                default=168, verbose_name="how long a petition suspends a decision (hours)"
            ),
        ),
        migrations.AlterField(
            model_name="topicversion",
            name="quorum",
            field=models.PositiveIntegerField(default=200, verbose_name="quorum (people)"),
        ),
        migrations.RunPython(keep_what_was_said, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="topicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("quorum_share__lte", 100)), name="topic_quorum_share_possible"
            ),
        ),
        migrations.AddConstraint(
            model_name="topicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("petition_share__gte", 1),
                    ("petition_share__lte", 100),
                    ("petition_cohorts__gte", 1),
                    ("petition_cohorts__lte", 3),
                ),
                name="topic_petition_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("suspension_hours__gte", 1), ("suspension_hours__lte", 168)),
                name="topic_suspension_bounded",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rung", 2), _negated=True),
                    models.Q(("higher_decider", ""), _negated=True),
                    _connector="OR",
                ),
                name="topic_higher_decider_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("support_share__gte", 50), ("support_share__lte", 99)),
                name="topic_support_is_a_majority",
            ),
        ),
    ]
