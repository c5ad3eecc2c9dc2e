"""The forms of the gate: one word to each question, so that it is done in a minute."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.partnerships import rules
from folkmoot.decide.partnerships.imports import MOST_BYTES
from folkmoot.decide.partnerships.models import Degree, Kind, Line
from folkmoot.decide.partnerships.rules import Answers
from folkmoot.deliberate.reviews.rules import REPLY_WITHIN, WINDOW
from folkmoot.foundation import fields

SAID = [(rules.NO, _("no")), (rules.YES, _("yes")), (rules.UNKNOWN, _("not known"))]


def _question(label: Any) -> forms.ChoiceField:
    return fields.choice(label, SAID)


class PackForm(forms.Form):
    pack = fields.words(
        _("What the panel will read"),
        8000,
        rows=12,
        help_text=_(
            "With whom, for what, what is known of them and from where, what you expect, and what "
            "could go wrong. Fans read it under seal. No private person, no home, no family."
        ),
    )
    window_hours = forms.IntegerField(
        label=_("Hours to answer"), min_value=WINDOW[0], max_value=WINDOW[1], initial=48
    )


class OpeningForm(forms.Form):
    reply_hours = forms.IntegerField(
        label=_("Hours to reply, counted from the report"),
        min_value=1,
        max_value=REPLY_WITHIN,
        initial=REPLY_WITHIN,
    )


class BatchForm(forms.Form):
    """A file, or the same text pasted."""

    file = forms.FileField(label=_("A table of partners, as CSV"), required=False)
    text = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(_("Send a file of at most 1 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("text", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste its text."))
        return given

    def data_sent(self) -> bytes:
        file = self.cleaned_data["file"]
        if file is not None:
            data: bytes = file.read()
            return data
        return str(self.cleaned_data["text"]).encode()


class GateForm(forms.Form):
    """The questions: those of the law, those of the fans, cautions, and the two axes."""

    evidence = fields.words(
        _("What you looked up, and where"),
        rules.REASONS_LENGTH,
        help_text=_("Addresses and dates. No private person, no home, no family."),
        required=False,
    )

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        asked: dict[str, forms.Field] = {}
        for code, question in rules.BARS.items():
            asked[f"bar-{code}"] = _question(question)
        for line in lines:
            asked[f"line-{line.number}"] = _question(
                _("Would it cross this line? “%(line)s”") % {"line": line}
            )
        for code, question in rules.CAUTIONS.items():
            asked[f"caution-{code}"] = _question(question)
        asked["reach"] = fields.choice(_("How many new people would it reach?"), Degree.choices)
        asked["harm"] = fields.choice(
            _("How much would it hurt those who have been here longest?"),
            Degree.choices,
            help_text=_("The two stand side by side. Reach makes no harm smaller."),
        )
        self.fields = {**self.fields, **asked, "evidence": self.fields["evidence"]}
        self.order_fields([*(n for n in self.fields if n in FIRST), *asked, "evidence"])

    def part(self, begin: str) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(begin)]

    def plan(self) -> list[Any]:
        return [self[name] for name in FIRST]

    def bars(self) -> list[Any]:
        return self.part("bar-")

    def red_lines(self) -> list[Any]:
        return self.part("line-")

    def cautions(self) -> list[Any]:
        return self.part("caution-")

    def answers(self) -> Answers:
        said = self.cleaned_data
        return Answers(
            bars={code: said[f"bar-{code}"] for code in rules.BARS},
            lines={line.number: said[f"line-{line.number}"] for line in self.lines},
            cautions={code: said[f"caution-{code}"] for code in rules.CAUTIONS},
            reach=Degree(int(said["reach"])),
            harm=Degree(int(said["harm"])),
            evidence=said["evidence"],
        )


FIRST = ("partner", "kind", "purpose")


class DealForm(GateForm):
    """A new deal is registered and goes through the gate in one step."""

    partner = forms.CharField(
        label=_("With whom?"),
        help_text=_("A company, a brand, or the public name of a creator."),
        max_length=rules.PARTNER_LENGTH,
    )
    kind = fields.choice(_("What kind?"), Kind.choices)
    purpose = fields.words(_("What for?"), rules.PURPOSE_LENGTH, rows=2)


class LineForm(forms.Form):
    text = fields.words(
        _("What the brand will not do"),
        rules.LINE_LENGTH,
        rows=2,
        help_text=_("Conduct, never a name. Fans drawn by lot say whether it becomes a line."),
    )


class RetirementForm(forms.Form):
    reasons = fields.words(
        _("Why it no longer holds"),
        rules.REASONS_LENGTH,
        rows=4,
        help_text=_("Everybody reads it."),
    )


class DenialForm(forms.Form):
    partner = forms.CharField(label=_("With whom not?"), max_length=rules.PARTNER_LENGTH)
    scope = forms.CharField(
        label=_("How far it goes"), help_text=_("All of it, or one kind of work?"), max_length=200
    )
    source = forms.CharField(
        label=_("Where it was promised"),
        help_text=_("As in promise:3, or the address of the statement."),
        max_length=80,
    )
    until = fields.day(_("Until"), _("At most five years ahead. “Never” is no day."))


class DispensationForm(forms.Form):
    reasons = fields.words(
        _("Why you let it past"),
        rules.REASONS_LENGTH,
        rows=6,
        help_text=_("Published with your name on the day below, whatever becomes of the deal."),
    )
    publish_on = fields.day(_("Published on"), _("At the latest after twelve months."))
