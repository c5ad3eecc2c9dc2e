"""The forms of this room. What they accept is decided by the acts; they say it at the field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels.models import Choice
from folkmoot.foundation import fields


class DrawForm(forms.Form):
    value = forms.CharField(
        label=_("The number, as it was published"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BallotForm(forms.Form):
    choice = fields.choice(_("Your answer"), Choice.choices)
