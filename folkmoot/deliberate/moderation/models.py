"""What was taken down and why, who appealed, and who asked to be protected."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    OFF_TOPIC = "off-topic", _("not about the question")
    DUPLICATE = "duplicate", _("says the same as another statement")
    SEVERAL = "several", _("says several things at once")
    PERSONAL = "personal", _("about a person, or holds personal details")
    ATTACK = "attack", _("degrades a person or a group")
    UNLAWFUL = "unlawful", _("against the law")


class Measure(models.Model):
    """A text is not shown. A person decided it, for a reason of the policy in force that day."""

    class Through(models.TextChoices):
        MODERATOR = "moderator", _("a moderator")
        PANEL = "panel", _("a panel drawn by lot")
        PERSON = "person", _("somebody who had not taken the measure")

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=80)
    item = models.PositiveIntegerField()
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        "people.Member", on_delete=models.PROTECT, related_name="+", null=True
    )
    reason = models.CharField(max_length=20, choices=Reason.choices)
    policy = models.CharField(max_length=20)
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_through = models.CharField(max_length=10, choices=Through.choices, blank=True)
    lifted_by = models.ForeignKey(
        "record.Fact", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="measure_number_once"),
            models.UniqueConstraint(
                fields=["words"],
                condition=models.Q(lifted_at__isnull=True),
                name="measure_in_force_once",
            ),
            models.CheckConstraint(
                name="measure_lifted_whole",
                condition=models.Q(lifted_at__isnull=True, lifted_through="", lifted_by=None)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False)
                & ~models.Q(lifted_through=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["brand", "-at"], name="measure_newest")]

    @property
    def subject(self) -> str:
        """How facts and clocks of the brand name this measure."""
        return f"measure:{self.number}"


class Appeal(models.Model):
    """The author asks for the text to be shown again; people drawn by lot say whether."""

    class Outcome(models.TextChoices):
        OVERTURNED = "overturned", _("appeal won: the text is shown again")
        UPHELD = "upheld", _("appeal lost: the measure stands")

    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="appeal")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # None if nobody could be drawn.
    panel = models.ForeignKey("panels.Panel", on_delete=models.PROTECT, related_name="+", null=True)
    # The panel could not decide, or there was none: a person who took no part has to.
    needs_person = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    through = models.CharField(max_length=10, choices=Measure.Through.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appeal_decided_whole",
                condition=models.Q(outcome="", through="", decided_at__isnull=True, fact=None)
                | ~models.Q(outcome="")
                & ~models.Q(through="")
                & models.Q(decided_at__isnull=False, fact__isnull=False),
            ),
        ]


class Filing(models.Model):
    """Somebody outside asks for protection, or for a text to be checked. No account is needed."""

    class Kind(models.TextChoices):
        PROTECTION = "protection", _("Protect somebody who is named here")
        TEXT = "text", _("A text is wrong, unlawful or about me")

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("granted")
        PARTLY = "partly", _("granted in part")
        DECLINED = "declined", _("declined")

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    receipt = models.CharField(max_length=64, unique=True)  # a hash: only the filer has the code
    name = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    contact = models.TextField(blank=True)  # sealed
    at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reply = models.ForeignKey(
        "record.Passage", on_delete=models.PROTECT, related_name="+", null=True
    )
    shield_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="filing_number_once"),
            models.CheckConstraint(
                name="filing_shields_as_asked",
                condition=models.Q(kind="protection", shield_until__isnull=False)
                | models.Q(kind="text", shield_until__isnull=True, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="filing_decided_whole",
                condition=models.Q(decided_at__isnull=True, outcome="", reply=None)
                | models.Q(
                    decided_at__isnull=False, reply__isnull=False, acknowledged_at__isnull=False
                )
                & ~models.Q(outcome=""),
            ),
        ]

    @property
    def subject(self) -> str:
        return f"filing:{self.number}"

    @staticmethod
    def new_receipt() -> str:
        return secrets.token_hex(8)
