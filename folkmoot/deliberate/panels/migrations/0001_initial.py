import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("record", "0002_immutable"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.PositiveIntegerField()),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("seated", "accepted"),
                            ("declined", "declined"),
                            ("expired", "did not answer in time"),
                            ("recused", "stepped back: conflict of interest"),
                            ("gone", "could no longer be asked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "fact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.fact",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("standing", "invited")),
                        fields=["expires_at"],
                        name="invitation_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seat__gte", 1)), name="seat_numbered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("standing", "invited")),
                            models.Q(
                                models.Q(("standing", "invited"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="panels.invitation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pseudonym", models.CharField(max_length=16)),
                ("stratum", models.CharField(max_length=10)),
                ("chance", models.CharField(max_length=60)),
                ("reserve", models.PositiveIntegerField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="invitation",
            name="lot",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitation",
                to="panels.lot",
            ),
        ),
        migrations.CreateModel(
            name="Panel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("appeal", "an appeal against a moderator's measure"),
                            ("verification", "checking whether a promise was kept"),
                            ("review", "a review before a decision"),
                        ],
                        max_length=20,
                    ),
                ),
                ("about", models.CharField(max_length=80)),
                ("wanted", models.PositiveIntegerField()),
                ("seats", models.PositiveIntegerField()),
                ("quorum", models.PositiveIntegerField()),
                ("percent", models.PositiveSmallIntegerField()),
                ("invite_hours", models.PositiveIntegerField()),
                ("answer_hours", models.PositiveIntegerField()),
                ("eligible", models.PositiveIntegerField()),
                ("pool_digest", models.CharField(max_length=64)),
                ("lottery", models.JSONField()),
                ("commitment", models.CharField(max_length=64)),
                ("secret", models.TextField()),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("beacon", models.CharField(max_length=200)),
                ("beacon_at", models.DateTimeField()),
                ("convened_at", models.DateTimeField()),
                ("drawn_at", models.DateTimeField(null=True)),
                ("seed", models.CharField(blank=True, max_length=300)),
                ("closes_at", models.DateTimeField(null=True)),
                ("concluded_at", models.DateTimeField(null=True)),
                ("carried", models.BooleanField(null=True)),
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
                    "material",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.passage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "number"), name="panel_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("concluded_at__isnull", True)),
                        fields=("brand", "purpose", "about"),
                        name="panel_live_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seats__gte", 1),
                            ("seats__lte", models.F("wanted")),
                            ("seats__lte", models.F("eligible")),
                        ),
                        name="panel_seats_within_pool",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent__gte", 1), ("percent__lte", 100), ("quorum__gte", 1)
                        ),
                        name="panel_question_decidable",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("beacon_at__gt", models.F("convened_at"))),
                        name="panel_beacon_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closes_at__isnull", True),
                                ("drawn_at__isnull", True),
                                ("seed", ""),
                            ),
                            models.Q(
                                ("closes_at__isnull", False),
                                ("drawn_at__gte", models.F("beacon_at")),
                                models.Q(("seed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="panel_drawn_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("carried__isnull", True), ("concluded_at__isnull", True)),
                            models.Q(("concluded_at__isnull", False), ("drawn_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="panel_concluded_after_draw",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="lot",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lots", to="panels.panel"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="panels.panel",
            ),
        ),
        migrations.CreateModel(
            name="Box",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("no", "no"),
                            ("unsure", "I cannot tell from what I see"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ballots", models.PositiveIntegerField(default=0)),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="boxes",
                        to="panels.panel",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("panel", "choice"), name="box_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(fields=("panel", "member"), name="lot_member_once"),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(
                fields=("panel", "pseudonym"), name="lot_pseudonym_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(
                fields=("panel", "reserve"), name="lot_reserve_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standing__in", ["invited", "seated"])),
                fields=("panel", "seat"),
                name="seat_held_once",
            ),
        ),
    ]
