"""What goes into broad co-creation, and what goes to creators."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.act.creators.models.base import Numbered, Row, key


class Side(models.TextChoices):
    BROAD = "broad", _("broad co-creation")
    LEADING = "leading", _("creators")


class Resource(models.TextChoices):
    MONEY = "money", _("money")
    SLOTS = "slots", pgettext_lazy("a resource", "places")
    EXPOSURE = "exposure", pgettext_lazy("a resource", "exposure")


class Allocation(Numbered):
    """Something the brand put into one side or the other, on a day, and for what."""

    side = models.CharField(max_length=10, choices=Side)
    resource = models.CharField(max_length=10, choices=Resource)
    quantity = models.PositiveBigIntegerField()
    on = models.DateField()
    purpose = key("record.Passage")
    about = models.CharField(max_length=80, blank=True)

    @property
    def subject(self) -> str:
        return f"allocation:{self.number}"

    @property
    def amount(self) -> str:
        """As people read it: yuan, or pieces."""
        money = self.resource == Resource.MONEY
        return f"¥{self.quantity / 100:,.2f}" if money else str(self.quantity)

    class Meta(Numbered.Meta):
        constraints: ClassVar = [
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="allocation_known",
                condition=models.Q(
                    side__in=Side.values, resource__in=Resource.values, quantity__gte=1
                ),
            ),
            # Money to creators is a privilege, and is read from there: nothing is counted twice.
            models.CheckConstraint(
                name="allocation_counted_once",
                condition=~models.Q(side=Side.LEADING, resource=Resource.MONEY),
            ),
        ]


class Strike(Row):
    """An allocation was entered wrongly and no longer counts; it stays to be read."""

    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="strike")
    reason = key("record.Passage")
