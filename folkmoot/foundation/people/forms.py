"""What members and operators fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.people.actions import MOST_CODES, SCOPES
from folkmoot.foundation.people.models import Role

SCOPE_LABELS = {
    "read": _("read what I can read"),
    "vote": _("vote for me"),
    "speak": _("make statements in my name"),
    "moderate": _("moderate, if I am an operator"),
    "answer": _("answer for the brand, if I may"),
}


class OwnerCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Owner code"),
        help_text=_("It is on the card in the box. Each code works once."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class TokenForm(forms.Form):
    name = forms.CharField(label=_("What it is for"), max_length=60)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, SCOPE_LABELS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )


class RoleForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of a member"), help_text=_("They join the moot first.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Printed under every official word."),
        max_length=80,
        required=False,
    )


class VerificationForm(forms.Form):
    pseudonym = forms.CharField(
        label=_("Member's number"),
        help_text=_("The member shows it to you on the page “My place”."),
        max_length=40,
    )


class BatchForm(forms.Form):
    batch = forms.CharField(label=_("Name of the batch"), max_length=40)
    count = forms.IntegerField(label=_("Number of codes"), min_value=1, max_value=MOST_CODES)
