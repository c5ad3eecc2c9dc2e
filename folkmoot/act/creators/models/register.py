"""Creators, where they publish, whether the brand still works with them; and the limits."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.act.creators.models.base import Numbered, Row, key


class Relation(models.TextChoices):
    CONTRACT = "contract", pgettext_lazy("a creator", "under contract")
    LOAN = "loan", pgettext_lazy("a creator", "gets products to try")
    PROJECT = "project", pgettext_lazy("a creator", "one project")
    UNPAID = "unpaid", pgettext_lazy("a creator", "in touch, unpaid")


class Creator(Numbered):
    """A business partner of the brand, under the name of their work."""

    name = key("record.Passage")
    relation = models.CharField(max_length=20, choices=Relation)
    reason = key("record.Passage")

    class Meta(Numbered.Meta):
        constraints: ClassVar = [
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="creator_relation_known", condition=models.Q(relation__in=Relation.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name.text or str(_("Erased"))

    @property
    def subject(self) -> str:
        return f"creator:{self.number}"


class Account(Row):
    """Where a creator publishes, by the public name there."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="accounts")
    platform = models.CharField(max_length=40)
    handle = key("record.Passage")


class Farewell(Row):
    """The brand and a creator no longer work together."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="farewells")
    number = models.PositiveIntegerField()
    reason = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["creator", "number"], name="farewell_number_once"),
        ]


class Comeback(Row):
    """They work together again. What the creator had before still counts in turn."""

    farewell = models.OneToOneField(Farewell, on_delete=models.PROTECT, related_name="comeback")
    reason = key("record.Passage")


class Limits(Row):
    """What holds for all creators, from this row on; the rows before it stay."""

    brand = key("people.Brand")
    number = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    top_percent = models.PositiveSmallIntegerField()
    support_percent = models.PositiveSmallIntegerField()
    fall_points = models.PositiveSmallIntegerField()
    broad_percent = models.PositiveSmallIntegerField()
    shared = models.BooleanField()
    reason = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="limits_number_once"),
            models.CheckConstraint(
                name="limits_rotate",
                condition=models.Q(held__gte=1, held__lt=models.F("of"), of__lte=40),
            ),
            models.CheckConstraint(
                name="limits_are_no_forever", condition=models.Q(months__gte=1, months__lte=12)
            ),
        ]
