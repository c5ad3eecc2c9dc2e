"""Paid pieces, what shows their label, and who looked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from folkmoot.act.creators.models.base import Numbered, Row, key
from folkmoot.act.creators.models.register import Creator


class Label(models.TextChoices):
    ADVERTISING = "advertising", pgettext_lazy("a label", "advertising")
    PARTNERSHIP = "partnership", pgettext_lazy("a label", "partnership")


class Piece(Numbered):
    """Something a creator published for the brand, and the label that readers must see on it."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="pieces")
    url = key("record.Passage")
    published_on = models.DateField()
    label = models.CharField(max_length=20, choices=Label)
    due_on = models.DateField()
    deal = key("partnerships.Deal", null=True)

    @property
    def subject(self) -> str:
        return f"piece:{self.number}"


class Proof(Row):
    """What shows the label: the words that stand there, and the hash of a picture of it."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="proofs")
    number = models.PositiveIntegerField()
    excerpt = key("record.Passage")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["piece", "number"], name="proof_number_once"),
        ]


class Check(Row):
    """A second person looked at a proof: the label is there, or it is not."""

    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, related_name="check_of")
    labelled = models.BooleanField()
    note = key("record.Passage")
