"""Who is told what, and by which way."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One member is told of one fact. The words quoted stay where they can be erased."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="notices")
    fact = models.ForeignKey("record.Fact", on_delete=models.CASCADE, related_name="+")
    quote = models.ForeignKey(
        "record.Passage", on_delete=models.CASCADE, related_name="+", null=True
    )
    path = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "fact"], name="notice_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "-id"], name="notice_newest")]


class DigestChoice(models.Model):
    """How often a person wants the digest. Without a row it is daily."""

    class Cadence(models.TextChoices):
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("every week")
        NEVER = "never", _("never")

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    cadence = models.CharField(max_length=10, choices=Cadence.choices, default=Cadence.DAILY)
    sent_at = models.DateTimeField(null=True)


class Channel(models.Model):
    """A group chat of the brand's people that is told of facts as they happen."""

    class Kind(models.TextChoices):
        APPRISE = "apprise", _("Apprise address (DingTalk, WeCom, mail and many others)")
        FEISHU = "feishu", _("Feishu bot with signature")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=60)
    address = models.TextField()  # sealed
    secret = models.TextField(blank=True)  # sealed
    fact_kinds = models.JSONField(default=list)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)


class Endpoint(models.Model):
    """A webhook: another program that is told of the brand's public facts."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    url = models.URLField(max_length=500)
    secret = models.TextField()  # sealed
    fact_kinds = models.JSONField(default=list)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)


def new_message() -> str:
    return f"msg_{secrets.token_hex(16)}"


class Delivery(models.Model):
    """One fact on its way to one endpoint. Its message id stays the same in every attempt."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    fact = models.ForeignKey("record.Fact", on_delete=models.CASCADE, related_name="+")
    message = models.CharField(max_length=40, unique=True, default=new_message)
    status = models.PositiveIntegerField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "fact"], name="delivery_once"),
        ]
