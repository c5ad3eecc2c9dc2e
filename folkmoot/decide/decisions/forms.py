"""The forms in which an executive decides. What they accept is decided by the acts."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung
from folkmoot.decide.decisions import queries, rules
from folkmoot.decide.decisions.actions import Draft, Weighed
from folkmoot.foundation import fields

# How much advice a form offers to be weighed; the newest comes first.
MOST_ADVICE = 30


class _RuledForm(forms.Form):
    """The rule that the writer saw is sent along: if it has changed meanwhile, they are told."""

    rule = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: Any, now: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"rule": version.number, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.version, self.now = version, now
        if "poll" in self.fields:
            self._offer_polls()

    def _offer_polls(self) -> None:
        if self.version.rung != Rung.CONSENT:
            del self.fields["poll"]
            return
        topic = self.version.topic
        found = queries.polls(topic.brand, topic.slug, self.now)
        choices = [("", "—"), *((subject, str(statement)) for subject, statement in found)]
        self.fields["poll"].choices = choices  # type: ignore[attr-defined]


def _poll() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Evidence of a majority"),
        help_text=_(
            "A statement of a closed conversation on this topic. It is counted here, not typed in."
        ),
    )


class IntentionForm(_RuledForm):
    text = fields.words(
        _("What you intend"),
        rules.WORDS_LENGTH,
        rows=5,
        help_text=_("What would be decided, for whom, from when. It can still be stopped."),
    )
    decides_on = fields.day(_("Day of the decision"))


class DecisionForm(_RuledForm):
    text = fields.words(
        _("What is decided"),
        rules.WORDS_LENGTH,
        rows=5,
        help_text=_("The first sentence stands in every list."),
    )
    reasons = fields.words(_("Why"), rules.REASONS_LENGTH, rows=8)
    effective = fields.day(_("Holds from"))
    due = fields.day(
        _("Done by"),
        required=False,
        help_text=_("With a day it becomes a promise, and its clock runs for everyone to see."),
    )
    poll = _poll()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic = self.version.topic
        offered = queries.citable(topic.brand, topic.slug, self.now)[:MOST_ADVICE]
        self.advice = [subject for subject, _said in offered]
        for subject, said in offered:
            self.fields[f"standing-{subject}"] = forms.ChoiceField(
                label=f"{queries.source_title(subject)}: {said}",
                choices=[("", _("not part of this decision")), *rules.Standing.choices],
                required=False,
            )
            self.fields[f"why-{subject}"] = fields.words(
                _("Why"), rules.REASONS_LENGTH, rows=2, required=False
            )

    @property
    def own(self) -> list[Any]:
        """The fields of the decision itself."""
        return [self[name] for name in self.fields if "-" not in name]

    @property
    def weighings(self) -> list[tuple[Any, Any]]:
        return [(self[f"standing-{subject}"], self[f"why-{subject}"]) for subject in self.advice]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for subject in self.advice:
            if said.get(f"standing-{subject}") and not said.get(f"why-{subject}", "").strip():
                self.add_error(f"why-{subject}", _("Say why: without a reason it is no answer."))
        return said

    def draft(self) -> Draft:
        said = self.cleaned_data
        return Draft(
            rule=said["rule"],
            text=said["text"],
            reasons=said["reasons"],
            effective=said["effective"],
            due=said["due"],
            poll=said.get("poll", ""),
            advice=[
                Weighed(subject=s, standing=said[f"standing-{s}"], why=said[f"why-{s}"])
                for s in self.advice
                if said[f"standing-{s}"]
            ],
        )


class OutcomeForm(forms.Form):
    result = fields.choice(
        _("Having looked at it again"),
        [("upheld", _("It stays as it is.")), ("changed", _("Something else holds."))],
    )
    text = fields.words(_("What holds instead"), rules.WORDS_LENGTH, rows=4, required=False)
    reasons = fields.words(_("Why"), rules.REASONS_LENGTH, rows=8)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("result") == "changed" and not said.get("text", "").strip():
            self.add_error("text", _("Say what holds instead."))
        return said


class OverrideForm(forms.Form):
    reasons = fields.words(
        _("Why"),
        rules.REASONS_LENGTH,
        rows=6,
        help_text=_("Everybody reads this under your name, at once and for good."),
    )


class ReversalForm(_RuledForm):
    reasons = fields.words(_("Why it no longer holds"), rules.REASONS_LENGTH, rows=6)
    cost = forms.IntegerField(
        label=_("What it cost"),
        min_value=0,
        max_value=rules.LARGEST_COST,
        help_text=_("In whole units: fees, refunds, stock. 0 if it cost nothing."),
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in rules.CURRENCIES]
    )
    told = fields.words(
        _("Who was told"),
        rules.TOLD_LENGTH,
        rows=3,
        help_text=_("Groups and partners, not private persons."),
    )
    poll = _poll()
