"""What can be found: one row for each text that is open to read."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """A findable text. Its grams live in the database's own full-text index beside it."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    passage = models.OneToOneField("record.Passage", on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["brand", "-id"], name="search_newest")]
