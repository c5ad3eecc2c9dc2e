"""The forms of a review. What they accept is decided by the acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels.rules import Choice
from folkmoot.deliberate.reviews import rules
from folkmoot.deliberate.reviews.models import Heed, Side
from folkmoot.foundation import fields

REASON = "why-"


class UndertakingForm(forms.Form):
    interest = fields.choice(
        _("Do you, or somebody close to you, gain or lose by this yourself?"),
        [("no", _("no")), ("yes", _("yes: then the next person is asked"))],
    )
    silence = forms.BooleanField(
        label=_("What I read here stays with me until the brand makes it public.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in rules.DUTIES.items():
            self.fields[name] = fields.choice(question, list(rules.CHOICES[name].items()))

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in rules.DUTIES}


class AnswersForm(forms.Form):
    """Five questions with a reason each, and one about the panel itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in rules.QUESTIONS.items():
            choices = [(n, str(n)) for n in range(11)] if name == rules.HARM else Side.choices
            self.fields[name] = fields.choice(question, choices)
            if name == rules.HARM:
                self.fields[name].help_text = _("0: not at all. 10: they would leave.")
            why = _("On what conditions, or why none?") if name == "conditions" else _("Why?")
            self.fields[f"{REASON}{name}"] = fields.words(why, rules.REASON_LENGTH, rows=2)
        self.fields["free"] = fields.choice(
            _("Could you judge freely, with what you were given?"), Choice.choices
        )

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[name], self[f"{REASON}{name}"]) for name in rules.QUESTIONS]

    def answers(self) -> rules.Answers:
        said = self.cleaned_data
        return rules.Answers(
            harm=int(said[rules.HARM]),
            sides={name: Side(int(said[name])) for name in rules.SIDED},
            reasons={name: said[f"{REASON}{name}"] for name in rules.QUESTIONS},
        )

    def free(self) -> Choice:
        return Choice(self.cleaned_data["free"])


class ReplyForm(forms.Form):
    heed = fields.choice(_("What becomes of the advice?"), Heed.choices)
    words = fields.words(
        _("Your reply"),
        rules.MEMO_LENGTH,
        rows=8,
        help_text=_("What you decided, what of the advice you follow and what not, and why."),
    )


class HeardForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item, sentence in rules.HEARD.items():
            self.fields[item] = fields.choice(sentence, [(mark, str(mark)) for mark in rules.MARKS])

    def marks(self) -> dict[str, int]:
        return {item: int(self.cleaned_data[item]) for item in rules.HEARD}


class TraceForm(forms.Form):
    mark = forms.CharField(label=_("Mark on the leaked copy"), max_length=20)
    reasons = fields.words(_("Why it is traced"), rules.REASON_LENGTH, rows=2)
