"""What creators are given: never without an end, and past the limits by two people alone."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Cast, Concat, Length, Substr
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils.translation import pgettext_lazy

from folkmoot.act.creators.models.base import Numbered, Row, key
from folkmoot.act.creators.models.register import Creator


class Kind(models.TextChoices):
    """What a creator has and others have not."""

    BUDGET = "budget", pgettext_lazy("a privilege", "budget")
    EARLY = "early-access", pgettext_lazy("a privilege", "early access")
    INVITATION = "invitation", pgettext_lazy("a privilege", "invitation")
    CONTACT = "executive-contact", pgettext_lazy("a privilege", "contact with an executive")
    GIFT = "gift", pgettext_lazy("a privilege", "gift")
    OTHER = "other", pgettext_lazy("a privilege", "something else in kind")


def _text(day: str) -> Any:
    """A day as both databases write it: 2026-03-02."""
    return Cast(day, models.TextField())


def _a_year_after(begins: str) -> Any:
    """The same day of the next year, in functions that both databases have."""
    day = _text(begins)
    year = Cast(Cast(Substr(day, 1, 4), models.IntegerField()) + 1, models.TextField())
    return Concat(year, Substr(day, 5, 6))


class Terms(models.Model):
    """What is given, how much, and from when until when. Money is in fen, the rest in pieces."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="%(class)ss")
    kind = models.CharField(max_length=20, choices=Kind)
    quantity = models.PositiveBigIntegerField()
    begins = models.DateField()
    until = models.DateField()
    reason = key("record.Passage")
    deal = key("partnerships.Deal", null=True)

    @property
    def amount(self) -> str:
        """As people read it: yuan, or pieces."""
        return f"¥{self.quantity / 100:,.2f}" if self.kind == Kind.BUDGET else str(self.quantity)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_kind_known", condition=models.Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="%(class)s_is_something", condition=models.Q(quantity__gte=1)
            ),
            models.CheckConstraint(
                name="%(class)s_is_not_permanent",
                condition=models.Q(until__gte=models.F("begins"))
                & models.Q(
                    LessThanOrEqual(_text("until"), _a_year_after("begins")),
                    # A year of five digits would come before one of four.
                    Exact(Length(_text("begins")), 10),
                    Exact(Length(_text("until")), 10),
                ),
            ),
        ]


class Request(Terms, Numbered):
    """Somebody asks for a privilege that the limits do not allow."""

    class Meta(Terms.Meta, Numbered.Meta):
        constraints: ClassVar = [*Terms.Meta.constraints, *Numbered.Meta.constraints]


class Exemption(Row):
    """An executive who did not ask for it lets it past the limits, in their own name."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="exemption")
    reasons = key("record.Passage")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80)


class Privilege(Terms, Numbered):
    """What a creator was given. Both days are included."""

    exemption = models.OneToOneField(
        Exemption, on_delete=models.PROTECT, related_name="privilege", null=True
    )

    class Meta(Terms.Meta, Numbered.Meta):
        constraints: ClassVar = [*Terms.Meta.constraints, *Numbered.Meta.constraints]


class Revocation(Row):
    """A privilege ends before its day. `on` is the first day without it."""

    privilege = models.OneToOneField(Privilege, on_delete=models.PROTECT, related_name="revocation")
    on = models.DateField()
    reasons = key("record.Passage")


class Figures(Row):
    """How one kind of privilege was spread over the creators of one quarter, and from what."""

    brand = key("people.Brand")
    quarter = models.CharField(max_length=6)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    creators = models.PositiveIntegerField()
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    parameters = models.JSONField()
    input_digest = models.CharField(max_length=64)
    result = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brand", "quarter", "kind", "number"], name="figures_number_once"
            ),
        ]

    @property
    def percent(self) -> int:
        """What the first five have, as pages say it."""
        return round(float(self.result["top_five"]) * 100)
