"""A petition: seconded, checked, signed, and then it is the brand's turn.

What is counted here never says how a decision ends (I8). At L2 the last missing signature stops
the decision; what holds afterwards is said by a person in the room of decisions.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Petition(models.Model):
    """Its object is a matter of the brand: an intention or a decision, never a person."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    matter = models.ForeignKey("decisions.Matter", on_delete=models.PROTECT, related_name="+")
    # The rule under which the matter was announced or decided: the right goes with it (I2).
    rule = models.ForeignKey("charter.TopicVersion", on_delete=models.PROTECT, related_name="+")
    asks = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    because = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    # A rejected petition, mended and brought again: that is the appeal.
    mends = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="mended_by", null=True
    )
    started_at = models.DateTimeField()
    seconding_ends_at = models.DateTimeField()
    # The fifth seconder came: from here on the brand owes a check.
    seconded_at = models.DateTimeField(null=True)
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="petition_number_once"),
            models.CheckConstraint(
                name="petition_seconding_ends",
                condition=models.Q(seconding_ends_at__gt=models.F("started_at")),
            ),
            models.CheckConstraint(
                name="petition_does_not_mend_itself", condition=~models.Q(mends=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.asks)

    @property
    def subject(self) -> str:
        """How facts and clocks of the brand name this petition."""
        return f"petition:{self.number}"


class Seconder(models.Model):
    """Somebody who wants the petition to be put to everybody. The one who started it is none."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="seconders")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["petition", "member"], name="seconder_once"),
        ]


class Check(models.Model):
    """A person held the petition against the standards. A rejection has a reason, in public."""

    class Reason(models.TextChoices):
        FITS = "fits", _("keeps to the standards")
        PERSON = "person", _("aims at a person, not at the brand's decision")
        PRICE = "price", _("asks for a price")
        SAFETY = "safety", _("would change what safety demands")
        DUTY = "duty", _("would break a legal duty")
        OTHER_MATTER = "other-matter", _("is not about this decision")
        UNCLEAR = "unclear", _("does not say what should happen instead")
        DUPLICATE = "duplicate", _("asks the same as another petition")
        PERSONAL = "personal", _("holds personal details, or insults somebody")
        UNLAWFUL = "unlawful", _("against the law")

    petition = models.OneToOneField(Petition, on_delete=models.CASCADE, related_name="check_made")
    admitted = models.BooleanField()
    reason = models.CharField(max_length=20, choices=Reason.choices)
    why = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="check_says_why",
                condition=models.Q(admitted=True, reason="fits")
                | (models.Q(admitted=False) & ~models.Q(reason="fits")),
            ),
        ]


class Signing(models.Model):
    """Signing is open. What it takes was counted at the opening, and does not move."""

    petition = models.OneToOneField(Petition, on_delete=models.CASCADE, related_name="signing")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # Active eligible members at the opening, and how many of them are in each cohort.
    eligible = models.PositiveIntegerField()
    cohorts = models.JSONField()
    needed = models.PositiveIntegerField()
    cohorts_needed = models.PositiveSmallIntegerField()
    # How many signatures make a cohort count.
    cohort_least = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="signing_has_a_window",
                condition=models.Q(closes_at__gt=models.F("opened_at")),
            ),
            models.CheckConstraint(
                name="signing_takes_somebody",
                condition=models.Q(needed__gte=1, cohorts_needed__gte=1, cohort_least__gte=1),
            ),
        ]


class Signature(models.Model):
    """One person, one signature, equal to every other. No entry of the record holds it."""

    petition = models.ForeignKey(
        Petition, on_delete=models.CASCADE, related_name="signatures", db_index=False
    )
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    # The cohort on the day of signing, counted from active days alone.
    cohort = models.CharField(max_length=10)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["petition", "member"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="signature_once",
            ),
            models.CheckConstraint(
                name="signature_withdrawn_later",
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("at")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["petition", "cohort"],
                name="signature_counted",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]


class Establishment(models.Model):
    """The thresholds were reached, once. It says that the brand has to look, and no more."""

    petition = models.OneToOneField(
        Petition, on_delete=models.CASCADE, related_name="establishment"
    )
    at = models.DateTimeField()
    signatures = models.PositiveIntegerField()
    cohorts = models.PositiveSmallIntegerField()
    # Whether it stopped the matter: at L1, or where another petition was first, it did not.
    suspended = models.BooleanField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Reply(models.Model):
    """The brand's answer to a petition that stopped nothing but has to be answered."""

    petition = models.OneToOneField(Petition, on_delete=models.CASCADE, related_name="reply")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Closing(models.Model):
    """It found no five seconders, or its window for signing ended: how it stood then."""

    petition = models.OneToOneField(Petition, on_delete=models.CASCADE, related_name="closing")
    at = models.DateTimeField()
    signatures = models.PositiveIntegerField()
    # By cohort, those that are large enough to be shown.
    cohorts = models.JSONField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
