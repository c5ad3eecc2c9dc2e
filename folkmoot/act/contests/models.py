"""A contest among ordinary fans: brief, entries, support, triage, the result, what follows.

The brief is fixed when it is published; rights and royalties stand in it, or there is no contest.
There is no field for money or points beside a support, and the database keeps one voice a person.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def key(to: str, **more: Any) -> Any:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+", **more)


class Rule(models.TextChoices):
    """How the jury's papers are counted; named before anybody enters."""

    APPROVAL = "approval", _("approval: the most approved win")
    STV = "stv", _("single transferable vote: ranked, in proportion")
    SHARES = "equal-shares", _("equal shares: a budget, spent in proportion")


class Contest(models.Model):
    """The brief. Money is in fen; `newcomers` is a number of places, or of fen, of `places`."""

    brand = key("people.Brand")
    number = models.PositiveIntegerField()
    title = key("record.Passage")
    asks = key("record.Passage")
    criteria = key("record.Passage")
    no_gos = key("record.Passage")
    rights = key("record.Passage")
    royalties = key("record.Passage")
    rule = models.CharField(max_length=20, choices=Rule)
    places = models.PositiveBigIntegerField()
    newcomers = models.PositiveBigIntegerField()
    entries_close = models.DateTimeField()
    support_closes = models.DateTimeField()
    answer_due = models.DateTimeField()
    rights_return = models.DateField()
    by = key("people.Member")
    owner = models.CharField(max_length=120)
    owner_title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = key("record.Fact")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="contest_number_once"),
            models.CheckConstraint(
                name="contest_rule_known", condition=models.Q(rule__in=Rule.values)
            ),
            models.CheckConstraint(
                name="contest_places_real",
                condition=models.Q(places__gte=1, newcomers__lte=models.F("places")),
            ),
            models.CheckConstraint(
                name="contest_days_in_order",
                condition=models.Q(
                    at__lt=models.F("entries_close"),
                    entries_close__lt=models.F("support_closes"),
                    support_closes__lt=models.F("answer_due"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def subject(self) -> str:
        return f"contest:{self.number}"

    @property
    def is_budget(self) -> bool:
        return self.rule == Rule.SHARES


class Cancellation(models.Model):
    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="cancellation")
    reason = key("record.Passage")
    by = key("people.Member")
    at = models.DateTimeField()
    fact = key("record.Fact")


class Entry(models.Model):
    """One fan's idea. `number` is the brand's, so that it has a name of its own."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="entries")
    brand = key("people.Brand")
    number = models.PositiveIntegerField()
    author = key("people.Member")
    title = key("record.Passage")
    text = key("record.Passage")
    cost = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    fact = key("record.Fact")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="entry_number_once"),
            models.UniqueConstraint(fields=["contest", "author"], name="entry_one_each"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def subject(self) -> str:
        return f"contest-entry:{self.number}"

    @property
    def price(self) -> str:
        """As people read it, in yuan."""
        return f"¥{self.cost / 100:,.2f}"


class Withdrawal(models.Model):
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    fact = key("record.Fact")


class Support(models.Model):
    """One fan stands behind an entry, or no longer does. It costs nothing and weighs the same."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="supports")
    member = key("people.Member")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "member"], name="support_one_each"),
        ]


class Feasible(models.TextChoices):
    YES = "yes", pgettext_lazy("triage", "feasible")
    CHANGED = "changed", pgettext_lazy("triage", "feasible with changes")
    NO = "no", pgettext_lazy("triage", "not feasible")


class Triage(models.Model):
    """At a hundred and at a thousand supporters the brand says whether it can be made, and why."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="triages")
    supporters = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Feasible)
    reason = key("record.Passage")
    by = key("people.Member")
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = key("record.Fact")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "supporters"], name="triage_once"),
        ]


class Assessment(models.Model):
    """What somebody who knows the trade says of a finalist, by the criteria. It is no vote."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="assessments")
    words = key("record.Passage")
    by = key("people.Member")
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = key("record.Fact")


class Jury(models.Model):
    """Fans drawn by lot; nobody who entered is among them."""

    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="jury")
    panel = models.OneToOneField("panels.Panel", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Voting(models.Model):
    """The jury's secret ballot on the finalists."""

    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="voting")
    ballot = models.OneToOneField("ballots.Ballot", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Result(models.Model):
    """What the rule says of the papers, round by round, as anybody can count it again."""

    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="result")
    rounds = models.JSONField()
    seed = models.CharField(max_length=64)
    standing = models.JSONField()
    at = models.DateTimeField()
    fact = key("record.Fact")


class Win(models.Model):
    """An entry won; its terms become a promise."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="win")
    lane = models.BooleanField()
    at = models.DateTimeField()
    fact = key("record.Fact")


class Making(models.Model):
    """It was made: where it can be seen."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="making")
    url = models.CharField(max_length=500)
    by = key("people.Member")
    at = models.DateTimeField()
    fact = key("record.Fact")


class RightsReturn(models.Model):
    """The rights are the author's again."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="rights_return")
    at = models.DateTimeField()
    fact = key("record.Fact")
