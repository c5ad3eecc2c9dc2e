"""The charter as a whole: its editions, what is its soul, and how it changes."""

from typing import ClassVar

from django.db import models
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

# More than five things cannot all be the soul; the settled choice of the project.
MOST_SOUL_ITEMS = 5


class Edition(models.Model):
    """The whole charter from one instant on. Editions are added, never changed.

    `body` holds the articles and the soul items as they were adopted, and `digest` is what the
    record keeps of it.
    """

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    announced_at = models.DateTimeField()
    effective_from = models.DateTimeField()
    review_due = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="edition_once"),
            # I1: no two editions of a charter can be active at the same instant.
            models.UniqueConstraint(fields=["brand", "effective_from"], name="edition_one_active"),
            # I2: an edition is announced before it is in force.
            models.CheckConstraint(
                name="edition_not_retroactive",
                condition=models.Q(effective_from__gte=models.F("announced_at")),
            ),
            models.CheckConstraint(
                name="edition_has_a_sunset",
                condition=models.Q(review_due__gt=models.F("effective_from")),
            ),
        ]
        ordering: ClassVar = ["brand", "effective_from"]

    def __str__(self) -> str:
        return f"{self.brand} {self.number}"

    @property
    def subject(self) -> str:
        return f"charter:{self.number}"


class SoulItem(models.Model):
    """Something without which the brand would not be itself. Changing it takes two keys."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    statement = models.CharField(_("what it is"), max_length=120)
    origin = models.CharField(_("where it comes from"), max_length=300)
    year = models.PositiveSmallIntegerField(_("since which year"))
    proof = models.CharField(_("where anyone can see it"), max_length=300)
    added_by = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            # Five places, one item in each: the database itself counts to five.
            models.CheckConstraint(
                name="soul_at_most_five",
                condition=models.Q(place__gte=1, place__lte=MOST_SOUL_ITEMS),
            ),
            models.UniqueConstraint(
                fields=["brand", "place"],
                condition=models.Q(until__isnull=True),
                name="soul_place_once",
            ),
            models.CheckConstraint(
                name="soul_says_something",
                condition=~models.Q(statement="") & ~models.Q(origin="") & ~models.Q(proof=""),
            ),
            models.CheckConstraint(
                name="soul_ends_later",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ]
        ordering: ClassVar = ["place", "since"]

    def __str__(self) -> str:
        return self.statement


class Guardian(models.Model):
    """Who holds the second key of a soul item: a fan who was asked, accepted, and for a term.

    Pages show `seat`, a name of the guardian's own choice, and never who is behind it.
    """

    item = models.ForeignKey(SoulItem, on_delete=models.PROTECT, related_name="guardians")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=40, blank=True)
    asked_by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "member"],
                condition=models.Q(ended_at__isnull=True),
                name="guardian_once",
            ),
            models.CheckConstraint(
                name="guardian_for_a_term", condition=models.Q(until__gt=models.F("asked_at"))
            ),
            models.CheckConstraint(
                name="guardian_has_a_seat_name",
                condition=models.Q(accepted_at__isnull=True) | ~models.Q(seat=""),
            ),
        ]

    def __str__(self) -> str:
        return self.seat


class AdoptedBy(models.TextChoices):
    EXECUTIVE = "executive", _("an executive, after the comments")
    VOTE = "vote", _("a majority of the members who vote")
    TWO_KEYS = "two-keys", _("two keys: the brand, and the guardians or a majority")


class Amendment(models.Model):
    """A proposed next edition. It follows the clause of the edition that it amends."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    reason = models.TextField(max_length=2000)
    body = models.JSONField()
    adopted_by = models.CharField(max_length=10, choices=AdoptedBy.choices)
    # The numbers of the clause under which it was proposed: they cannot change on the way.
    quorum = models.PositiveIntegerField()
    quorum_share = models.PositiveSmallIntegerField()
    support_share = models.PositiveSmallIntegerField()
    minimum_level = models.PositiveSmallIntegerField()
    minimum_days = models.PositiveSmallIntegerField()
    notice_days = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="amendment_once"),
            models.CheckConstraint(
                name="amendment_has_a_window",
                condition=models.Q(closes_at__gt=models.F("proposed_at")),
            ),
            models.CheckConstraint(
                name="amendment_rule_known",
                condition=models.Q(adopted_by__in=[rule.value for rule in AdoptedBy]),
            ),
            models.CheckConstraint(
                name="amendment_notice_given", condition=models.Q(notice_days__gte=7)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"amendment:{self.number}"


class Voice(models.Model):
    """For or against an amendment; one member, one voice, replaced when given again.

    Like every vote it is no fact of its own; the settlement records the count.
    """

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    in_favour = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["amendment", "member"], name="amendment_voice_once"),
        ]


class Signature(models.Model):
    """A guardian turned the second key for an amendment, or refused to, with a reason."""

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="signatures")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="+")
    consents = models.BooleanField()
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["amendment", "guardian"], name="article_signature_once"
            ),
        ]


# Enough took part, and strictly more than the share of them said yes.
MAJORITY = models.Q(
    GreaterThan(
        models.F("in_favour") * 100,
        models.F("support_share") * (models.F("in_favour") + models.F("against")),
    )
) & models.Q(GreaterThanOrEqual(models.F("in_favour") + models.F("against"), models.F("needed")))
GUARDIANS = models.Q(GreaterThan(models.F("guardians_for") * 2, models.F("guardians")))


class Settlement(models.Model):
    """How an amendment ended, with the count on which it rests."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        DECLINED = "declined", _("not adopted")

    amendment = models.OneToOneField(Amendment, on_delete=models.PROTECT, related_name="settlement")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reply = models.TextField(max_length=4000)
    rule = models.CharField(max_length=10, choices=AdoptedBy.choices)
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    support_share = models.PositiveSmallIntegerField()
    guardians = models.PositiveIntegerField()
    guardians_for = models.PositiveIntegerField()
    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="settlement", null=True
    )
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="settlement_makes_an_edition",
                condition=models.Q(outcome="adopted", edition__isnull=False)
                | models.Q(outcome="declined", edition__isnull=True),
            ),
            # I9: what needs two keys, or a vote, cannot be adopted without them.
            models.CheckConstraint(
                name="settlement_by_its_rule",
                condition=models.Q(outcome="declined")
                | models.Q(rule=AdoptedBy.EXECUTIVE.value)
                | models.Q(rule=AdoptedBy.VOTE.value) & MAJORITY
                | models.Q(rule=AdoptedBy.TWO_KEYS.value) & (MAJORITY | GUARDIANS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment} {self.outcome}"


class Review(models.Model):
    """A charter was looked at again when its time had come: kept, to be changed, or ended."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept as it is")
        TO_CHANGE = "to-change", _("kept, and to be changed")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(max_length=4000)
    next_due = models.DateTimeField()
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")


class Opening(models.Model):
    """The first charter of a brand while it is being written; it can be left and taken up."""

    brand = models.OneToOneField("people.Brand", on_delete=models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)
    started_by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
