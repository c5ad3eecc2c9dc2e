"""A review before a decision: what was asked of whom, what they answered, and the reply to it.

Each step is a row with who and when. The database itself refuses a step out of turn, an answer
without a declaration, and any change to what was said (migration 0002).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

REPLY_WITHIN = 72
WINDOW = (24, 72)


class Review(models.Model):
    """A draft: what fans drawn by lot will read. Nobody has been asked yet."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=80)
    title = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    window_hours = models.PositiveSmallIntegerField()
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="review_number_once"),
            models.CheckConstraint(
                name="review_window_fair",
                condition=models.Q(window_hours__gte=WINDOW[0], window_hours__lte=WINDOW[1]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def subject(self) -> str:
        return f"review:{self.number}"


class Opening(models.Model):
    """An executive takes it on: in whose name the brand will reply, and by when. (I7)"""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="opening")
    panel = models.OneToOneField("panels.Panel", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80)
    # Whether nothing had been signed yet: only then it is a review before the deal.
    prior = models.BooleanField()
    reply_hours = models.PositiveSmallIntegerField()
    reply_due = models.DateTimeField()
    agreed_above = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="review_reply_promised",
                condition=models.Q(reply_hours__gte=1, reply_hours__lte=REPLY_WITHIN)
                & models.Q(reply_due__gt=models.F("at")),
            ),
        ]


class Attempt(models.Model):
    """Somebody said what this panel can and cannot do: how many of the questions were right."""

    invitation = models.ForeignKey(
        "panels.Invitation", on_delete=models.PROTECT, related_name="review_attempts"
    )
    right = models.PositiveSmallIntegerField()
    at = models.DateTimeField()


class Undertaking(models.Model):
    """Before the papers: it stays in the room, no interest of one's own, and what it is about."""

    invitation = models.OneToOneField(
        "panels.Invitation", on_delete=models.PROTECT, related_name="undertaking"
    )
    at = models.DateTimeField()


class Side(models.IntegerChoices):
    AGREE = 1, _("I agree")
    UNSURE = 0, _("I cannot tell")
    DISAGREE = -1, _("I disagree")


class Response(models.Model):
    """The answers of one seat, which no key and no time leads back to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=10)
    harm = models.PositiveSmallIntegerField()
    fit = models.SmallIntegerField(choices=Side)
    newcomers = models.SmallIntegerField(choices=Side)
    conditions = models.SmallIntegerField(choices=Side)
    advice = models.SmallIntegerField(choices=Side)
    reasons = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="response_in_range",
                condition=models.Q(harm__lte=10)
                & models.Q(
                    fit__in=Side.values,
                    newcomers__in=Side.values,
                    conditions__in=Side.values,
                    advice__in=Side.values,
                ),
            ),
        ]


class Report(models.Model):
    """What the system made of the answers. Its hash is public from that moment on."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="report")
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Heed(models.TextChoices):
    WHOLLY = "wholly", _("we follow the advice")
    PARTLY = "partly", _("we follow it in part")
    NOT = "not", _("we do not follow it")


class Memo(models.Model):
    """The reply, in the owner's own name: what becomes of the advice, and why."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="memo")
    heed = models.CharField(max_length=10, choices=Heed)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="memo_heed_known", condition=models.Q(heed__in=Heed.values))
        ]


class HeardSeat(models.Model):
    """A seat has said whether it was heard. What it said is in no row of its own."""

    invitation = models.OneToOneField(
        "panels.Invitation", on_delete=models.PROTECT, related_name="+"
    )


class HeardBox(models.Model):
    """How many seats gave this mark, 1 to 7, to one of the three sentences."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=12)
    mark = models.PositiveSmallIntegerField()
    seats = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "item", "mark"], name="heard_box_once"),
            models.CheckConstraint(
                name="heard_mark_known", condition=models.Q(mark__gte=1, mark__lte=7)
            ),
        ]


class Archive(models.Model):
    """It is closed: after the reply, never without it."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="archive")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Unsealing(models.Model):
    """What it was about is public now, and so are report and reply."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="unsealing")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
