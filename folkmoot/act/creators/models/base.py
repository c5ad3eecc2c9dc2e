"""What every row of the register has: by whom, when, and the fact that says so."""

from typing import Any, ClassVar

from django.db import models


def key(to: str, **more: Any) -> Any:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+", **more)


class Row(models.Model):
    """Said once: by whom, when, and the fact that says so."""

    by = key("people.Member", null=True)
    at = models.DateTimeField()
    fact = key("record.Fact")

    class Meta:
        abstract = True


class Numbered(Row):
    """A row that people name by a number of their brand."""

    brand = key("people.Brand")
    number = models.PositiveIntegerField()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="%(class)s_number_once"),
        ]
