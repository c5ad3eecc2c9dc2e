"""The forms of this room. What they accept is decided by the acts; they say it at the field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.actions import Wording


def _area(rows: int, longest: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(
        attrs={"rows": rows, "maxlength": longest, "data-count": "", **attributes}
    )


def _reasons(*among: Any) -> list[tuple[str, Any]]:
    return [("", _("Choose a reason")), *((reason.value, reason.label) for reason in among)]


class WordingForm(forms.Form):
    text = forms.CharField(
        label=_("What do you wish for?"),
        max_length=rules.TEXT_LENGTH,
        widget=_area(5, rules.TEXT_LENGTH),
    )
    title = forms.CharField(
        label=pgettext_lazy("of a suggestion", "Title"),
        help_text=_("Its first words, unless you write another."),
        max_length=rules.TITLE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"data-first-words": "#id_text"}),
    )
    problem = forms.CharField(
        label=_("What is the problem?"),
        max_length=rules.BOX_LENGTH,
        required=False,
        widget=_area(2, rules.BOX_LENGTH),
    )
    scene = forms.CharField(
        label=_("When and where does it happen?"),
        max_length=rules.BOX_LENGTH,
        required=False,
        widget=_area(2, rules.BOX_LENGTH),
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
    text = forms.CharField(
        label=_("What happens now"),
        max_length=rules.REASON_LENGTH,
        widget=_area(3, rules.REASON_LENGTH),
    )


class DraftForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(outcome.value, outcome.label) for outcome in rules.OUTCOMES],
        widget=forms.RadioSelect,
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
    text = forms.CharField(
        label=_("The answer"),
        help_text=_("What you will do, what you will not do, and why."),
        max_length=rules.REASON_LENGTH,
        widget=_area(6, rules.REASON_LENGTH),
    )
    owner_title = forms.CharField(
        label=_("Who owes it (title)"),
        help_text=_("For a yes. It becomes a promise with this name and date."),
        max_length=rules.OWNER_LENGTH,
        required=False,
    )
    due = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    evidence = forms.CharField(
        label=_("What will prove it"),
        max_length=rules.REASON_LENGTH,
        required=False,
        widget=_area(2, rules.REASON_LENGTH),
    )


class DeliveryForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("In what way"), choices=_reasons(*rules.REASONS[rules.Status.DELIVERED])
    )
    evidence = forms.CharField(
        label=_("The evidence"),
        help_text=_("What was done, where one can see it, and since when."),
        max_length=rules.REASON_LENGTH,
        widget=_area(3, rules.REASON_LENGTH),
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
    text = forms.CharField(
        label=_("What you saw"), max_length=rules.BOX_LENGTH, widget=_area(2, rules.BOX_LENGTH)
    )


class MergeForm(forms.Form):
    target = forms.IntegerField(
        label=_("Number of the other suggestion"),
        min_value=1,
        max_value=999_999_999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reason = forms.CharField(
        label=_("Why they belong together"),
        max_length=rules.BOX_LENGTH,
        widget=_area(2, rules.BOX_LENGTH),
    )


class HidingForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=_reasons(*rules.REASONS_TO_HIDE))


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), max_length=rules.NOTE_LENGTH, widget=_area(2, rules.NOTE_LENGTH)
    )
