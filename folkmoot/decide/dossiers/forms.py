"""The forms of dossiers. None has a field for an address, a family or a telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import rules
from folkmoot.decide.dossiers.models import Capacity, Category

YES_NO = [("no", _("no")), ("yes", _("yes"))]


def _words(label: Any, longest: int, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea({"rows": rows, "maxlength": longest, "data-count": ""})
    return forms.CharField(label=label, help_text=help_text, max_length=longest, widget=area)


class DossierForm(forms.Form):
    name = forms.CharField(
        label=_("With whom?"),
        help_text=_("Somebody in public life whom the brand may work with. Never a fan."),
        max_length=120,
    )
    capacity = forms.ChoiceField(
        label=_("As what are they in public business?"),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
    )
    deal = forms.IntegerField(
        label=_("Number of the deal it is for"), min_value=1, max_value=10_000_000
    )
    reason = _words(_("Why it is held"), rules.WORDS_LENGTH)


class ItemForm(forms.Form):
    about_a_product = forms.ChoiceField(
        label=_("Is it criticism of a product, or of the brand?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    category = forms.ChoiceField(
        label=_("What is it evidence of?"), choices=Category.choices, widget=forms.RadioSelect
    )
    url = forms.CharField(label=_("Where can it be read?"), max_length=rules.URL_LENGTH)
    published_on = forms.DateField(
        label=_("Since when is it public?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    excerpt = _words(
        _("The words it is about"),
        rules.EXCERPT_LENGTH,
        help_text=_("As they stand there, and no more than needed."),
    )

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["about_a_product"] = given["about_a_product"] == "yes"
        given["category"] = Category(given["category"])
        return given


class CaptureForm(forms.Form):
    """Left empty, this server reads the address itself."""

    text = forms.CharField(
        label=_("Or copy by hand what stands there"),
        required=False,
        max_length=rules.CAPTURE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )


class WordsForm(forms.Form):
    words = _words(_("Your words"), rules.WORDS_LENGTH)


class OutcomeForm(forms.Form):
    upheld = forms.ChoiceField(
        label=_("Is the appeal right?"),
        choices=[("yes", _("yes, the item goes")), ("no", _("no, it stays"))],
        widget=forms.RadioSelect,
    )
    reasons = _words(_("Reasons"), rules.WORDS_LENGTH)
