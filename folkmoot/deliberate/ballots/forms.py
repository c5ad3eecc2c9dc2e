"""The forms of this room. What they accept is decided by the acts; they say it at the field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.ballots import rules
from folkmoot.deliberate.ballots.models import Ballot, Method
from folkmoot.foundation import fields

CODE = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


class PaperForm(forms.Form):
    """One paper, as its ballot asks for it. The numbers are the browser's; without script they
    stay empty, and the server makes them."""

    def __init__(self, *args: Any, ballot: Ballot, again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot, self.again = ballot, again
        self.fields |= self._asked()
        for name in ("nonce", "salt", "lock"):
            self.fields[name] = forms.CharField(
                max_length=64, required=False, widget=forms.HiddenInput
            )
        if again:
            self.fields["tracker"] = forms.CharField(
                label=_("Tracker of your paper"), max_length=60, widget=forms.TextInput(CODE)
            )
            self.fields["key"] = forms.CharField(
                label=_("Its key"), max_length=80, widget=forms.TextInput(CODE)
            )

    def _asked(self) -> dict[str, forms.Field]:
        choices = self.ballot.choices
        if self.ballot.method == Method.ONE:
            return {"choice": fields.choice(_("Your choice"), choices)}
        if self.ballot.method == Method.APPROVAL:
            return {
                "choice": forms.MultipleChoiceField(
                    label=_("Everything you approve of"),
                    help_text=_("Any number. A paper with none is blank, and counts as cast."),
                    choices=choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )
            }
        return {
            f"place-{key}": forms.IntegerField(
                label=name,
                min_value=1,
                max_value=len(choices),
                required=False,
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )
            for key, name in choices
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.ballot.method == Method.RANKING and not self.errors:
            places = sorted(place for _key, place in self._placed())
            if places != list(range(1, len(places) + 1)) or not places:
                self.add_error(
                    None, _("Give the places 1, 2, 3 and so on, each once, without a gap.")
                )
        return cleaned

    def _placed(self) -> list[tuple[str, int]]:
        given = ((key, self.cleaned_data.get(f"place-{key}")) for key in self.ballot.keys)
        return [(key, place) for key, place in given if place]

    def choice(self) -> list[str]:
        if self.ballot.method == Method.RANKING:
            return [key for key, _place in sorted(self._placed(), key=lambda each: each[1])]
        chosen = self.cleaned_data["choice"]
        return [chosen] if isinstance(chosen, str) else list(chosen)

    def receipt(self) -> tuple[str, str] | None:
        """Tracker and key as they are copied: in groups, with spaces, in capitals."""
        if not self.again:
            return None
        told = (self.cleaned_data[name] for name in ("tracker", "key"))
        tracker, key = ("".join(each.split()).lower() for each in told)
        return tracker, key


class TrackerForm(forms.Form):
    tracker = forms.CharField(label=_("Your tracker"), max_length=60, widget=forms.TextInput(CODE))

    def clean_tracker(self) -> str:
        return "".join(str(self.cleaned_data["tracker"]).split()).lower()


class AppealForm(forms.Form):
    receipt = forms.CharField(
        label=_("Your signed receipt"),
        help_text=_("All of it, from “folkmoot ballot receipt” to the line with the signature."),
        max_length=2_000,
        widget=forms.Textarea({"rows": 8, **CODE}),
    )
    words = fields.words(
        _("What happened"),
        rules.WORDS_LENGTH,
        rows=4,
        help_text=_("This becomes public. No names, numbers or addresses, please."),
    )


class ReplyForm(forms.Form):
    words = fields.words(_("Reply"), rules.WORDS_LENGTH, rows=6)


class OpeningForm(forms.Form):
    """Everything of it is public and stays as it is."""

    question = forms.CharField(label=_("Question"), max_length=rules.QUESTION_LENGTH)
    about = forms.CharField(
        label=_("What it is about"),
        help_text=_("As it is called elsewhere here, for example contest:2 or panel:3."),
        max_length=80,
    )
    method = fields.choice(_("A paper holds"), Method.choices)
    names = forms.CharField(
        label=_("Choices"),
        help_text=_("One a line, two at least."),
        max_length=5_000,
        widget=forms.Textarea({"rows": 5}),
    )
    rule = forms.ChoiceField(
        label=_("Counting rule"),
        help_text=_("An order needs one. Without a rule papers are counted, and that is all."),
        choices=[("", _("without a rule")), *rules.RULES.items()],
        required=False,
    )
    seats = forms.IntegerField(label=_("How many are elected"), min_value=1, initial=1)
    voters = forms.CharField(
        label=_("Who may vote"),
        help_text=_("Pseudonyms of members, one a line. The list cannot be changed afterwards."),
        max_length=200_000,
        widget=forms.Textarea({"rows": 6, **CODE}),
    )
    closes = forms.DateTimeField(
        label=_("Closes"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def choices(self) -> list[tuple[str, str]]:
        """Numbered in the order in which they were written."""
        names = [name.strip() for name in self.cleaned_data["names"].splitlines()]
        return [(str(n), name) for n, name in enumerate(filter(None, names), start=1)]

    def pseudonyms(self) -> list[str]:
        return list(dict.fromkeys(str(self.cleaned_data["voters"]).split()))
