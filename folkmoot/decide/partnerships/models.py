"""Deals, red lines, and the gate between them.

What was said once is never edited, and the database itself lets no deal past its gate
(migration 0002): not by a page, an import, the admin or SQL.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Line(models.Model):
    """A red line: what the brand will not do, in words without names. Fans by lot ratify it."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
    panel = models.OneToOneField("panels.Panel", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="red_line_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def subject(self) -> str:
        return f"red-line:{self.number}"


class Ratification(models.Model):
    """The panel said yes or no. Only a ratified line stops a deal."""

    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="ratification")
    ratified = models.BooleanField()
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Retirement(models.Model):
    """A line no longer holds: who said so, and why."""

    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="retirement")
    reasons = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Denial(models.Model):
    """A deny rule that came from a promise: with whom not, how far, and until when."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    partner = models.CharField(max_length=120)
    scope = models.CharField(max_length=200)
    source = models.CharField(max_length=80)
    until = models.DateField()
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="denial_number_once"),
            models.CheckConstraint(
                name="denial_has_a_source", condition=~models.Q(source="") & ~models.Q(partner="")
            ),
        ]


class Kind(models.TextChoices):
    ENDORSEMENT = "endorsement", _("endorsement")
    CO_BRANDING = "co-branding", _("co-branding")
    CREATOR = "creator", _("creator")


class Stage(models.IntegerChoices):
    INTENT = 0, pgettext_lazy("a deal", "intended")
    CONTACT = 1, _("in contact")
    NEGOTIATION = 2, _("negotiating")
    DRAFT = 3, _("about to be signed")
    SIGNED = 4, pgettext_lazy("a deal", "signed")
    RUNNING = 5, pgettext_lazy("a deal", "running")
    ENDED = 6, pgettext_lazy("a deal", "ended")


class Deal(models.Model):
    """One intended partnership. It begins at intent; what it may become the gate says."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    partner = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    purpose = models.TextField()
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    stage = models.PositiveSmallIntegerField(choices=Stage, default=Stage.INTENT)
    stage_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="deal_number_once"),
            models.CheckConstraint(
                name="deal_kind_known", condition=models.Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="deal_stage_known", condition=models.Q(stage__in=Stage.values)
            ),
        ]

    def __str__(self) -> str:
        return self.partner

    @property
    def subject(self) -> str:
        return f"partnership:{self.number}"


class Verdict(models.IntegerChoices):
    GREEN = 0, _("green")
    AMBER = 1, _("amber")
    RED = 2, _("red")
    BARRED = 3, _("barred by law")


class Degree(models.IntegerChoices):
    LOW = 1, pgettext_lazy("a degree", "low")
    MIDDLE = 2, pgettext_lazy("a degree", "middling")
    HIGH = 3, pgettext_lazy("a degree", "high")


class Run(models.Model):
    """The gate was run: what was answered, the two axes side by side, the verdict and why."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    evidence = models.TextField(blank=True)
    # Two axes. There is no column for their difference.
    reach = models.PositiveSmallIntegerField(choices=Degree)
    harm = models.PositiveSmallIntegerField(choices=Degree)
    verdict = models.PositiveSmallIntegerField(choices=Verdict)
    reasons = models.JSONField()
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    good_until = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deal", "number"], name="gate_run_number_once"),
            models.CheckConstraint(
                name="gate_axes_known",
                condition=models.Q(reach__in=Degree.values, harm__in=Degree.values),
            ),
            models.CheckConstraint(
                name="gate_verdict_known", condition=models.Q(verdict__in=Verdict.values)
            ),
            # Whatever the reach: high harm to the core is never green.
            models.CheckConstraint(
                name="gate_harm_is_not_netted",
                condition=~models.Q(harm=Degree.HIGH) | models.Q(verdict__gte=Verdict.RED),
            ),
        ]


class Dispensation(models.Model):
    """An exception from a red verdict, signed by an executive who is not the deal's creator."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="dispensation")
    reasons = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    # Publication can wait for at most twelve months, and cannot be left out.
    publish_on = models.DateField()
    latest = models.DateField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
    published = models.OneToOneField(
        "record.Fact", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="dispensation_is_published_in_time",
                condition=models.Q(publish_on__lte=models.F("latest")),
            ),
        ]
