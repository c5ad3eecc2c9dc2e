"""The record: facts in order, and beside them the words that people wrote."""

import secrets
from typing import ClassVar

from django.db import models


def new_entry() -> str:
    """A random name for the ledger's entry: it says nothing about person, order or time."""
    return secrets.token_hex(16)


class Head(models.Model):
    """The number of a brand's latest fact. Locking this row is what puts facts in order."""

    brand = models.OneToOneField("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(default=0)


class Fact(models.Model):
    """One thing that happened. Never changed and never deleted: the database refuses both.

    `published` holds only what belongs to the brand or to an enumeration. What a person wrote is
    a `Passage`; the fact keeps its commitment.
    """

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    public = models.BooleanField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        "people.Member", on_delete=models.PROTECT, related_name="+", null=True
    )
    entry = models.CharField(max_length=32, unique=True, default=new_entry)
    published = models.JSONField(default=dict)
    commitments = models.JSONField(default=dict)
    refs = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="fact_number_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["brand", "subject", "number"], name="fact_by_subject"),
            models.Index(fields=["brand", "kind", "number"], name="fact_by_kind"),
            # The public record is read without walking over a hundred thousand who joined.
            models.Index(
                fields=["brand", "number"], name="fact_public", condition=models.Q(public=True)
            ),
        ]
        ordering: ClassVar = ["brand", "number"]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.subject}"

    @property
    def seal(self) -> str:
        """The beginning of its random name; number and hash are the log's to give."""
        return self.entry[:8]


class Passage(models.Model):
    """Words somebody wrote, with the salt of their commitment. Erasing empties both."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="passages")
    field = models.CharField(max_length=40)
    text = models.TextField(null=True)  # null is "erased"; empty is "nothing written"
    salt = models.BinaryField(max_length=32, null=True)
    erased_by = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fact", "field"], name="passage_field_once"),
            models.CheckConstraint(
                name="passage_erased_whole",
                condition=models.Q(text__isnull=False, salt__isnull=False, erased_by__isnull=True)
                | models.Q(text__isnull=True, salt__isnull=True, erased_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text or ""


class Cursor(models.Model):
    """How far a reader of the record has come."""

    reader = models.CharField(max_length=40)
    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reader", "brand"], name="cursor_once"),
        ]
