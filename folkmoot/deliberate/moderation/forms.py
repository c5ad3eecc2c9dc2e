"""The forms of this room. What they accept is decided by the acts; they say it at the field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.moderation import rules
from folkmoot.deliberate.moderation.models import Filing
from folkmoot.foundation import fields


class AppealForm(forms.Form):
    text = fields.words(
        _("Why should it be shown again?"),
        rules.WORDS_LENGTH,
        rows=4,
        help_text=_(
            "The panel reads the text itself; say here what the moderator may have missed."
        ),
    )


class DecisionForm(forms.Form):
    restore = fields.choice(
        _("Decision"), [("yes", _("Show the text again")), ("no", _("The measure stands"))]
    )
    text = fields.words(_("Reasons; they are kept in the record"), rules.WORDS_LENGTH, rows=4)


class FilingForm(forms.Form):
    kind = fields.choice(_("What is it about?"), Filing.Kind.choices)
    name = forms.CharField(
        label=_("Whose name is it?"),
        help_text=_("As it stands in the texts. It is never shown; the record keeps only a hash."),
        max_length=rules.NAME_LENGTH,
    )
    text = fields.words(
        _("What happened, and where?"),
        rules.WORDS_LENGTH,
        rows=4,
        help_text=_("The address of the page helps. You may write for somebody else."),
    )
    contact = forms.CharField(
        label=_("Where can we reach you? (may be left out)"),
        help_text=_("Only those who decide see it. Your receipt shows the outcome anyway."),
        max_length=200,
        required=False,
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Filing.Outcome.choices)
    text = fields.words(_("Reasons; whoever holds the receipt reads them"), rules.WORDS_LENGTH)


class ErasureForm(forms.Form):
    number = forms.IntegerField(label=_("Number of the entry in the record"), min_value=1)
    field = forms.CharField(
        label=_("Which words of it"),
        help_text=_("As the entry calls them: text, question, background, name …"),
        max_length=40,
    )
    basis = forms.ChoiceField(label=_("Legal basis"), choices=list(rules.BASES.items()))
