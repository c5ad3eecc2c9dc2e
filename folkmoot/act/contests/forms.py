"""The forms of contests. None has a field for money or points beside a voice."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import rules
from folkmoot.act.contests.models import Contest, Feasible, Rule
from folkmoot.foundation import fields


def _day(label: Any, days: int, help_text: Any = "") -> forms.DateField:
    return fields.day(
        label, help_text, initial=lambda: (timezone.now() + timedelta(days=days)).date()
    )


class BriefForm(forms.Form):
    """Rights and royalties are part of the brief, or there is none."""

    title = forms.CharField(label=_("Title of the contest"), max_length=rules.TITLE_LENGTH)
    asks = fields.words(_("What is asked"), rules.WORDS_LENGTH, rows=5)
    criteria = fields.words(_("Criteria"), rules.TERMS_LENGTH, help_text=_("One a line."))
    no_gos = fields.words(_("What cannot win"), rules.TERMS_LENGTH, help_text=_("One a line."))
    rights = fields.words(
        _("Rights"),
        rules.TERMS_LENGTH,
        help_text=_("What the brand may do with what wins, and for how long."),
    )
    royalties = fields.words(
        _("Royalties and credit"),
        rules.TERMS_LENGTH,
        help_text=_("What a winner gets, and where the name stands. It becomes a promise."),
    )
    rule = fields.choice(_("Counting rule"), Rule.choices)
    places = forms.IntegerField(
        label=_("How many win"),
        help_text=_("With equal shares: the budget, in fen."),
        min_value=1,
        max_value=10**12,
        initial=3,
    )
    newcomers = forms.IntegerField(
        label=_("Of these for newcomers"),
        help_text=_("Kept for those who have never won here."),
        min_value=0,
        max_value=10**12,
        initial=1,
    )
    entries_close = _day(_("Entries until"), 14)
    support_closes = _day(_("Support until"), 42)
    answer_due = _day(_("Result until"), 70)
    rights_return = _day(
        _("Rights return on"), 730, _("To whoever had the idea, if nothing was made by then.")
    )


class EntryForm(forms.Form):
    title = forms.CharField(label=_("Title of the entry"), max_length=rules.TITLE_LENGTH)
    text = fields.words(_("Idea"), rules.WORDS_LENGTH, rows=6)
    cost = forms.DecimalField(
        label=_("What it costs, in yuan"), min_value=0, max_digits=12, decimal_places=2
    )

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not contest.is_budget:
            del self.fields["cost"]

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if "cost" in given:
            given["cost"] = int(given["cost"] * 100)
        return given


class ReasonForm(forms.Form):
    reason = fields.words(_("Reason"), rules.WORDS_LENGTH)


class TriageForm(ReasonForm):
    outcome = fields.choice(_("Can it be made?"), Feasible.choices)


class MadeForm(forms.Form):
    url = forms.CharField(label=_("Where it can be seen"), max_length=500)
