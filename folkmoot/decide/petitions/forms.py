"""The forms of petitions. They say up front what a petition may not be about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.decide.petitions import rules
from folkmoot.foundation import fields


class PetitionForm(forms.Form):
    asks = fields.words(
        _("What should happen instead?"),
        rules.ASKS_LENGTH,
        rows=2,
        help_text=_("One sentence that others can sign."),
    )
    because = fields.words(
        _("Why?"),
        rules.BECAUSE_LENGTH,
        rows=6,
        help_text=_("What the brand did not see, or weighed differently."),
    )
    about_the_decision = forms.BooleanField(
        label=_(
            "It is about this decision: not about a person, a price, safety or a legal duty, and "
            "there are no personal details in it."
        )
    )


class CheckForm(forms.Form):
    outcome = fields.choice(
        _("Does it keep to the standards?"),
        [
            ("accepted", _("It does: open it for signing.")),
            ("rejected", _("It does not, for this reason:")),
        ],
    )
    reason = forms.ChoiceField(
        label=_("Which standard it does not keep"),
        required=False,
        choices=[("", "—"), *((reason.value, reason.label) for reason in rules.REASONS_AGAINST)],
    )
    why = fields.words(
        _("Say it in your own words"),
        rules.WHY_LENGTH,
        rows=4,
        help_text=_("Everybody reads it, and whoever wrote the petition can mend it."),
        required=False,
    )


class ReplyForm(forms.Form):
    text = fields.words(
        _("The answer"),
        rules.REPLY_LENGTH,
        rows=10,
        help_text=_(
            "What you will do, what you will not do, and why. It is signed with your name."
        ),
    )


class SimulatorForm(forms.Form):
    topic = forms.ChoiceField(label=_("Topic"))
    share = forms.IntegerField(label=_("Signatures (per cent)"), min_value=1, max_value=100)
    cohorts = forms.IntegerField(label=_("Cohorts"), min_value=1, max_value=3)

    def __init__(self, *args: Any, brand: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.slug, topic.title) for topic in charter.topics(brand)]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]
