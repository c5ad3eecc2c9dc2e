"""Forms: the first charter step by step, and a change of it."""

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.articles import rules
from folkmoot.charter.articles.models import MOST_SOUL_ITEMS, AdoptedBy, Review
from folkmoot.charter.articles.rules import linting
from folkmoot.charter.articles.rules.patterns import (
    Article,
    pattern,
    patterns,
    recommended,
    said,
    starting_topics,
)
from folkmoot.charter.models import Rung
from folkmoot.foundation import fields

SHAPE = '<span class="option__text"><b>{}</b> <span class="small muted">{}</span></span>'
MOST_TOPICS = 5


def _options(rows: list[tuple[Any, Any, Any]]) -> list[tuple[Any, SafeString]]:
    return [(value, format_html(SHAPE, title, text)) for value, title, text in rows]


def _patterns() -> list[tuple[str, SafeString]]:
    language = get_language() or "en"
    return _options(
        [
            (
                key,
                f"{key} {said(article['name'], language)} · L{article['rung']}",
                said(article["purpose"], language),
            )
            for key, article in patterns().items()
        ]
    )


def _text(label: Any, longest: int, *, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


class Beginning(forms.Form):
    """The brand: how large, and how much it wants to share."""

    size = fields.choice(
        _("How many members do you expect?"),
        [
            ("small", _("up to a thousand")),
            ("medium", _("up to fifty thousand")),
            ("large", _("more")),
        ],
        initial="medium",
    )
    appetite = fields.choice(
        _("How much do you want to share?"),
        lambda: _options(
            [
                ("listen", _("Listen"), _("We ask, decide ourselves, and answer in writing.")),
                ("advise", _("Take advice"), _("A panel or a council advises us regularly.")),
                (
                    "share",
                    _("Share"),
                    _("Some decisions can be held, and our soul changes with two keys alone."),
                ),
            ]
        ),
        initial="advise",
    )


class Choosing(forms.Form):
    """The patterns from which the charter is made."""

    articles = forms.MultipleChoiceField(
        label=_("Articles of the charter"),
        choices=_patterns,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What fits your answers is ticked. Each article can be changed later."),
    )

    @staticmethod
    def first(opening: dict[str, Any]) -> dict[str, Any]:
        begun = opening.get("brand", {})
        return {
            "articles": recommended(begun.get("size", "medium"), begun.get("appetite", "advise"))
        }


class TopicForm(forms.Form):
    use = forms.BooleanField(label=_("Use this topic"), required=False)
    title = _text(_("Topic"), 120, required=False)
    slug = forms.CharField(
        label=_("Address"),
        max_length=40,
        required=False,
        help_text=_("Letters, figures and hyphens; the topic's page is found there for good."),
    )
    rung = forms.TypedChoiceField(
        label=_("What can a voice do?"), coerce=int, choices=Rung.choices, initial=Rung.ADVISE
    )
    decider = _text(_("Who decides"), 80, required=False)
    higher_decider = _text(
        _("Who looks at it again"),
        80,
        required=False,
        help_text=_("At L2: a role and a name above the one who decides."),
    )
    open_to_change = _text(_("What can change"), 1000, rows=2, required=False)
    not_open = _text(_("What cannot change"), 1000, rows=2, required=False)
    reply_days = forms.IntegerField(
        label=_("Reply within (days)"), min_value=1, max_value=366, initial=14
    )

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if slug:
            validate_slug(slug)
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("use"):
            for name in ("title", "slug", "decider", "open_to_change", "not_open"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Write something here, or leave the topic out."))
        return cleaned


class Topics(forms.BaseFormSet[TopicForm]):
    """Up to five first topics; those not ticked are left out."""

    def clean(self) -> None:
        chosen = [form.cleaned_data for form in self.forms if form.cleaned_data.get("use")]
        if not chosen:
            raise forms.ValidationError(_("Begin with one topic at least."))
        slugs = [topic.get("slug") for topic in chosen]
        if len(set(slugs)) < len(slugs):
            raise forms.ValidationError(_("Two topics have the same address."))

    @staticmethod
    def first(opening: dict[str, Any], decider: str) -> list[dict[str, Any]]:
        appetite = opening.get("brand", {}).get("appetite", "advise")
        language = get_language() or "en"
        return [
            {
                "use": appetite in topic["rungs"],
                "slug": topic["slug"],
                "title": said(topic["title"], language),
                "rung": topic["rungs"].get(appetite, Rung.ADVISE),
                "decider": decider,
                "open_to_change": said(topic["open_to_change"], language),
                "not_open": said(topic["not_open"], language),
                "reply_days": 14,
            }
            for topic in starting_topics()
        ]


class SoulForm(forms.Form):
    statement = _text(_("What it is"), linting.SOUL_TEXTS["statement"], required=False)
    origin = _text(_("Where it comes from"), linting.SOUL_TEXTS["origin"], required=False)
    year = forms.IntegerField(
        label=_("Since which year"), min_value=1000, max_value=9999, required=False
    )
    proof = _text(
        _("Where anyone can see it"),
        linting.SOUL_TEXTS["proof"],
        required=False,
        help_text=_("A link, or a place: the box, the first advertisement, a public promise."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = ("statement", "origin", "year", "proof")
        if any(cleaned.get(name) for name in names):
            for name in names:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("An item needs all four, or none."))
        return cleaned


class Soul(forms.BaseFormSet[SoulForm]):
    """At most five items; an empty one is left out."""

    def items(self) -> list[dict[str, Any]]:
        return [
            {name: form.cleaned_data[name] for name in ("statement", "origin", "year", "proof")}
            for form in self.forms
            if form.cleaned_data.get("statement")
        ]


TopicSet = forms.formset_factory(
    TopicForm,
    formset=Topics,
    extra=0,
    min_num=MOST_TOPICS,
    max_num=MOST_TOPICS,
    absolute_max=10,
    validate_max=True,
)
SoulSet = forms.formset_factory(
    SoulForm,
    formset=Soul,
    extra=0,
    min_num=MOST_SOUL_ITEMS,
    max_num=MOST_SOUL_ITEMS,
    absolute_max=10,
    validate_max=True,
)


class Why(forms.Form):
    """What every amendment says of itself."""

    title = _text(_("What changes, in one line"), 120)
    reason = _text(_("Why"), rules.REASON_LENGTH, rows=4)


class ClauseChange(Why):
    """Another wording, or other numbers, for one element of one article."""

    zh = _text(_("In Chinese"), linting.LONGEST_TEXT, rows=3, required=False)
    en = _text(_("In English"), linting.LONGEST_TEXT, rows=3, required=False)

    def __init__(self, *args: Any, article: Article, element: str, **kwargs: Any) -> None:
        table = article[element]
        kwargs.setdefault("initial", table)
        super().__init__(*args, **kwargs)
        self.article, self.element = article, element
        for name, value in table.items():
            if isinstance(value, bool):
                self.fields[name] = forms.BooleanField(
                    label=NUMBER_LABELS.get(name, name), required=False
                )
            elif isinstance(value, int):
                self.fields[name] = forms.IntegerField(label=NUMBER_LABELS.get(name, name))
            elif name == "adopted_by":
                self.fields[name] = forms.ChoiceField(
                    label=_("Adopted by"), choices=AdoptedBy.choices
                )
        self.order_fields(["zh", "en", *(n for n in table if n not in ("zh", "en")), "title"])

    def table(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.article[self.element]}


class ArticleChange(Why):
    """Which articles the charter has."""

    articles = forms.MultipleChoiceField(
        label=_("Articles of the charter"), choices=_patterns, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("articles", "title", "reason")

    def chosen(self, now: list[Article]) -> list[Article]:
        """Those that stay keep their wording; those that are new come from the pattern."""
        kept = {article["key"]: article for article in now}
        return [kept.get(key) or pattern(key) for key in self.cleaned_data["articles"]]


class Settling(forms.Form):
    reply = _text(
        _("Your reply to what was said"),
        rules.REPLY_LENGTH,
        rows=4,
        help_text=_("It stands in the public record with the outcome."),
    )


class Signing(forms.Form):
    reason = _text(_("Your reason"), rules.REASON_LENGTH, rows=3)


class Asking(forms.Form):
    pseudonym = forms.CharField(
        label=_("Pseudonym of the member"),
        max_length=16,
        help_text=_("Members find theirs on the page about themselves."),
    )


class Accepting(forms.Form):
    seat = _text(
        _("Name of your seat"),
        40,
        help_text=_("Shown in place of your own name, for as long as you hold the key."),
    )
    adult = forms.BooleanField(label=_("I am eighteen or older"), required=False)


class Reviewing(forms.Form):
    outcome = fields.choice(_("Outcome"), Review.Outcome.choices)
    reason = _text(_("Why"), rules.REPLY_LENGTH, rows=4)


NUMBER_LABELS = {
    "minimum_level": _("Level of verification (0 to 3)"),
    "minimum_days": _("Member for at least (days)"),
    "seats_adult_only": _("Seats are for adults only"),
    "seats": _("There are seats"),
    "months": _("Months"),
    "limit": _("Terms in a row at most"),
    "cooldown_months": _("Rest after that (months)"),
    "core": _("Seats for those who come often"),
    "others": _("Seats for everybody else"),
    "share": _("Quorum (per cent)"),
    "people": _("Quorum (people)"),
    "petition_share": _("Signatures a petition needs (per cent)"),
    "petition_cohorts": _("Cohorts a petition must come from"),
    "support_share": _("Consent needs more than (per cent)"),
    "reply_hours": _("Reply due within (hours)"),
    "suspension_hours": _("Decision suspended for (hours)"),
    "register": _("There is a register of interests"),
    "days": _("Published within (days)"),
    "comment_days": _("Open for comments (days)"),
    "notice_days": _("Notice before it is in force (days)"),
    "pseudonymous": _("Seats may be held under a pseudonym"),
    "collective": _("Advice is given in the name of all"),
    "naming_delay_days": _("Real names at the earliest (days after the term)"),
}
