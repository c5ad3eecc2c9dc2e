from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.notices.models import Channel, DigestChoice
from folkmoot.foundation.record.facts import KINDS


def _public_kinds() -> list[tuple[str, str]]:
    return [(name, name) for name, body in sorted(KINDS.items()) if body.public]


class EndpointForm(forms.Form):
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    fact_kinds = forms.MultipleChoiceField(
        label=_("Kinds of facts"),
        help_text=_("None chosen means all of them."),
        required=False,
        choices=_public_kinds,
        widget=forms.CheckboxSelectMultiple,
    )


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(label=_("Way"), choices=Channel.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=60)
    address = forms.CharField(label=_("Address"), max_length=500)
    secret = forms.CharField(
        label=_("Signing secret"),
        help_text=_("For Feishu bots with signature checking."),
        max_length=200,
        required=False,
    )
    fact_kinds = forms.MultipleChoiceField(
        label=_("Kinds of facts"),
        help_text=_("None chosen means all of them."),
        required=False,
        choices=_public_kinds,
        widget=forms.CheckboxSelectMultiple,
    )


class DigestForm(forms.Form):
    cadence = forms.ChoiceField(label=_("Digest by mail"), choices=DigestChoice.Cadence.choices)
