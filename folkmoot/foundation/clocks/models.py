"""A clock runs on the brand: from when, until when, and what met it."""

from typing import ClassVar

from django.db import models


class Clock(models.Model):
    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+", null=True)
    overdue_fact = models.ForeignKey(
        "record.Fact", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "kind", "subject"], name="clock_once"),
            models.CheckConstraint(
                name="clock_runs_forward", condition=models.Q(due_at__gt=models.F("started_at"))
            ),
            models.CheckConstraint(
                name="clock_met_by_fact",
                condition=models.Q(met_at__isnull=True, met_by__isnull=True)
                | models.Q(met_at__isnull=False, met_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], name="clock_open", condition=models.Q(met_at__isnull=True)
            ),
        ]
