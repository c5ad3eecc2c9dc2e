"""The forms of contests. None has a field for money or points beside a voice."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import rules
from folkmoot.act.contests.models import Contest, Feasible, Rule


def _words(label: Any, longest: int, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea({"rows": rows, "maxlength": longest, "data-count": ""})
    return forms.CharField(label=label, help_text=help_text, max_length=longest, widget=area)


def _day(label: Any, days: int, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        initial=lambda: (timezone.now() + timedelta(days=days)).date(),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class BriefForm(forms.Form):
    """Rights and royalties are part of the brief, or there is none."""

    title = forms.CharField(label=_("Title of the contest"), max_length=rules.TITLE_LENGTH)
    asks = _words(_("What is asked"), rules.WORDS_LENGTH, rows=5)
    criteria = _words(_("Criteria"), rules.TERMS_LENGTH, help_text=_("One a line."))
    no_gos = _words(_("What cannot win"), rules.TERMS_LENGTH, help_text=_("One a line."))
    rights = _words(
        _("Rights"),
        rules.TERMS_LENGTH,
        help_text=_("What the brand may do with what wins, and for how long."),
    )
    royalties = _words(
        _("Royalties and credit"),
        rules.TERMS_LENGTH,
        help_text=_("What a winner gets, and where the name stands. It becomes a promise."),
    )
    rule = forms.ChoiceField(
        label=_("Counting rule"), choices=Rule.choices, widget=forms.RadioSelect
    )
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
    text = _words(_("Idea"), rules.WORDS_LENGTH, rows=6)
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
    reason = _words(_("Reason"), rules.WORDS_LENGTH)


class TriageForm(ReasonForm):
    outcome = forms.ChoiceField(
        label=_("Can it be made?"), choices=Feasible.choices, widget=forms.RadioSelect
    )


class MadeForm(forms.Form):
    url = forms.CharField(label=_("Where it can be seen"), max_length=500)
