"""The address at which a creator reads their own entry, what they write there, and the answer."""

from django.db import models

from folkmoot.act.creators.models.base import Numbered, Row, key
from folkmoot.act.creators.models.register import Creator


class Address(Row):
    """The address that a creator was given, as a hash. A newer one replaces it."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="addresses")
    digest = models.CharField(max_length=64, unique=True)


class Remark(Numbered):
    """The creator says what is wrong or missing. It stands beside the entry from then on."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="remarks")
    remark = key("record.Passage")

    @property
    def subject(self) -> str:
        return f"creator-remark:{self.number}"


class Answer(Row):
    """What the brand says to it, and what it put right."""

    to = models.OneToOneField(Remark, on_delete=models.PROTECT, related_name="answer")
    answer = key("record.Passage")
