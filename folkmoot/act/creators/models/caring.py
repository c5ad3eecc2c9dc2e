"""Checklists for a creator, and alerts that the brand's people were told of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.models.base import Numbered, Row, key
from folkmoot.act.creators.models.register import Creator


class Concern(models.TextChoices):
    SOLIDARITY = "solidarity", _("solidarity: a friendly creator may leave in protest")
    CARE = "care", _("duty of care: a creator is under attack")


class Checklist(Numbered):
    """A list of what to do for a creator, in the version of that day."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="checklists")
    concern = models.CharField(max_length=20, choices=Concern)
    version = models.CharField(max_length=10)
    reason = key("record.Passage")
    review_on = models.DateField()

    @property
    def subject(self) -> str:
        return f"checklist:{self.number}"


class Tick(Row):
    """One item was done, by whom and how."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=40)
    note = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "item"], name="tick_once"),
        ]


class Look(Row):
    """Somebody looked at a checklist again; without a next day it is finished."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="looks")
    number = models.PositiveIntegerField()
    next_on = models.DateField(null=True)
    note = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "number"], name="look_number_once"),
        ]


class Alert(Row):
    """Something was found that the brand's people were told of, once."""

    brand = key("people.Brand")
    code = models.CharField(max_length=30)
    about = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "code", "about"], name="alert_once"),
        ]
