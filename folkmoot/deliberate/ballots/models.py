"""A secret ballot: what was fixed when it opened, who has voted, and the sealed box.

`Mark` says that a token has voted. `Box` holds all papers of a ballot, sealed, in one row. Neither
knows of the other, and no row is written for one paper before all are counted: `Paper` rows are
made at the close, all at once. Why: docs/decisions/0009-the-box-of-a-ballot.md.

Nothing here is changed after it was said, and the database itself refuses it (migration 0002).
"""

import uuid
from collections.abc import Callable, Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from civics.ballots import Definition

# Where choices are the words of fans, their room says what they are called today; or nothing, if
# the ballot is none of its own. By the first part of what a ballot is about.
NAMERS: "dict[str, Callable[[Ballot], Mapping[str, str]]]" = {}


class Method(models.TextChoices):
    ONE = "one", _("one choice")
    APPROVAL = "approval", _("any number of choices")
    RANKING = "ranking", _("an order of choices")


class Ballot(models.Model):
    """The definition, complete: nothing of it changes while people vote, or afterwards."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=80)
    question = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=Method)
    keys = models.JSONField()
    # What the choices are called, one a line, in the order of the keys.
    names = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    eligible = models.PositiveIntegerField()
    eligible_root = models.CharField(max_length=64)
    # The public key that receipts of this ballot are signed with.
    verifier = models.CharField(max_length=300)
    owner = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="ballot_number_once"),
            models.CheckConstraint(
                name="ballot_method_known", condition=models.Q(method__in=Method.values)
            ),
            models.CheckConstraint(
                name="ballot_closes_later",
                condition=models.Q(closes_at__gt=models.F("opened_at")),
            ),
            models.CheckConstraint(
                name="ballot_has_voters", condition=models.Q(eligible__gte=1, seats__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def subject(self) -> str:
        """How facts and clocks of the brand name this ballot."""
        return f"ballot:{self.number}"

    @property
    def definition(self) -> Definition:
        return Definition(self.method, tuple(self.keys), self.rule, self.seats)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Key and name; after an erasure of the names the keys stand for themselves."""
        namer = NAMERS.get(self.about.partition(":")[0])
        named = namer(self) if namer else {}
        if named:
            return [(key, named[key]) for key in self.keys]
        names = str(self.names).splitlines()
        shown = names if len(names) == len(self.keys) else self.keys
        return list(zip(self.keys, shown, strict=True))


class Voter(models.Model):
    """Somebody who may vote, under a token that means nothing outside of this ballot."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="voters")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "member"], name="ballot_voter_once"),
            models.UniqueConstraint(fields=["ballot", "token"], name="ballot_token_once"),
        ]

    def __str__(self) -> str:
        return self.token


class Mark(models.Model):
    """This token has voted. There is no time, and nothing that leads to a paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="marks")
    token = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "token"], name="ballot_mark_once"),
        ]


class Box(models.Model):
    """All papers that were cast, sealed together, and anew with every vote."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="box")
    sealed = models.BinaryField()


class Paper(models.Model):
    """A counted paper. All of a ballot are written together, sorted by their random trackers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="papers")
    tracker = models.CharField(max_length=20)
    choice = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "tracker"], name="ballot_tracker_once"),
        ]


class Closing(models.Model):
    """The count. Both boxes held as many, or there would be none."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="closing")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+", null=True)
    voted = models.PositiveIntegerField()
    papers = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    counts = models.JSONField()
    elected = models.JSONField()
    # Papers that their voters replaced: tracker, lock and the key that fits it.
    replaced = models.JSONField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ballot_boxes_equal", condition=models.Q(voted=models.F("papers"))
            ),
        ]


class Appeal(models.Model):
    """Somebody holds a receipt that this server signed, and the count knows nothing of it."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="appeals")
    number = models.PositiveIntegerField()
    tracker = models.CharField(max_length=20)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="ballot_appeal_once"),
            models.UniqueConstraint(fields=["ballot", "tracker"], name="ballot_appeal_tracker"),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def subject(self) -> str:
        return f"ballot-appeal:{self.number}"


class Reply(models.Model):
    """What the brand says to an appeal, under a title and in public."""

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="reply")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.words)
