"""The form in which a rule is announced."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import rules
from folkmoot.charter.actions import Terms
from folkmoot.charter.models import Rung, Topic
from folkmoot.foundation import fields
from folkmoot.foundation.people.rules import Level

HOURS = 24
FINE_PRINT = (
    "quorum_share",
    "petition_share",
    "petition_cohorts",
    "suspension_hours",
    "support_share",
    "seats_adult_only",
)


def _rungs() -> list[tuple[int, SafeString]]:
    """Each rung with its promise: whoever chooses one reads what it binds the brand to."""
    shape = '<span class="option__text"><b>{}</b> <span class="small muted">{}</span></span>'
    return [(rung.value, format_html(shape, rung.label, rung.promise)) for rung in Rung]


def _number(term: str, **said: Any) -> forms.IntegerField:
    least, most = rules.RANGES[term]
    return forms.IntegerField(min_value=least, max_value=most, **said)


class Announcement(forms.Form):
    """A topic's rule, or its next version; `topic` is None for a new one."""

    title = forms.CharField(
        label=_("Topic"), max_length=120, help_text=_("For example: product design.")
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=40,
        help_text=_("Letters, figures and hyphens; the topic's page is found there for good."),
    )
    rung = forms.TypedChoiceField(
        label=_("What can a voice do?"), coerce=int, choices=_rungs, widget=forms.RadioSelect
    )
    decider = forms.CharField(
        label=_("Who decides"),
        max_length=80,
        help_text=_("A role and a name, so that people know whom the answer comes from."),
    )
    higher_decider = forms.CharField(
        label=_("Who looks at it again"),
        max_length=80,
        required=False,
        help_text=_("At L2: a role and a name above the one who decides."),
    )
    open_to_change = fields.words(_("What can change"), 1000)
    not_open = fields.words(
        _("What cannot change"),
        1000,
        help_text=_("Say it now: contracts already signed, safety, the law."),
    )
    minimum_level = forms.TypedChoiceField(
        label=_("Who may take part"), coerce=int, choices=Level.choices, initial=Level.EMAIL
    )
    quorum = forms.IntegerField(
        label=_("Quorum (people)"),
        min_value=0,
        max_value=rules.LARGEST_QUORUM,
        initial=200,
        help_text=_("How many people must take part before a result counts. 0: no number."),
    )
    quorum_share = _number(
        "quorum_share",
        label=_("Or a quorum (per cent)"),
        initial=15,
        help_text=_("Of those who may take part. Reaching one of the two is enough; 0: no share."),
    )
    petition_share = _number(
        "petition_share",
        label=_("Signatures a petition needs (per cent)"),
        initial=5,
        help_text=_("Of the members who may take part and did something in the last ninety days."),
    )
    petition_cohorts = _number(
        "petition_cohorts",
        label=_("Cohorts a petition must come from"),
        initial=3,
        help_text=_("Core, active, ordinary: so that no single clique can stop a decision."),
    )
    suspension_hours = _number(
        "suspension_hours",
        label=_("Decision suspended for (hours)"),
        initial=rules.LONGEST_SUSPENSION,
        help_text=_("At most seven days."),
    )
    support_share = _number(
        "support_share",
        label=_("Consent needs more than (per cent)"),
        initial=50,
        help_text=_("At L3: of those who say yes or no. 50 means more than half."),
    )
    seats_adult_only = forms.BooleanField(
        label=_("Seats are for adults only"), required=False, initial=True
    )
    reply_days = forms.IntegerField(
        label=_("Reply within (days)"),
        min_value=1,
        max_value=rules.LONGEST_REPLY_HOURS // HOURS,
        initial=14,
        help_text=_("Counted from the closing. Everyone sees when it is overdue."),
    )
    effective_from = forms.DateTimeField(
        label=_("In force from"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, topic: Topic | None, now: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _latest_terms(topic) if topic else {})
        super().__init__(*args, **kwargs)
        self.topic, self.now = topic, now
        self.earliest = rules.earliest_start(topic, now)
        if topic:
            del self.fields["title"], self.fields["slug"]
        start = self.fields["effective_from"]
        start.help_text = _("Left empty: as early as the notice allows.")
        local = timezone.localtime(self.earliest)
        start.widget.attrs["min"] = f"{local:%Y-%m-%dT%H:%M}"

    def clean_effective_from(self) -> datetime:
        chosen: datetime | None = self.cleaned_data["effective_from"]
        # The picker knows whole minutes: the minute of the earliest start is early enough.
        if chosen is None or chosen == self.earliest.replace(second=0, microsecond=0):
            return self.earliest
        if chosen < self.earliest:
            raise forms.ValidationError(
                _("This is too early: people must have time to read the rule before it holds."),
            )
        return chosen

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(
            rung=Rung(said["rung"]),
            decider=said["decider"],
            open_to_change=said["open_to_change"],
            not_open=said["not_open"],
            minimum_level=Level(said["minimum_level"]),
            quorum=said["quorum"],
            higher_decider=said["higher_decider"],
            reply_hours=said["reply_days"] * HOURS,
            **{term: said[term] for term in FINE_PRINT},
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("rung") == Rung.SUSPEND and not said.get("higher_decider"):
            self.add_error(
                "higher_decider",
                _("Where a decision can be suspended, name who looks at it again."),
            )
        return said

    def plain(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in FINE_PRINT]

    def fine_print(self) -> list[forms.BoundField]:
        """The numbers that have good defaults; a page folds them away."""
        return [field for field in self if field.name in FINE_PRINT]

    def fine_print_is_wrong(self) -> bool:
        return any(field.errors for field in self.fine_print())


def _latest_terms(topic: Topic) -> dict[str, Any]:
    """A change starts from the latest announced version, so only what differs is typed."""
    latest = topic.versions.order_by("-number").first()
    if latest is None:
        return {}
    kept = (
        "rung",
        "decider",
        "higher_decider",
        "open_to_change",
        "not_open",
        "minimum_level",
        "quorum",
    )
    days = max(1, latest.reply_hours // HOURS)
    return {**{term: getattr(latest, term) for term in (*kept, *FINE_PRINT)}, "reply_days": days}
