"""A question, statements about it, and what each person thinks of each statement."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Choice(models.IntegerChoices):
    DISAGREE = -1, _("disagree")
    PASS = 0, _("pass")
    AGREE = 1, _("agree")


class Conversation(models.Model):
    """Opened under the rule that was in force that day; the rule is kept with it."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rule = models.ForeignKey("charter.TopicVersion", on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    background = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    approve_first = models.BooleanField(_("statements wait for approval"), default=True)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="conversation_number_once"),
            models.CheckConstraint(
                name="conversation_has_a_window",
                condition=models.Q(closes_at__gt=models.F("opened_at")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["brand", "closes_at"],
                name="conversation_open",
                condition=models.Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def subject(self) -> str:
        """How facts and clocks of the brand name this conversation."""
        return f"conversation:{self.number}"


class Participant(models.Model):
    """A voice in one conversation. Imported voices have no member behind them."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    member = models.ForeignKey(
        "people.Member", on_delete=models.PROTECT, related_name="+", null=True
    )
    pseudonym = models.CharField(max_length=24)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "member"], name="participant_member_once"
            ),
            models.UniqueConstraint(
                fields=["conversation", "pseudonym"], name="participant_pseudonym_once"
            ),
        ]

    @staticmethod
    def new_pseudonym() -> str:
        return secrets.token_hex(6)


class Statement(models.Model):
    class Standing(models.TextChoices):
        WAITING = "waiting", _("waiting for approval")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("not accepted")

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="statements"
    )
    number = models.PositiveIntegerField()
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    # What the latest ruling says; written together with it, so that voting need not look it up.
    standing = models.CharField(max_length=10, choices=Standing.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="statement_number_once"
            ),
            models.CheckConstraint(
                name="statement_standing_known",
                condition=models.Q(standing__in=["waiting", "accepted", "rejected"]),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation", "standing", "number"], name="statement_standing"),
        ]

    def __str__(self) -> str:
        return str(self.words)


class Ruling(models.Model):
    """A moderator let a statement in or kept it out, with a reason. The latest one holds."""

    class Reason(models.TextChoices):
        FITS = "fits", _("fits the question")
        OFF_TOPIC = "off-topic", _("not about the question")
        DUPLICATE = "duplicate", _("says the same as another statement")
        PERSONAL = "personal", _("about a person, or holds personal details")
        UNLAWFUL = "unlawful", _("against the law")
        SEVERAL = "several", _("says several things at once")
        ATTACK = "attack", _("degrades a person or a group")
        APPEAL = "appeal", _("an appeal was won")
        IMPORTED = "imported", _("as it stood where it was imported from")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="rulings")
    outcome = models.CharField(max_length=10, choices=Statement.Standing.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["statement", "-id"], name="ruling_now")]


class Vote(models.Model):
    """What one voice thinks of one statement now. Voting again replaces the answer.

    A vote is no fact of its own: the public record must not hold an entry for each person. The
    tally is recorded with the map, and the votes themselves leave as pseudonymous open data.
    """

    # The statement's conversation once more, so that what is new since a map is one index scan.
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    choice = models.SmallIntegerField(choices=Choice.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "statement"], name="vote_once"),
            models.CheckConstraint(name="vote_known", condition=models.Q(choice__in=[-1, 0, 1])),
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation", "at"], name="vote_newest"),
        ]


class Map(models.Model):
    """One computed opinion map, with all that is needed to compute it again."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="maps", db_index=False
    )
    at = models.DateTimeField()
    # Until when votes were looked at: later than `at` if none of them changed anything.
    counted_at = models.DateTimeField()
    votes = models.PositiveIntegerField()
    voters = models.PositiveIntegerField()
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    seed = models.PositiveIntegerField()
    input_digest = models.CharField(max_length=64)
    result = models.JSONField()
    picture = models.JSONField()
    priorities = models.JSONField()
    # Where each pseudonym stands and the votes that were counted; kept with the newest map only.
    people = models.JSONField(null=True)
    ballots = models.BinaryField(null=True)
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["conversation", "-id"], name="map_latest")]


class Answer(models.Model):
    """The brand's answer: one version of it, by a named person in a named role."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField()
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "number"], name="answer_version_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["-at"], name="answer_newest")]


class Import(models.Model):
    """The conversation began elsewhere: what came with it. Shown wherever its votes are."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="origin"
    )
    source = models.CharField(max_length=200)
    statements = models.PositiveIntegerField()
    voters = models.PositiveIntegerField()
    votes = models.PositiveIntegerField()
    source_digest = models.CharField(max_length=64)
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
