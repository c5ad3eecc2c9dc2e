"""What a brand holds on a public partner before a deal, and the partner's side of it.

Evidence counts once two reviewers agree, until it expires, is withdrawn, or an appeal is upheld.
There is no field for an address, a family or a telephone, and no class for criticism of a product.
What was said is never edited; the database refuses it (migration 0002). Words are erased when an
item ends.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def key(to: str, **more: Any) -> Any:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+", **more)


class Category(models.TextChoices):
    HOSTILITY = "hostility", _("hostility to this community")
    JUDICIAL = "judicial", _("judicial or administrative record")
    DISCLOSURE = "disclosure", _("advertising that was not marked")
    CONDUCT = "conduct", _("conduct in public")


class Capacity(models.TextChoices):
    """As what somebody is in public business. Being a fan is none of these."""

    COMPANY = "company", _("a company or a brand")
    CREATOR = "creator", _("a creator with a public account")
    PERFORMER = "performer", _("somebody who performs or speaks in public for a living")


class Dossier(models.Model):
    """Opened for a deal, on a partner in public life. Another brand never sees it."""

    brand = key("people.Brand")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=20, choices=Capacity)
    about = models.CharField(max_length=80)
    reason = key("record.Passage")
    by = key("people.Member")
    at = models.DateTimeField()
    fact = key("record.Fact")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="dossier_number_once"),
            models.CheckConstraint(
                name="dossier_has_a_purpose", condition=models.Q(about__startswith="partnership:")
            ),
            models.CheckConstraint(
                name="dossier_capacity_known",
                condition=models.Q(capacity__in=Capacity.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"dossier:{self.number}"


class Ending(models.Model):
    """Nothing is held any more: the name and all words are erased, and no address leads here."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="ending")
    at = models.DateTimeField()
    fact = key("record.Fact")


class Link(models.Model):
    """The address that the partner was given, as a hash. A newer one replaces it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    by = key("people.Member")
    at = models.DateTimeField()


class Reading(models.Model):
    """Somebody at the brand looked. The partner sees when, and in which role."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="readings")
    by = key("people.Member")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()


class Item(models.Model):
    """One piece of evidence: what it is, where and when it was public, and until when it counts."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    category = models.CharField(max_length=20, choices=Category)
    url = key("record.Passage")
    excerpt = key("record.Passage")
    published_on = models.DateField()
    expires_on = models.DateField()
    by = key("people.Member")
    at = models.DateTimeField()
    fact = key("record.Fact")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="dossier_item_once"),
            models.CheckConstraint(
                name="dossier_item_known",
                condition=models.Q(category__in=Category.values),
            ),
            models.CheckConstraint(
                name="dossier_item_ages",
                condition=models.Q(expires_on__gt=models.F("published_on")),
            ),
        ]


class Capture(models.Model):
    """What stood there: the text, the hash of what was read, when and how."""

    class How(models.TextChoices):
        FETCHED = "fetched", _("read by this server")
        PASTED = "pasted", _("copied by hand")

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="capture")
    text = key("record.Passage")
    sha256 = models.CharField(max_length=64)
    how = models.CharField(max_length=10, choices=How)
    by = key("people.Member")
    at = models.DateTimeField()


class Opinion(models.Model):
    """A reviewer agrees that it is what the class says, or does not."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="opinions")
    agrees = models.BooleanField()
    by = key("people.Member")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "by"], name="dossier_opinion_once"),
        ]


class Removal(models.Model):
    """It no longer counts, and its words are erased."""

    class Why(models.TextChoices):
        REJECTED = "rejected", _("a reviewer did not agree")
        WITHDRAWN = "withdrawn", pgettext_lazy("evidence", "withdrawn")
        APPEAL = "appeal", _("an appeal was upheld")
        EXPIRED = "expired", pgettext_lazy("evidence", "expired")
        PEACE = "peace", _("both sides made peace")

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="removal")
    why = models.CharField(max_length=10, choices=Why)
    by = key("people.Member", null=True)
    at = models.DateTimeField()
    fact = key("record.Fact")


class Reply(models.Model):
    """What the partner says to an item. It stands beside it wherever the item is shown."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="replies")
    words = key("record.Passage")
    at = models.DateTimeField()


class Appeal(models.Model):
    """The partner says that an item is wrong. Acknowledged within a day, decided within seven."""

    brand = key("people.Brand")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="appeals")
    number = models.PositiveIntegerField()
    grounds = key("record.Passage")
    at = models.DateTimeField()
    fact = key("record.Fact")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="dossier_appeal_once"),
        ]

    @property
    def subject(self) -> str:
        return f"dossier-appeal:{self.number}"


class Acknowledgement(models.Model):
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="acknowledgement")
    by = key("people.Member")
    at = models.DateTimeField()


class Finding(models.Model):
    """Somebody who neither filed nor reviewed the item decides, with reasons."""

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="outcome")
    upheld = models.BooleanField()
    reasons = key("record.Passage")
    title = models.CharField(max_length=80)
    by = key("people.Member")
    at = models.DateTimeField()
    fact = key("record.Fact")


class Peace(models.Model):
    """An apology or a correction, offered by either side. Two others accept it, or one declines."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="offers")
    words = key("record.Passage")
    by = key("people.Member", null=True)
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    @property
    def subject(self) -> str:
        return f"dossier-peace:{self.pk}"


class Declining(models.Model):
    """The brand does not accept an offer, and says why. Another one can be made."""

    offer = models.OneToOneField(Peace, on_delete=models.PROTECT, related_name="declining")
    reasons = key("record.Passage")
    by = key("people.Member")
    at = models.DateTimeField()
    fact = key("record.Fact")


class Acceptance(models.Model):
    offer = models.ForeignKey(Peace, on_delete=models.PROTECT, related_name="acceptances")
    by = key("people.Member")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "by"], name="dossier_acceptance_once"),
        ]
