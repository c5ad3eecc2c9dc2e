"""The forms of petitions. They say up front what a petition may not be about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.decide.petitions import rules


class PetitionForm(forms.Form):
    asks = forms.CharField(
        label=_("What should happen instead?"),
        help_text=_("One sentence that others can sign."),
        max_length=rules.ASKS_LENGTH,
        widget=forms.Textarea({"rows": 2, "maxlength": rules.ASKS_LENGTH, "data-count": ""}),
    )
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("What the brand did not see, or weighed differently."),
        max_length=rules.BECAUSE_LENGTH,
        widget=forms.Textarea({"rows": 6, "maxlength": rules.BECAUSE_LENGTH, "data-count": ""}),
    )
    about_the_decision = forms.BooleanField(
        label=_(
            "It is about this decision: not about a person, a price, safety or a legal duty, and "
            "there are no personal details in it."
        )
    )


class CheckForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Does it keep to the standards?"),
        choices=[
            ("accepted", _("It does: open it for signing.")),
            ("rejected", _("It does not, for this reason:")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Which standard it does not keep"),
        required=False,
        choices=[("", "—"), *((reason.value, reason.label) for reason in rules.REASONS_AGAINST)],
    )
    why = forms.CharField(
        label=_("Say it in your own words"),
        help_text=_("Everybody reads it, and whoever wrote the petition can mend it."),
        required=False,
        max_length=rules.WHY_LENGTH,
        widget=forms.Textarea({"rows": 4, "maxlength": rules.WHY_LENGTH, "data-count": ""}),
    )


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("The answer"),
        help_text=_(
            "What you will do, what you will not do, and why. It is signed with your name."
        ),
        max_length=rules.REPLY_LENGTH,
        widget=forms.Textarea({"rows": 10, "maxlength": rules.REPLY_LENGTH, "data-count": ""}),
    )


class SimulatorForm(forms.Form):
    topic = forms.ChoiceField(label=_("Topic"))
    share = forms.IntegerField(label=_("Signatures (per cent)"), min_value=1, max_value=100)
    cohorts = forms.IntegerField(label=_("Cohorts"), min_value=1, max_value=3)

    def __init__(self, *args: Any, brand: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.slug, topic.title) for topic in charter.topics(brand)]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]
