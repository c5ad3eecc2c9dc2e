"""Who may speak for whom, on what, until when; and who says that they are not represented."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Body(models.Model):
    """A board, a council or a panel that an article of the charter creates."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    article = models.CharField(max_length=4)
    # The topic whose rule says who is eligible: the people it could speak for.
    topic = models.ForeignKey("charter.Topic", on_delete=models.PROTECT, related_name="+")
    founded_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="body_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"body:{self.number}"


class Seat(models.Model):
    """One seat, for one term. Pages show its name and never who is behind it."""

    class ChosenBy(models.TextChoices):
        ELECTION = "election", _("elected by the members")
        LOT = "lot", _("drawn by lot")
        INVITATION = "invitation", _("invited by the brand")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, blank=True)
    chosen_by = models.CharField(max_length=10, choices=ChosenBy.choices)
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # When the holder agreed that the real name may be shown, long after the term.
    naming_allowed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "member"],
                condition=models.Q(ended_at__isnull=True),
                name="seat_once",
            ),
            models.CheckConstraint(
                name="seat_for_a_term", condition=models.Q(until__gt=models.F("offered_at"))
            ),
            models.CheckConstraint(
                name="seat_named_when_taken",
                condition=models.Q(taken_at__isnull=True) | ~models.Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Interest(models.Model):
    """A conflict of interest that the holder of a seat declared, from when until when."""

    class Kind(models.TextChoices):
        PAY = "pay", _("pay from the brand or a partner")
        GIFT = "gift", _("a gift or a loan")
        FAMILY = "family", _("family or friendship")
        HOLDING = "holding", _("shares or another holding")
        RIVAL = "rival", _("a tie to a competitor")
        OTHER = "other", _("something else")

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    declared_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="interest_runs_forward",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ]


class Statement(models.Model):
    """A draft of the body that members can sign, agree with or reject before it is published."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="statements")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    # How many passages claim to speak for all, as found when it was written.
    claims = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="collective_once"),
            models.CheckConstraint(
                name="collective_has_a_window",
                condition=models.Q(closes_at__gt=models.F("opened_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def subject(self) -> str:
        return f"collective:{self.number}"


class Position(models.IntegerChoices):
    SIGN = 2, _("Sign it")
    AGREE = 1, _("Agree, without signing")
    UNDECIDED = 0, _("Undecided")
    AGAINST = -1, _("Against it")


class Reply(models.Model):
    """What one member says to the draft; replaced when given again, and no fact of its own."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="replies")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    position = models.SmallIntegerField(choices=Position.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "member"], name="collective_reply_once"),
            models.CheckConstraint(
                name="collective_reply_known",
                condition=models.Q(position__in=[p.value for p in Position]),
            ),
        ]


class Motion(models.Model):
    """A question on which the body itself votes, on record."""

    class Purpose(models.TextChoices):
        MANDATE = "mandate", _("a mandate")
        PUBLISH = "publish", _("publishing a statement")
        CONFIRM = "confirm", _("confirming a contested mandate")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="motions")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="motions", null=True
    )
    mandate = models.ForeignKey(
        "Mandate", on_delete=models.PROTECT, related_name="motions", null=True
    )
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "number"], name="motion_once"),
            models.CheckConstraint(
                name="motion_about_one_thing",
                condition=models.Q(purpose="publish", statement__isnull=False, mandate__isnull=True)
                | models.Q(purpose="confirm", statement__isnull=True, mandate__isnull=False)
                | models.Q(purpose="mandate", statement__isnull=True, mandate__isnull=True),
            ),
        ]


class SeatVote(models.Model):
    """Only the count is ever shown: the body speaks together."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    choice = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["motion", "seat"], name="seat_vote_once"),
            models.CheckConstraint(
                name="seat_vote_known", condition=models.Q(choice__in=[-1, 0, 1])
            ),
        ]


class Result(models.Model):
    """How a motion ended, with the count."""

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="result")
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    seats = models.PositiveIntegerField()
    carried = models.BooleanField()
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="result_carried_by_a_majority",
                condition=models.Q(carried=False) | models.Q(in_favour__gt=models.F("against")),
            ),
        ]


class Mandate(models.Model):
    """A body may speak for somebody on something until a day. There is none without that day."""

    class Source(models.TextChoices):
        VOTE = "vote", _("a recorded vote of the body")
        CLAUSE = "clause", _("a clause of the charter")

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    # Who speaks: one seat, or the body together.
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", null=True)
    topic = models.ForeignKey("charter.Topic", on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source.choices)
    motion = models.OneToOneField(
        Motion, on_delete=models.PROTECT, related_name="granted", null=True
    )
    clause = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="mandate_once"),
            models.CheckConstraint(
                name="mandate_expires", condition=models.Q(until__gt=models.F("since"))
            ),
            # Granted by a recorded vote or by a clause, and by nothing else.
            models.CheckConstraint(
                name="mandate_was_granted",
                condition=models.Q(source="vote", motion__isnull=False, clause="")
                | models.Q(source="clause", motion__isnull=True) & ~models.Q(clause=""),
            ),
        ]

    @property
    def subject(self) -> str:
        return f"mandate:{self.number}"


class MandateEnd(models.Model):
    """A mandate ended before its day."""

    class Reason(models.TextChoices):
        OVERSTEPPED = "overstepped", _("more was said than it allowed")
        GIVEN_BACK = "given-back", _("given back by the body")
        RULE_ENDED = "rule-ended", _("the clause behind it ended")

    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Contest(models.Model):
    """So many members said "not represented" that the body has to vote again, or it lapses."""

    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="contest")
    at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    confirmed_by = models.OneToOneField(
        Motion, on_delete=models.PROTECT, related_name="+", null=True
    )
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contest_lapses_later", condition=models.Q(lapses_at__gt=models.F("at"))
            ),
        ]


class Publication(models.Model):
    """A statement was published: whom it could have spoken for, who was asked, who signed."""

    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, related_name="publication"
    )
    # N: nothing is published in the name of a body without a recorded vote.
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, related_name="publications", null=True
    )
    claims = models.PositiveIntegerField()
    disclaimed = models.BooleanField()
    eligible = models.PositiveIntegerField()
    consulted = models.PositiveIntegerField()
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    signers = models.PositiveIntegerField()
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="publication_counts_add_up",
                condition=models.Q(signers__lte=models.F("in_favour"))
                & models.Q(consulted__gte=models.F("in_favour") + models.F("against")),
            ),
            # I10: a collective pronoun without a live mandate is never published bare.
            models.CheckConstraint(
                name="publication_speaks_for_whom_it_may",
                condition=models.Q(claims=0)
                | models.Q(mandate__isnull=False)
                | models.Q(disclaimed=True),
            ),
        ]


class NotRepresented(models.Model):
    """ "I am not represented": one tap, and taken back with another."""

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="not_represented"
    )
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["publication", "member"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="not_represented_once",
            ),
        ]
