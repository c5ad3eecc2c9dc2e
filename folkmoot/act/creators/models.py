"""Creators who work with the brand: what they are given, until when, and what it comes to.

A creator is a business partner under a working name, never an ordinary fan: there is no field for
an address, a family or a phone. Every row here is written once; the database refuses to change or
delete one (migration 0002), and it knows no privilege without an end.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Cast, Concat, Substr
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Relation(models.TextChoices):
    CONTRACT = "contract", pgettext_lazy("a creator", "under contract")
    LOAN = "loan", pgettext_lazy("a creator", "gets products to try")
    PROJECT = "project", pgettext_lazy("a creator", "one project")
    UNPAID = "unpaid", pgettext_lazy("a creator", "in touch, unpaid")


class Creator(Numbered):
    """A business partner of the brand, under the name of their work."""

    name = key("record.Passage")
    relation = models.CharField(max_length=20, choices=Relation)
    reason = key("record.Passage")

    class Meta(Numbered.Meta):
        constraints: ClassVar = [
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="creator_relation_known", condition=models.Q(relation__in=Relation.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name.text or str(_("Erased"))

    @property
    def subject(self) -> str:
        return f"creator:{self.number}"


class Account(Row):
    """Where a creator publishes, by the public name there."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="accounts")
    platform = models.CharField(max_length=40)
    handle = key("record.Passage")


class Farewell(Row):
    """The brand and a creator no longer work together."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="farewells")
    number = models.PositiveIntegerField()
    reason = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["creator", "number"], name="farewell_number_once"),
        ]


class Comeback(Row):
    """They work together again. What the creator had before still counts in turn."""

    farewell = models.OneToOneField(Farewell, on_delete=models.PROTECT, related_name="comeback")
    reason = key("record.Passage")


class Limits(Row):
    """What holds for all creators, from this row on; the rows before it stay."""

    brand = key("people.Brand")
    number = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    top_percent = models.PositiveSmallIntegerField()
    support_percent = models.PositiveSmallIntegerField()
    fall_points = models.PositiveSmallIntegerField()
    broad_percent = models.PositiveSmallIntegerField()
    shared = models.BooleanField()
    reason = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="limits_number_once"),
            models.CheckConstraint(
                name="limits_rotate",
                condition=models.Q(held__gte=1, held__lt=models.F("of"), of__lte=40),
            ),
            models.CheckConstraint(
                name="limits_are_no_forever", condition=models.Q(months__gte=1, months__lte=12)
            ),
        ]


class Kind(models.TextChoices):
    """What a creator has and others have not."""

    BUDGET = "budget", pgettext_lazy("a privilege", "budget")
    EARLY = "early-access", pgettext_lazy("a privilege", "early access")
    INVITATION = "invitation", pgettext_lazy("a privilege", "invitation")
    CONTACT = "executive-contact", pgettext_lazy("a privilege", "contact with an executive")
    GIFT = "gift", pgettext_lazy("a privilege", "gift")
    OTHER = "other", pgettext_lazy("a privilege", "something else in kind")


def _a_year_after(begins: str) -> Any:
    """The same day of the next year, as text, in functions that both databases have."""
    day = Cast(begins, models.TextField())
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
                    LessThanOrEqual(Cast("until", models.TextField()), _a_year_after("begins"))
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


class Asking(Row):
    """Fans drawn by lot are asked about a creator."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="askings")
    panel = models.OneToOneField("panels.Panel", on_delete=models.PROTECT, related_name="+")


class Support(Row):
    """What they said: how many of them that the creator speaks well for fans and with them."""

    asking = models.OneToOneField(Asking, on_delete=models.PROTECT, related_name="support")
    answered = models.PositiveIntegerField()
    yes = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            # A count of fewer than ten people could point at one of them.
            models.CheckConstraint(
                name="support_of_ten_or_unshown",
                condition=models.Q(answered__gte=10, yes__lte=models.F("answered"))
                | models.Q(answered__lt=10, yes=None, low=None, high=None),
            ),
        ]

    @property
    def percent(self) -> int | None:
        return None if self.yes is None else round(self.yes * 100 / self.answered)

    @property
    def limits(self) -> tuple[int, int]:
        """Of the share, in whole per cent; only where there is one."""
        return round((self.low or 0.0) * 100), round((self.high or 0.0) * 100)


class Side(models.TextChoices):
    BROAD = "broad", _("broad co-creation")
    LEADING = "leading", _("creators")


class Resource(models.TextChoices):
    MONEY = "money", _("money")
    SLOTS = "slots", pgettext_lazy("a resource", "places")
    EXPOSURE = "exposure", pgettext_lazy("a resource", "exposure")


class Allocation(Numbered):
    """Something the brand put into one side or the other, on a day, and for what."""

    side = models.CharField(max_length=10, choices=Side)
    resource = models.CharField(max_length=10, choices=Resource)
    quantity = models.PositiveBigIntegerField()
    on = models.DateField()
    purpose = key("record.Passage")
    about = models.CharField(max_length=80, blank=True)

    @property
    def subject(self) -> str:
        return f"allocation:{self.number}"

    @property
    def amount(self) -> str:
        """As people read it: yuan, or pieces."""
        money = self.resource == Resource.MONEY
        return f"¥{self.quantity / 100:,.2f}" if money else str(self.quantity)

    class Meta(Numbered.Meta):
        constraints: ClassVar = [
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="allocation_known",
                condition=models.Q(
                    side__in=Side.values, resource__in=Resource.values, quantity__gte=1
                ),
            ),
            # Money to creators is a privilege, and is read from there: nothing is counted twice.
            models.CheckConstraint(
                name="allocation_counted_once",
                condition=~models.Q(side=Side.LEADING, resource=Resource.MONEY),
            ),
        ]


class Strike(Row):
    """An allocation was entered wrongly and no longer counts; it stays to be read."""

    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="strike")
    reason = key("record.Passage")


class Concern(models.TextChoices):
    SOLIDARITY = "solidarity", _("solidarity: a friendly creator may leave in protest")
    CARE = "care", _("duty of care: a creator is under attack")


class Checklist(Numbered):
    """A list of what to do for a creator, in the version of that day."""

    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="checklists")
    concern = models.CharField(max_length=20, choices=Concern)
    version = models.CharField(max_length=10)
    reason = key("record.Passage")
    review_on = models.DateField()

    @property
    def subject(self) -> str:
        return f"checklist:{self.number}"


class Tick(Row):
    """One item was done, by whom and how."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=40)
    note = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "item"], name="tick_once"),
        ]


class Look(Row):
    """Somebody looked at a checklist again; without a next day it is finished."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="looks")
    number = models.PositiveIntegerField()
    next_on = models.DateField(null=True)
    note = key("record.Passage")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "number"], name="look_number_once"),
        ]


class Alert(Row):
    """Something was found that the brand's people were told of, once."""

    brand = key("people.Brand")
    code = models.CharField(max_length=30)
    about = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "code", "about"], name="alert_once"),
        ]
