"""A panel by lot: the frozen pool, what was committed to, the seats, and what they answered."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    APPEAL = "appeal", _("an appeal against a moderator's measure")
    VERIFICATION = "verification", _("checking whether a promise was kept")
    REVIEW = "review", _("a review before a decision")
    SEALED = "sealed", _("a review under seal")
    JURY = "jury", _("a jury of a contest")


class Choice(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNSURE = "unsure", _("I cannot tell from what I see")


class Panel(models.Model):
    """One question, put to people drawn by lot. `wanted` seats; fewer if fewer could be asked."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    about = models.CharField(max_length=80)
    question = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    # What only the people on the panel read; the disputed words of an appeal, for example.
    material = models.ForeignKey(
        "record.Passage", on_delete=models.PROTECT, related_name="+", null=True
    )
    wanted = models.PositiveIntegerField()
    seats = models.PositiveIntegerField()
    quorum = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    invite_hours = models.PositiveIntegerField()
    answer_hours = models.PositiveIntegerField()
    eligible = models.PositiveIntegerField()
    pool_digest = models.CharField(max_length=64)
    lottery = models.JSONField()
    commitment = models.CharField(max_length=64)
    secret = models.TextField()  # sealed until the draw
    secret_digest = models.CharField(max_length=64, unique=True)
    beacon = models.CharField(max_length=200)
    beacon_at = models.DateTimeField()
    convened_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True)
    seed = models.CharField(max_length=300, blank=True)
    closes_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    carried = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="panel_number_once"),
            models.UniqueConstraint(
                fields=["brand", "purpose", "about"],
                condition=models.Q(concluded_at__isnull=True),
                name="panel_live_once",
            ),
            models.CheckConstraint(
                name="panel_seats_within_pool",
                condition=models.Q(seats__gte=1, seats__lte=models.F("wanted"))
                & models.Q(seats__lte=models.F("eligible")),
            ),
            models.CheckConstraint(
                name="panel_question_decidable",
                condition=models.Q(quorum__gte=1, percent__gte=1, percent__lte=100),
            ),
            models.CheckConstraint(
                name="panel_beacon_later",
                condition=models.Q(beacon_at__gt=models.F("convened_at")),
            ),
            models.CheckConstraint(
                name="panel_drawn_whole",
                condition=models.Q(drawn_at__isnull=True, seed="", closes_at__isnull=True)
                | models.Q(drawn_at__gte=models.F("beacon_at"), closes_at__isnull=False)
                & ~models.Q(seed=""),
            ),
            models.CheckConstraint(
                name="panel_concluded_after_draw",
                condition=models.Q(concluded_at__isnull=True, carried__isnull=True)
                | models.Q(concluded_at__isnull=False, drawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def subject(self) -> str:
        """How facts and clocks of the brand name this panel."""
        return f"panel:{self.number}"


class Lot(models.Model):
    """Somebody who may be drawn, under a name that means nothing outside of this panel."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="lots")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=16)
    stratum = models.CharField(max_length=10)
    chance = models.CharField(max_length=60)
    # The place on the reserve list, from 1; none for those who were drawn.
    reserve = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panel", "member"], name="lot_member_once"),
            models.UniqueConstraint(fields=["panel", "pseudonym"], name="lot_pseudonym_once"),
            models.UniqueConstraint(fields=["panel", "reserve"], name="lot_reserve_once"),
        ]

    def __str__(self) -> str:
        return self.pseudonym

    @staticmethod
    def new_pseudonym() -> str:
        return secrets.token_hex(6)


class Invitation(models.Model):
    """A seat is offered to a lot, once. What came of it stands here with its time."""

    class Standing(models.TextChoices):
        INVITED = "invited", _("invited")
        SEATED = "seated", _("took the seat")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("did not answer in time")
        RECUSED = "recused", _("stepped back: conflict of interest")
        GONE = "gone", _("could no longer be asked")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="invitations")
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, related_name="invitation")
    seat = models.PositiveIntegerField()
    standing = models.CharField(max_length=10, choices=Standing.choices)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["panel", "seat"],
                condition=models.Q(standing__in=["invited", "seated"]),
                name="seat_held_once",
            ),
            models.CheckConstraint(name="seat_numbered", condition=models.Q(seat__gte=1)),
            models.CheckConstraint(
                name="invitation_answered_whole",
                condition=models.Q(standing="invited", answered_at__isnull=True)
                | ~models.Q(standing="invited") & models.Q(answered_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["expires_at"],
                name="invitation_open",
                condition=models.Q(standing="invited"),
            ),
        ]


class Attendance(models.Model):
    """A seat has answered. What it answered is in no row of its own: see `Box`."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="+")


class Box(models.Model):
    """How many seats gave this answer. There is no ballot that could be led back to a person."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="boxes")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    ballots = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panel", "choice"], name="box_once"),
        ]
