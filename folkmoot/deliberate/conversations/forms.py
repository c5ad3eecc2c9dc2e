"""The forms of this room. What they accept is decided by the acts; they say it at the field."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import Choice
from folkmoot.foundation import fields
from folkmoot.foundation.refusal import Refusal


class VoteForm:
    """Three buttons: their names are agree, disagree and pass."""

    @staticmethod
    def choice_in(posted: QueryDict) -> Choice:
        word = posted.get("choice", "")
        if word not in ("agree", "disagree", "pass"):
            raise Refusal(
                "choice-unknown",
                _("Agree, disagree or pass."),
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        return Choice[word.upper()]


class StatementForm(forms.Form):
    text = fields.words(
        _("Your own statement"),
        rules.STATEMENT_LENGTH,
        help_text=_("One thought that others can agree or disagree with."),
    )


class SeedForm(forms.Form):
    seed = fields.words(_("Statement of the facilitator"), rules.STATEMENT_LENGTH, rows=2)


class RejectionForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[(reason.value, reason.label) for reason in rules.REASONS_AGAINST],
    )


class AnswerForm(forms.Form):
    answer = fields.words(
        _("The answer"),
        rules.ANSWER_LENGTH,
        rows=12,
        help_text=_(
            "What you will do, what you will not do, and why. It is signed with your name."
        ),
    )


class _TopicForm(forms.Form):
    topic = forms.ChoiceField(label=_("Topic"))
    closes_at = forms.DateTimeField(
        label=_("Voting ends"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, brand: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.slug, topic.title) for topic in charter.topics(brand)]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]


class OpeningForm(_TopicForm):
    question = forms.CharField(label=_("The question"), max_length=rules.QUESTION_LENGTH)
    background = forms.CharField(
        label=_("What one should know first"),
        required=False,
        max_length=rules.BACKGROUND_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    seeds = forms.CharField(
        label=_("First statements, one on each line"),
        help_text=_("Five to fifteen, from several points of view, each saying one thing."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    approve_first = forms.BooleanField(
        label=_("Statements wait for approval"), required=False, initial=True
    )
    field_order = ["topic", "question", "background", "seeds", "closes_at", "approve_first"]

    def clean_seeds(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["seeds"].splitlines()]
        seeds = list(dict.fromkeys(line for line in lines if line))
        for seed in seeds:
            if len(seed) > rules.STATEMENT_LENGTH:
                raise forms.ValidationError(
                    _("This line has %(length)d characters; the limit is %(longest)d: %(start)s…"),
                    params={
                        "length": len(seed),
                        "longest": rules.STATEMENT_LENGTH,
                        "start": seed[:40],
                    },
                )
        return seeds


class ImportForm(_TopicForm):
    question = forms.CharField(
        label=_("The question"),
        help_text=_("Leave it empty to take it from the export."),
        required=False,
        max_length=rules.QUESTION_LENGTH,
    )
    archive = forms.FileField(
        label=_("The export, as one .zip file"),
        help_text=_("With comments.csv and votes.csv or participants-votes.csv in it."),
    )
    field_order = ["topic", "question", "archive", "closes_at"]
