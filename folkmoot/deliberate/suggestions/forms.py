"""The forms of this room. What they accept is decided by the acts; they say it at the field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.foundation import fields


def _reasons(*among: Any) -> list[tuple[str, Any]]:
    return [("", _("Choose a reason")), *((reason.value, reason.label) for reason in among)]


class WordingForm(forms.Form):
    text = fields.words(_("What do you wish for?"), rules.TEXT_LENGTH, rows=5)
    title = forms.CharField(
        label=pgettext_lazy("of a suggestion", "Title"),
        help_text=_("Its first words, unless you write another."),
        max_length=rules.TITLE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"data-first-words": "#id_text"}),
    )
    problem = fields.words(_("What is the problem?"), rules.BOX_LENGTH, rows=2, required=False)
    scene = fields.words(
        _("When and where does it happen?"), rules.BOX_LENGTH, rows=2, required=False
    )

    @property
    def wording(self) -> Wording:
        said = self.cleaned_data
        return Wording(**{box: said[box] for box in ("text", "title", "problem", "scene")})


class SuggestionForm(WordingForm):
    willing = forms.BooleanField(label=_("I would take part in trying it out."), required=False)
    topic = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, *args: Any, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]

    @property
    def in_boxes(self) -> bool:
        """Whether any of the optional boxes has something in it, or is wrong."""
        return any(self[box].value() or self[box].errors for box in ("problem", "scene", "willing"))


class AssessmentForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=_reasons(*rules.REASONS[rules.Status.ASSESSING])
    )
    text = fields.words(_("What happens now"), rules.REASON_LENGTH)


class DraftForm(forms.Form):
    outcome = fields.choice(
        _("Decision"), [(outcome.value, outcome.label) for outcome in rules.OUTCOMES]
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[
            ("", _("Choose a reason")),
            *(
                (outcome.label, [(r.value, r.label) for r in rules.REASONS[outcome]])
                for outcome in rules.OUTCOMES
            ),
        ],
    )
    text = fields.words(
        _("The answer"),
        rules.REASON_LENGTH,
        rows=6,
        help_text=_("What you will do, what you will not do, and why."),
    )
    owner_title = forms.CharField(
        label=_("Who owes it (title)"),
        help_text=_("For a yes. It becomes a promise with this name and date."),
        max_length=rules.OWNER_LENGTH,
        required=False,
    )
    due = fields.day(_("By when"), required=False)
    evidence = fields.words(_("What will prove it"), rules.REASON_LENGTH, rows=2, required=False)


class DeliveryForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("In what way"), choices=_reasons(*rules.REASONS[rules.Status.DELIVERED])
    )
    evidence = fields.words(
        _("The evidence"),
        rules.REASON_LENGTH,
        help_text=_("What was done, where one can see it, and since when."),
    )


class ConfirmationForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Is it done?"),
        choices=[
            ("", _("Choose a reason")),
            (_("Yes"), [(r.value, r.label) for r in rules.REASONS[rules.Status.ACCEPTED]]),
            (_("Not yet"), [(r.value, r.label) for r in rules.REASONS_TO_RETURN]),
        ],
    )
    text = fields.words(_("What you saw"), rules.BOX_LENGTH, rows=2)


class MergeForm(forms.Form):
    target = forms.IntegerField(
        label=_("Number of the other suggestion"),
        min_value=1,
        max_value=999_999_999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reason = fields.words(_("Why they belong together"), rules.BOX_LENGTH, rows=2)


class HidingForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=_reasons(*rules.REASONS_TO_HIDE))


class NoteForm(forms.Form):
    text = fields.words(_("Note"), rules.NOTE_LENGTH, rows=2)
