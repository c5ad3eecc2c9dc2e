"""A matter: what the brand intends, what it decided, and what became of the decision.

Nothing here is edited. A decision that no longer holds has a row beside it that says so, and the
database refuses to change or delete the rows themselves (migration 0002).
"""

from typing import ClassVar

from django.db import models
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

CONSENT = 3  # charter.Rung.CONSENT: constraints are read before the charter's models are there
SUSPEND = 2


class Matter(models.Model):
    """One thing to be decided. A petition can stop it once, before or after the decision."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    topic = models.ForeignKey("charter.Topic", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="matter_number_once"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """How facts and clocks of the brand name this matter."""
        return f"decision:{self.number}"


class Signed(models.Model):
    """The brand's word: by whom, under which name and title, when, and its entry."""

    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Keys(models.Model):
    """The two keys of L3: the brand's is who signs, the fans' is the evidence in these columns.

    The rung is the rule's, once more, so that the database itself can hold I9.
    """

    rung = models.PositiveSmallIntegerField()
    # A petition asked for the majority: nothing less turns the second key.
    contested = models.BooleanField(default=False)
    # The statement that a majority agreed with. It is the evidence for one change.
    poll = models.OneToOneField(
        "conversations.Statement", on_delete=models.PROTECT, related_name="+", null=True
    )
    eligible = models.PositiveIntegerField(null=True)
    quorum = models.PositiveIntegerField(null=True)
    consulted = models.PositiveIntegerField(null=True)
    in_favour = models.PositiveIntegerField(null=True)
    against = models.PositiveIntegerField(null=True)
    support_share = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_needs_both_keys",
                condition=models.Q(rung__lt=CONSENT)
                | (
                    models.Q(
                        poll__isnull=False,
                        eligible__isnull=False,
                        quorum__isnull=False,
                        consulted__isnull=False,
                        in_favour__isnull=False,
                        against__isnull=False,
                        support_share__isnull=False,
                        support_share__gte=50,
                        consulted__gte=models.F("quorum"),
                        consulted__lte=models.F("eligible"),
                    )
                    & models.Q(
                        GreaterThan(
                            models.F("in_favour") * 100,
                            models.F("support_share")
                            * (models.F("in_favour") + models.F("against")),
                        )
                    )
                ),
            ),
        ]

    @property
    def poll_subject(self) -> str:
        return f"{self.poll.conversation.subject}/{self.poll.number}" if self.poll else ""

    @property
    def neither(self) -> int:
        return (self.consulted or 0) - (self.in_favour or 0) - (self.against or 0)


class Intention(Signed):
    """What the brand means to decide, said before it does, so that it can still be stopped."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="intention")
    rule = models.ForeignKey("charter.TopicVersion", on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    decides_on = models.DateField(_("day of the decision"))


class Decision(Signed, Keys):
    """What was decided, under the rule in force that day, and why."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="decision")
    rule = models.ForeignKey("charter.TopicVersion", on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    reasons = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    effective = models.DateField(_("holds from"))
    due = models.DateField(_("done by"), null=True)

    class Meta(Keys.Meta):
        abstract = False
        constraints: ClassVar = [
            *Keys.Meta.constraints,
            models.CheckConstraint(
                name="decision_done_after_it_holds",
                condition=models.Q(due__isnull=True) | models.Q(due__gte=models.F("effective")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)


class Weighing(models.Model):
    """One piece of advice, what the decision made of it, and why."""

    class Standing(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        PARTLY = "partly", _("adopted in part")
        REJECTED = "rejected", _("not adopted")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="weighings")
    source = models.CharField(max_length=80)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    why = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "source"], name="advice_weighed_once"),
            models.CheckConstraint(
                name="weighing_known",
                condition=models.Q(standing__in=["adopted", "partly", "rejected"]),
            ),
        ]
        ordering: ClassVar = ["pk"]


class Suspension(models.Model):
    """A petition reached its thresholds. It stops the matter; it decides nothing (I8).

    At L2 the matter stands still until a day. At L3 nothing is changed before a majority is
    shown, so there is no day.
    """

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="suspension")
    cause = models.CharField(max_length=80)
    rung = models.PositiveSmallIntegerField()
    # Whose word was stopped: this person does not look at it again.
    decider = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="suspension_is_a_right",
                condition=models.Q(rung=SUSPEND, until__gt=models.F("at"))
                & models.Q(until__isnull=False)
                | models.Q(rung=CONSENT, until__isnull=True),
            ),
        ]


class Outcome(Signed):
    """Somebody higher looked at it again. A person signs it: no tally can (I8)."""

    class Result(models.TextChoices):
        UPHELD = "upheld", _("upheld")
        CHANGED = "changed", _("changed")

    suspension = models.OneToOneField(Suspension, on_delete=models.PROTECT, related_name="outcome")
    result = models.CharField(max_length=10, choices=Result.choices)
    reasons = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    # What holds instead, if it was changed.
    words = models.ForeignKey(
        "record.Passage", on_delete=models.PROTECT, related_name="+", null=True
    )
    decider = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outcome_known",
                condition=models.Q(result="upheld", words__isnull=True)
                | models.Q(result="changed", words__isnull=False),
            ),
            models.CheckConstraint(
                name="outcome_not_in_own_cause", condition=~models.Q(by=models.F("decider"))
            ),
        ]


class Override(Signed):
    """A named executive sets a petition's effect aside: announced first, done after a cool-off."""

    suspension = models.OneToOneField(Suspension, on_delete=models.PROTECT, related_name="override")
    reasons = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    earliest = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_fact = models.ForeignKey(
        "record.Fact", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="override_cools_off", condition=models.Q(earliest__gt=models.F("at"))
            ),
            models.CheckConstraint(
                name="override_done_after_cool_off",
                condition=models.Q(done_at__isnull=True, done_fact__isnull=True)
                | models.Q(
                    done_at__isnull=False,
                    done_fact__isnull=False,
                    done_at__gte=models.F("earliest"),
                ),
            ),
        ]


class Reversal(Signed, Keys):
    """A decision no longer holds. The decision stays; this stands beside it with its price."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="reversal")
    rule = models.ForeignKey("charter.TopicVersion", on_delete=models.PROTECT, related_name="+")
    reasons = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    told = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    cost = models.PositiveBigIntegerField(_("what it cost"))
    currency = models.CharField(_("currency"), max_length=3)

    class Meta(Keys.Meta):
        abstract = False
