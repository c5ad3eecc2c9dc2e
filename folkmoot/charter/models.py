"""Who decides what: topics, and the versions of the rule for each."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from folkmoot.foundation.people.rules import Level


class Rung(models.IntegerChoices):
    """The rights ladder. What a voice can do is the first thing that a page says."""

    INFORM = 0, _("L0 · We tell you")
    ADVISE = 1, _("L1 · You advise")
    SUSPEND = 2, _("L2 · You can suspend")
    CONSENT = 3, _("L3 · You must consent")

    @property
    def promise(self) -> str:
        return str(PROMISES[self])


# What the brand promises on each rung, word for word as the boundary card says it.
PROMISES = {
    Rung.INFORM: _("We tell you the facts and our reasons, on time."),
    Rung.ADVISE: _(
        "We listen before we decide, and tell you in writing by the reply date what your words "
        "changed. A count of votes does not decide."
    ),
    Rung.SUSPEND: _(
        "If enough of you ask for it, the decision stops for up to seven days and someone higher "
        "looks at it again, with reasons in public."
    ),
    Rung.CONSENT: _("Without evidence that most of you support it, we do not change this."),
}


class Topic(models.Model):
    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="topics")
    slug = models.CharField(max_length=40)
    title = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "slug"], name="topic_once"),
        ]

    def __str__(self) -> str:
        return self.title


class TopicVersion(models.Model):
    """The rule for one topic from one instant on. Versions are added, never changed."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    rung = models.PositiveSmallIntegerField(_("what a voice can do"), choices=Rung.choices)
    decider = models.CharField(_("who decides"), max_length=80)
    open_to_change = models.TextField(_("what can change"), max_length=1000)
    not_open = models.TextField(_("what cannot change"), max_length=1000)
    minimum_level = models.PositiveSmallIntegerField(
        _("who may take part"), choices=Level.choices, default=Level.EMAIL
    )
    quorum = models.PositiveIntegerField(_("quorum (people)"), default=0)
    reply_hours = models.PositiveIntegerField(_("reply due within (hours)"), default=14 * 24)
    announced_at = models.DateTimeField()
    effective_from = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "number"], name="topic_version_once"),
            # I1: no two versions of a topic can be active at the same instant.
            models.UniqueConstraint(fields=["topic", "effective_from"], name="topic_one_active"),
            # I2: a rule is announced before it is in force.
            models.CheckConstraint(
                name="topic_not_retroactive",
                condition=models.Q(effective_from__gte=models.F("announced_at")),
            ),
            models.CheckConstraint(
                name="topic_rung_known", condition=models.Q(rung__in=[r.value for r in Rung])
            ),
            models.CheckConstraint(
                name="topic_reply_promised", condition=models.Q(reply_hours__gt=0)
            ),
        ]
        ordering: ClassVar = ["topic", "effective_from"]

    def __str__(self) -> str:
        return f"{self.topic} {self.number}"

    @property
    def promise(self) -> str:
        return Rung(self.rung).promise

    @property
    def ladder(self) -> list[Rung]:
        return list(Rung)

    @property
    def reply_within(self) -> str:
        """How long the brand may take for its reply: whole days where they are whole."""
        days, hours = divmod(self.reply_hours, 24)
        if hours:
            return ngettext("%d hour", "%d hours", self.reply_hours) % self.reply_hours
        return ngettext("%d day", "%d days", days) % days
