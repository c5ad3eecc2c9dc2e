"""What the installation knows of its logs: how far they are, and who has witnessed it."""

import hashlib
from typing import ClassVar

from django.db import models

EMPTY_ROOT = hashlib.sha256(b"").digest()


def empty_root() -> bytes:
    return EMPTY_ROOT


class Log(models.Model):
    """A brand's log. `size` and `root` are compared and swapped: no size ever gets two roots."""

    brand = models.OneToOneField("people.Brand", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=200, unique=True)
    generation = models.PositiveSmallIntegerField(default=1)
    size = models.PositiveBigIntegerField(default=0)
    root = models.BinaryField(max_length=32, default=empty_root)
    # The roots of the full subtrees, largest first: the second way to the root, beside the tiles.
    frontier = models.JSONField(default=list)
    # Up to this number every public fact of the brand has its entry.
    settled = models.PositiveBigIntegerField(default=0)
    published = models.PositiveBigIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    # Why nothing is signed at the moment, in a sentence for the operator.
    halted = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.origin


class Entry(models.Model):
    """Where a public fact stands in its brand's log."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="entries", db_index=False)
    index = models.PositiveBigIntegerField()
    fact = models.OneToOneField("record.Fact", on_delete=models.PROTECT, related_name="+")
    # The number that the entry says. It differs from the fact's own only where, after a restore,
    # somebody wrote before the log was recovered.
    number = models.PositiveBigIntegerField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "index"], name="entry_index_once"),
        ]
        ordering: ClassVar = ["log", "index"]

    def __str__(self) -> str:
        return f"{self.log} {self.index}"

    @property
    def short(self) -> str:
        """The short hash that is printed beside the words."""
        return bytes(self.leaf).hex()[:8]


class Witness(models.Model):
    """Somebody else who signs only what continues what they signed before."""

    name = models.CharField(max_length=200, unique=True)
    vkey = models.CharField(max_length=400)
    url = models.URLField(max_length=400)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Standing(models.Model):
    """How one witness and one log stand: how far it has signed, and what is wrong if it has not."""

    class Trouble(models.TextChoices):
        NONE = "", "none"
        SILENT = "silent", "did not answer"
        REFUSED = "refused", "refused"
        INVALID = "invalid", "answered with something that does not verify"
        CONTRADICTS = "contradicts", "says that it has seen more, or something else"

    witness = models.ForeignKey(Witness, on_delete=models.CASCADE, related_name="standings")
    log = models.ForeignKey(Log, on_delete=models.CASCADE, related_name="standings")
    size = models.PositiveBigIntegerField(default=0)
    signed_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    trouble = models.CharField(
        max_length=12, choices=Trouble.choices, default=Trouble.NONE, blank=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["witness", "log"], name="standing_once"),
        ]


class Cosignature(models.Model):
    """A witness signed the log at this size; the time is the witness's own."""

    witness = models.ForeignKey(Witness, on_delete=models.CASCADE, related_name="cosignatures")
    log = models.ForeignKey(Log, on_delete=models.CASCADE, related_name="+")
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "witness", "size"], name="cosignature_once"),
        ]
