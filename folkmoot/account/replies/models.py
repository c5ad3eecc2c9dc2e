"""How content those who waited were with the reply they got."""

from typing import ClassVar

from django.db import models


class Contentment(models.Model):
    """One member's mark for one reply, from 1 to 5. Only counts of it are ever shown."""

    reply = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    mark = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reply", "member"], name="contentment_once"),
            models.CheckConstraint(
                name="contentment_on_the_scale", condition=models.Q(mark__gte=1, mark__lte=5)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["brand", "channel", "at"], name="contentment_by_channel")
        ]
