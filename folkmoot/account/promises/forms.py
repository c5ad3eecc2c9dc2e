"""The forms of promises. What they accept is decided by the acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.account.promises import rules
from folkmoot.account.promises.models import Rating, Verifier


def _words(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=rules.TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": rules.TEXT_LENGTH}),
    )


class PromiseForm(forms.Form):
    text = _words(
        _("The promise"),
        _("A verb, a thing and an end: “We ship left-handed grips for every camera of this year.”"),
    )
    scope = _words(_("For whom and where"), rows=2)
    proof = _words(_("What will show it"), _("Something that anyone can look at."), rows=2)
    due_on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    verifier = forms.ChoiceField(
        label=_("Who looks whether it was kept"),
        choices=Verifier.choices,
        initial=Verifier.PANEL.value,
        widget=forms.RadioSelect,
    )


class ReplacementForm(PromiseForm):
    verifier = None  # type: ignore[assignment]
    reason = _words(_("Why it is changed"), _("Everyone reads this beside both promises."))


class EvidenceForm(forms.Form):
    text = _words(_("What was done"))
    url = forms.URLField(
        label=_("Address where it can be seen"),
        help_text=_("It is read once; the time, the length and the SHA-256 are noted."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )


class RatingForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How it was kept"), choices=Rating.Outcome.choices, widget=forms.RadioSelect
    )
    text = _words(_("Reason"))


class DeclineForm(forms.Form):
    reason = _words(_("Why this is no promise"), _("This is published."))
