"""The forms of dossiers. None has a field for an address, a family or a telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import rules
from folkmoot.decide.dossiers.models import Capacity, Category
from folkmoot.foundation import fields

YES_NO = [("no", _("no")), ("yes", _("yes"))]


class DossierForm(forms.Form):
    name = forms.CharField(
        label=_("With whom?"),
        help_text=_("Somebody in public life whom the brand may work with. Never a fan."),
        max_length=120,
    )
    capacity = fields.choice(_("As what are they in public business?"), Capacity.choices)
    deal = forms.IntegerField(
        label=_("Number of the deal it is for"), min_value=1, max_value=10_000_000
    )
    reason = fields.words(_("Why it is held"), rules.WORDS_LENGTH)


class ItemForm(forms.Form):
    about_a_product = fields.choice(_("Is it criticism of a product, or of the brand?"), YES_NO)
    category = fields.choice(_("What is it evidence of?"), Category.choices)
    url = forms.CharField(label=_("Where can it be read?"), max_length=rules.URL_LENGTH)
    published_on = fields.day(_("Since when is it public?"))
    excerpt = fields.words(
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
    words = fields.words(_("Your words"), rules.WORDS_LENGTH)


class OutcomeForm(forms.Form):
    upheld = fields.choice(
        _("Is the appeal right?"), [("yes", _("yes, the item goes")), ("no", _("no, it stays"))]
    )
    reasons = fields.words(_("Reasons"), rules.WORDS_LENGTH)
