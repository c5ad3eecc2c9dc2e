"""A wish of one fan, its versions, who supports it, and what the brand did about it."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# Crockford's base 32: nothing in it is mistaken for something else when read from a phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Status(models.TextChoices):
    RECEIVED = "received", _("received")
    ASSESSING = "assessing", _("being assessed")
    ADOPTED = "adopted", _("adopted")
    PARTLY = "partly", _("adopted in part")
    DECLINED = "declined", _("not adopted")
    DELIVERED = "delivered", _("delivered")
    ACCEPTED = "accepted", _("confirmed by fans")


class Reason(models.TextChoices):
    """Why a suggestion took a step. Every step has one, and words beside it."""

    IN_SCOPE = "in-scope", _("it is about something that can change")
    NEEDS_STUDY = "needs-study", _("it needs a study first")
    NEEDS_OTHERS = "needs-others", _("other teams have to say something to it")
    SOLVES = "solves", _("it solves a real problem")
    WANTED = "wanted", _("people of different groups want it")
    PLANNED = "planned", _("it fits what is planned")
    RIGHT = "right", _("it is right, whatever it costs")
    IN_PART = "in-part", _("a part of it can be done")
    NOT_OPEN = "not-open", _("the charter says that this cannot change")
    COST = "cost", _("it costs more than it brings")
    SAFETY = "safety", _("safety or the law is against it")
    CONFLICT = "conflict", _("it would take away what others need")
    EXISTS = "exists", _("it exists already")
    UNCLEAR = "unclear", _("it remained unclear what is meant")
    NOT_NOW = "not-now", _("not in the next two years")
    SHIPPED = "shipped", _("it is in what people buy or use")
    IN_FORCE = "in-force", _("a rule or a way of working has changed")
    AS_PROMISED = "as-promised", _("it is as promised")
    ENOUGH = "enough", _("it is not all, and good enough")
    MISSING = "missing", _("it is not there")
    DIFFERS = "differs", _("it is something else than what was promised")


TONES: dict[str, str] = {
    Status.ASSESSING: "action",
    Status.ADOPTED: "kept",
    Status.PARTLY: "kept",
    Status.DELIVERED: "kept",
    Status.ACCEPTED: "kept",
}

# What may follow on what. Nothing else can be stored: the database holds this too.
PATHS = (
    (Status.RECEIVED, Status.ASSESSING),
    (Status.ASSESSING, Status.ADOPTED),
    (Status.ASSESSING, Status.PARTLY),
    (Status.ASSESSING, Status.DECLINED),
    (Status.ADOPTED, Status.DELIVERED),
    (Status.PARTLY, Status.DELIVERED),
    (Status.DELIVERED, Status.ACCEPTED),
    (Status.DELIVERED, Status.ADOPTED),
    (Status.DELIVERED, Status.PARTLY),
)


def _on_a_path() -> models.Q:
    allowed = models.Q()
    for before, after in PATHS:
        allowed |= models.Q(before=before.value, status=after.value)
    return allowed


def new_receipt() -> str:
    """Forty random bits. The code opens nothing that is not public; it saves signing in."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class Suggestion(models.Model):
    """Made under the rule in force that day. What the list sorts by is kept here."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rule = models.ForeignKey("charter.TopicVersion", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=9, unique=True, default=new_receipt)
    willing = models.BooleanField(_("willing to take part"), default=False)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The latest version, step and merge say the same; written together with them.
    version = models.PositiveIntegerField(default=1)
    title = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RECEIVED)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged", null=True
    )
    # Taken down by moderation, with a reason on record; its author can appeal.
    hidden_at = models.DateTimeField(null=True)
    supports = models.PositiveIntegerField(default=0)
    across = models.FloatField(default=0.0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "number"], name="suggestion_number_once"),
            models.CheckConstraint(
                name="suggestion_status_known",
                condition=models.Q(status__in=[s.value for s in Status]),
            ),
            models.CheckConstraint(
                name="suggestion_not_in_itself",
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["brand", "-across", "-supports", "-number"], name="suggestion_across"
            ),
            models.Index(fields=["brand", "-supports", "-number"], name="suggestion_supports"),
            models.Index(fields=["brand", "status", "due_at"], name="suggestion_due"),
            models.Index(fields=["author"], name="suggestion_author"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def subject(self) -> str:
        return f"suggestion:{self.number}"

    @property
    def beyond_title(self) -> str:
        """What the text says besides its title, for a list; nothing if it only repeats it."""
        text, title = self.text.text or "", self.title.text or ""
        rest = text.removeprefix(title) if title else text
        return text if rest.strip(" 。.!！?？…") else ""

    @property
    def tone(self) -> str:
        """How its status looks; the word says the same."""
        return TONES.get(self.status, "")

    @property
    def is_undecided(self) -> bool:
        return self.status in (Status.RECEIVED, Status.ASSESSING)


class Version(models.Model):
    """One wording of a suggestion. Versions are added, never changed."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    scene = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suggestion", "number"], name="suggestion_version_once")
        ]


