"""The forms of this room. What they accept is decided by the acts; they say it at the field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels.models import Choice


class DrawForm(forms.Form):
    value = forms.CharField(
        label=_("The number, as it was published"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BallotForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Your answer"), choices=Choice.choices, widget=forms.RadioSelect
    )
