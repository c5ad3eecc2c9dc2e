"""Who decides what: topics, and the versions of the rule for each."""

from typing import ClassVar

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

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


# A petition stops a decision for seven days at most: longer would be a veto by another name.
LONGEST_SUSPENSION = 7 * 24
# Members who did something lately are core, active or ordinary: no petition spans more.
MOST_COHORTS = 3


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
    # Reaching either of the two is enough; 0 asks for none.
    quorum = models.PositiveIntegerField(_("quorum (people)"), default=200)
    quorum_share = models.PositiveSmallIntegerField(
        _("quorum (per cent of those who may take part)"), default=15
    )
    petition_share = models.PositiveSmallIntegerField(
        _("signatures a petition needs (per cent of active members who may take part)"), default=5
    )
    petition_cohorts = models.PositiveSmallIntegerField(
        _("cohorts a petition must come from"), default=3
    )
    suspension_hours = models.PositiveSmallIntegerField(
        _("how long a petition suspends a decision (hours)"), default=LONGEST_SUSPENSION
    )
    higher_decider = models.CharField(_("who looks at it again"), max_length=80, blank=True)
    support_share = models.PositiveSmallIntegerField(
        _("consent needs more than (per cent of voters)"), default=50
    )
    seats_adult_only = models.BooleanField(_("seats are for adults only"), default=True)
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
            models.CheckConstraint(
                name="topic_quorum_share_possible", condition=models.Q(quorum_share__lte=100)
            ),
            models.CheckConstraint(
                name="topic_petition_possible",
                condition=models.Q(petition_share__gte=1, petition_share__lte=100)
                & models.Q(petition_cohorts__gte=1, petition_cohorts__lte=MOST_COHORTS),
            ),
            models.CheckConstraint(
                name="topic_suspension_bounded",
                condition=models.Q(
                    suspension_hours__gte=1, suspension_hours__lte=LONGEST_SUSPENSION
                ),
            ),
            # Where a decision can be suspended, somebody is named who looks at it again.
            models.CheckConstraint(
                name="topic_higher_decider_named",
                condition=~models.Q(rung=Rung.SUSPEND.value) | ~models.Q(higher_decider=""),
            ),
            # Less than a majority is no consent.
            models.CheckConstraint(
                name="topic_support_is_a_majority",
                condition=models.Q(support_share__gte=50, support_share__lte=99),
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
    def can_be_suspended(self) -> bool:
        return self.rung == Rung.SUSPEND

    @property
    def needs_consent(self) -> bool:
        return self.rung == Rung.CONSENT

    @property
    def quorum_words(self) -> str:
        """When a result counts, as the card says it; nothing if no quorum is asked for."""
        number, share = self.quorum, self.quorum_share
        shown = intcomma(number)
        if number and share:
            return gettext("it counts once %(share)d %% of them or %(number)s people take part") % {
                "share": share,
                "number": shown,
            }
        if share:
            return gettext("it counts once %(share)d %% of them take part") % {"share": share}
        if number:
            return ngettext(
                "it counts once %(number)s person takes part",
                "it counts once %(number)s people take part",
                number,
            ) % {"number": shown}
        return ""

    @property
    def suspended_for(self) -> str:
        return _in_words(self.suspension_hours)

    @property
    def reply_within(self) -> str:
        """How long the brand may take for its reply: whole days where they are whole."""
        return _in_words(self.reply_hours)


def _in_words(hours: int) -> str:
    days, rest = divmod(hours, 24)
    if rest:
        return ngettext("%d hour", "%d hours", hours) % hours
    return ngettext("%d day", "%d days", days) % days