class Support(models.Model):
    """One person stands behind one wording. Withdrawing ends the row; a new one may begin.

    A support is no fact of its own: the public record must not hold an entry for each person.
    """

    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, related_name="support", db_index=False
    )
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    # The merge along which this support came; undoing the merge ends it.
    through = models.ForeignKey(
        "Merge", on_delete=models.PROTECT, related_name="carried", null=True, db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["suggestion", "member"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="support_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["suggestion", "version"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="support_live",
            ),
        ]


class Step(models.Model):
    """The suggestion took a step: to which status, why, by whom."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    before = models.CharField(max_length=10, choices=Status.choices)
    status = models.CharField(max_length=10, choices=Status.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    # The signature of the brand; empty where a fan spoke, who is not named.
    name = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suggestion", "number"], name="step_number_once"),
            models.CheckConstraint(name="step_on_a_path", condition=_on_a_path()),
            models.CheckConstraint(
                name="step_has_a_reason",
                condition=models.Q(reason__in=[reason.value for reason in Reason]),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "-at"], name="step_newest")]


class Draft(models.Model):
    """A decision that is prepared: one person writes it, another one approves it."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="drafts")
    outcome = models.CharField(max_length=10, choices=Status.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    owner_title = models.CharField(max_length=80, blank=True)
    due = models.DateField(null=True)
    evidence = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(
        "people.Member", on_delete=models.PROTECT, related_name="+", null=True
    )
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=models.Q(published_at__isnull=True, replaced_at__isnull=True),
                name="draft_open_once",
            ),
            models.CheckConstraint(
                name="draft_decides",
                condition=models.Q(outcome__in=["adopted", "partly", "declined"]),
            ),
            models.CheckConstraint(
                name="draft_approved_by_another",
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    models.Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~models.Q(approved_by=models.F("by"))
                ),
            ),
            models.CheckConstraint(
                name="draft_published_after_approval",
                condition=models.Q(published_at__isnull=True)
                | models.Q(approved_by__isnull=False, replaced_at__isnull=True),
            ),
            models.CheckConstraint(
                name="draft_yes_has_owner_and_date",
                condition=models.Q(outcome="declined", owner_title="", due__isnull=True)
                | (models.Q(due__isnull=False) & ~models.Q(owner_title="")),
            ),
        ]


class Decision(models.Model):
    """What the brand decided: the published step, and what a yes obliges it to."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="decision")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="decision")
    owner_title = models.CharField(max_length=80, blank=True)
    due = models.DateField(null=True)
    evidence = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")


class Merge(models.Model):
    """One suggestion goes into another: proposed, agreed to by its authors, perhaps undone.

    The supports of the source stay as they are; who says yes gets one at the target besides.
    """

    source = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="merges")
    target = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="+")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True)
    merged_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(refused_at__isnull=True, undone_at__isnull=True),
                name="merge_open_once",
            ),
            models.CheckConstraint(
                name="merge_into_another", condition=~models.Q(source=models.F("target"))
            ),
            models.CheckConstraint(
                name="merge_refused_or_made",
                condition=models.Q(refused_at__isnull=True) | models.Q(merged_at__isnull=True),
            ),
        ]


class Consent(models.Model):
    """An author of the suggestion that would go agreed to its going."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="consents")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merge", "member"], name="merge_consent_once")
        ]


class MergeAnswer(models.Model):
    """A supporter of the merged suggestion took the support along, or did not."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    kept = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merge", "member"], name="merge_answer_once")
        ]


class Note(models.Model):
    """What the brand's people tell each other about a suggestion. Never shown to others."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="notes")
    words = models.ForeignKey("record.Passage", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Ranking(models.Model):
    """How "wanted across groups" was last computed, with what it takes to compute it again."""

    brand = models.OneToOneField("people.Brand", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    input_digest = models.CharField(max_length=64)
    voices = models.JSONField()  # how many people of each stratum support anything
