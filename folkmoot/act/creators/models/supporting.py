"""What fans drawn by lot say of a creator."""

from typing import ClassVar

from django.db import models

from folkmoot.act.creators.models.base import Row
from folkmoot.act.creators.models.register import Creator


class Asking(Row):
    """Fans drawn by lot are asked about a creator."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="askings")
    panel = models.OneToOneField("panels.Panel", on_delete=models.PROTECT, related_name="+")


class Support(Row):
    """What they said: how many of them that the creator speaks well for fans and with them."""

    asking = models.OneToOneField(Asking, on_delete=models.PROTECT, related_name="support")
    answered = models.PositiveIntegerField()
    yes = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            # A count of fewer than ten people could point at one of them.
            models.CheckConstraint(
                name="support_of_ten_or_unshown",
                condition=models.Q(answered__gte=10, yes__lte=models.F("answered"))
                | models.Q(answered__lt=10, yes=None, low=None, high=None),
            ),
        ]

    @property
    def percent(self) -> int | None:
        return None if self.yes is None else round(self.yes * 100 / self.answered)

    @property
    def limits(self) -> tuple[int, int]:
        """Of the share, in whole per cent; only where there is one."""
        return round((self.low or 0.0) * 100), round((self.high or 0.0) * 100)
