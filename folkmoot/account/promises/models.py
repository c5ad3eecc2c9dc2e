"""What the brand owes: who promised what, until when, and how anyone can see that it was done."""

from typing import ClassVar

from django.db import models
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _


class Verifier(models.TextChoices):
    PANEL = "panel", _("a panel of fans, drawn by lot")
    BRAND = "brand", _("the brand itself")


class Promise(models.Model):
    """One promise. It is never deleted: a changed promise is a new one that replaces it."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    proof = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    # Where it was promised, as the record names it: `decision:3`. Empty: made for its own sake.
    source = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=80)
    verifier = models.CharField(
        _("who looks whether it was kept"), max_length=10, choices=Verifier.choices
    )
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    fact = models.OneToOneField("record.Fact", on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True
    )
    # Why it replaces the one before it.
    reason = models.ForeignKey(
        "record.Passage", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="promise_number_once"),
            models.CheckConstraint(
                name="promise_due_later", condition=models.Q(due_at__gt=models.F("made_at"))
            ),
            models.CheckConstraint(
                name="promise_verifier_known",
                condition=models.Q(verifier__in=[each.value for each in Verifier]),
            ),
            # I13: a promise is changed with a reason, or not at all.
            models.CheckConstraint(
                name="promise_replaced_with_reason",
                condition=models.Q(replaces__isnull=True, reason__isnull=True)
                | models.Q(replaces__isnull=False, reason__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["brand", "due_at"], name="promise_due")]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def subject(self) -> str:
        return f"promise:{self.number}"


class Draft(models.Model):
    """Something was said that sounds like a promise; a person enters it, or says why it is none."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    fact = models.OneToOneField("record.Fact", on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    proof = models.ForeignKey(
        "record.Passage", on_delete=models.PROTECT, related_name="+", null=True
    )
    due_on = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    promise = models.OneToOneField(
        Promise, on_delete=models.PROTECT, related_name="draft", null=True
    )
    dropped = models.OneToOneField(
        "record.Fact", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="draft_settled_once",
                condition=models.Q(promise__isnull=True) | models.Q(dropped__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def subject(self) -> str:
        return f"draft:{self.fact.number}"


class Evidence(models.Model):
    """What shows that something was done: the words, the address, and what stood there."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField()
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    url = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.OneToOneField("record.Fact", on_delete=models.PROTECT, related_name="+")
    # Filled by the capture: when the address was read, how long the page was, and its SHA-256.
    captured_at = models.DateTimeField(null=True)
    size = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise", "number"], name="evidence_number_once"),
            models.CheckConstraint(
                name="evidence_captured_whole",
                condition=models.Q(captured_at__isnull=True, size__isnull=True, sha256="")
                | models.Q(captured_at__isnull=False, size__isnull=False) & ~models.Q(sha256=""),
            ),
        ]


class Rating(models.Model):
    """The brand's own word on how it kept a promise. The latest one holds; all stay visible."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept")
        PARTLY = "partly", _("kept in part")
        BROKEN = "broken", _("broken")

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="ratings")
    number = models.PositiveIntegerField()
    outcome = models.CharField(_("how it was kept"), max_length=10, choices=Outcome.choices)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = models.OneToOneField("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise", "number"], name="promise_rating_once"),
            models.CheckConstraint(
                name="promise_outcome_known",
                condition=models.Q(outcome__in=["kept", "partly", "broken"]),
            ),
        ]


class Verification(models.Model):
    """A panel of fans drawn by lot looks at the evidence; its finding stands beside the rating."""

    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="verification")
    panel = models.OneToOneField("panels.Panel", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered = models.PositiveIntegerField(null=True)
    yes = models.PositiveIntegerField(null=True)
    confirmed = models.BooleanField(null=True)
    fact = models.OneToOneField(
        "record.Fact", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="verification_whole",
                condition=models.Q(
                    fact__isnull=True,
                    confirmed__isnull=True,
                    yes__isnull=True,
                    answered__isnull=True,
                )
                | models.Q(
                    fact__isnull=False,
                    confirmed__isnull=False,
                    yes__isnull=False,
                    answered__isnull=False,
                ),
            ),
            # Six in ten of those who answered, and at least fifteen of them (R16).
            models.CheckConstraint(
                name="verification_by_the_rule",
                condition=~models.Q(confirmed=True)
                | models.Q(GreaterThanOrEqual(models.F("yes") * 10, models.F("answered") * 6))
                & models.Q(answered__gte=15),
            ),
        ]
