"""The forms of promises. What they accept is decided by the acts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.account.promises import rules
from folkmoot.account.promises.models import Rating, Verifier
from folkmoot.foundation import fields


class PromiseForm(forms.Form):
    text = fields.words(
        _("The promise"),
        rules.TEXT_LENGTH,
        help_text=_(
            "A verb, a thing and an end: “We ship left-handed grips for every camera of this year.”"
        ),
    )
    scope = fields.words(_("For whom and where"), rules.TEXT_LENGTH, rows=2)
    proof = fields.words(
        _("What will show it"),
        rules.TEXT_LENGTH,
        rows=2,
        help_text=_("Something that anyone can look at."),
    )
    due_on = fields.day(_("Due on"))
    verifier = fields.choice(
        _("Who looks whether it was kept"), Verifier.choices, initial=Verifier.PANEL.value
    )


class ReplacementForm(PromiseForm):
    verifier = None  # type: ignore[assignment]
    reason = fields.words(
        _("Why it is changed"),
        rules.TEXT_LENGTH,
        help_text=_("Everyone reads this beside both promises."),
    )


class EvidenceForm(forms.Form):
    text = fields.words(_("What was done"), rules.TEXT_LENGTH)
    url = forms.URLField(
        label=_("Address where it can be seen"),
        help_text=_("It is read once; the time, the length and the SHA-256 are noted."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )


class RatingForm(forms.Form):
    outcome = fields.choice(_("How it was kept"), Rating.Outcome.choices)
    text = fields.words(_("Reason"), rules.TEXT_LENGTH)


class DeclineForm(forms.Form):
    reason = fields.words(
        _("Why this is no promise"), rules.TEXT_LENGTH, help_text=_("This is published.")
    )
