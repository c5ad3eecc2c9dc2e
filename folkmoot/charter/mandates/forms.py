"""Forms of the mandates' pages."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.mandates import rules
from folkmoot.charter.mandates.models import Interest, Seat
from folkmoot.foundation import fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from folkmoot.charter.models import Topic


class Founding(forms.Form):
    name = forms.CharField(label=_("Name of the body"), max_length=80)
    article = forms.ChoiceField(label=_("Article of the charter that provides for it"))
    topic = forms.ChoiceField(
        label=_("Topic"), help_text=_("Its rule says whom the body could speak for.")
    )

    def __init__(
        self,
        *args: Any,
        articles: "Iterable[tuple[str, str]]",
        topics: "Iterable[Topic]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["article"]
        chosen.choices = list(articles)
        chosen = self.fields["topic"]
        chosen.choices = [(topic.slug, topic.title) for topic in topics]


class Offering(forms.Form):
    pseudonym = forms.CharField(
        label=_("Pseudonym of the member"),
        max_length=16,
        help_text=_("Members find theirs on the page about themselves."),
    )
    chosen_by = forms.ChoiceField(label=_("How they were chosen"), choices=Seat.ChosenBy.choices)


class Taking(forms.Form):
    name = forms.CharField(
        label=_("Name of your seat"),
        max_length=40,
        help_text=_("Shown in place of your own name, for as long as you sit there."),
    )
    adult = forms.BooleanField(label=_("I am eighteen or older"), required=False)


class Declaring(forms.Form):
    kind = forms.ChoiceField(label=_("What kind of tie"), choices=Interest.Kind.choices)
    text = fields.words(_("What it is"), rules.CLAIM_LENGTH, rows=2)
    since = fields.day(_("Since"))
    until = fields.day(_("Until"), required=False)


class Moving(forms.Form):
    text = fields.words(_("What the body votes on"), rules.CLAIM_LENGTH, rows=2)


class Granting(forms.Form):
    text = fields.words(_("On what, and how far"), rules.CLAIM_LENGTH, rows=2)
    topic = forms.ChoiceField(label=_("Topic"))
    until = fields.day(_("Until"), help_text=_("At most twelve months; no mandate is for ever."))

    def __init__(self, *args: Any, topics: "Iterable[Topic]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["topic"]
        chosen.choices = [(topic.slug, topic.title) for topic in topics]


class Drafting(forms.Form):
    text = fields.words(
        _("The draft"),
        rules.STATEMENT_LENGTH,
        rows=5,
        help_text=_("Members sign it, agree, reject it, or say that they cannot tell."),
    )
    days = forms.IntegerField(
        label=_("Open for (days)"),
        min_value=1,
        max_value=rules.LONGEST_WINDOW.days,
        initial=7,
    )


class Ending(forms.Form):
    text = fields.words(_("Why"), rules.CLAIM_LENGTH, rows=2)
