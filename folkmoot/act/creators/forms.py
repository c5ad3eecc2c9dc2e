"""The forms of the register. None of them has a field for a home, a family or a phone."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators.actions import Given
from folkmoot.act.creators.models import Concern, Kind, Label, Limits, Relation, Resource, Side
from folkmoot.act.creators.rules import Standard
from folkmoot.foundation.fields import choice, day, words

FEN = 100


def how_much() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("How much"),
        help_text=_("Money in yuan, everything else in pieces."),
        min_value=Decimal("0.01"),
        max_digits=15,
        decimal_places=2,
    )


def whole_pieces(form: forms.Form, said: dict[str, Any], *, money: bool) -> dict[str, Any]:
    """Money has fen; everything else is counted in whole pieces."""
    amount = said.get("amount")
    if amount is not None and not money and amount % 1:
        form.add_error("amount", _("Everything but money is counted in whole pieces."))
    return said


def quantity(amount: Decimal, *, money: bool) -> int:
    return int(amount * (FEN if money else 1))


class AccountForm(forms.Form):
    platform = forms.CharField(label=_("Platform"), max_length=40)
    handle = forms.CharField(
        label=_("Public name there"), help_text=_("As everybody sees it."), max_length=80
    )


class CreatorForm(AccountForm):
    name = forms.CharField(
        label=_("Name of their work"),
        help_text=_("The name under which they publish, never that of a private person."),
        max_length=80,
    )
    relation = choice(_("How the brand works with them"), Relation.choices)
    reason = words(_("Why the brand works with them"))
    field_order = ("name", "relation", "reason", "platform", "handle")


class ReasonForm(forms.Form):
    reason = words(_("Reason"))


class ReasonsForm(forms.Form):
    reasons = words(_("Reasons"), help_text=_("They stand beside it with your name."))


class RemarkForm(forms.Form):
    text = words(
        _("What is wrong or missing"),
        rows=5,
        help_text=_("Nothing that leads to where somebody lives."),
    )


class AnswerForm(forms.Form):
    text = words(_("What is put right, or why not"), rows=5)


class GivenForm(forms.Form):
    kind = choice(_("What is given"), Kind.choices)
    amount = how_much()
    begins = day(_("First day"))
    until = day(_("Last day"), _("There is no privilege without one."))
    reason = words(_("Reason"))
    deal = forms.IntegerField(
        label=_("Number of the deal"),
        help_text=_("Among the partnerships, if it belongs to one."),
        min_value=1,
        max_value=2**31 - 1,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return whole_pieces(self, said, money=said.get("kind") == Kind.BUDGET)

    def given(self) -> Given:
        said = self.cleaned_data
        kind = Kind(said["kind"])
        return Given(
            kind=kind,
            quantity=quantity(said["amount"], money=kind == Kind.BUDGET),
            begins=said["begins"],
            until=said["until"],
            reason=said["reason"],
            deal=said["deal"],
        )


class RevocationForm(ReasonsForm):
    on = day(_("First day without it"))
    field_order = ("on", "reasons")


def _number(label: Any, least: int, most: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=least, max_value=most)


class LimitsForm(forms.Form):
    months = _number(_("A privilege lasts so many months at most"), 1, 12)
    held = _number(_("The same creator has the same kind in so many quarters at most …"), 1, 39)
    of = _number(_("… of so many in a row"), 2, 40)
    top_percent = _number(_("Alert when five creators have more than (per cent)"), 1, 100)
    support_percent = _number(_("Alert when fewer fans say yes than (per cent)"), 0, 100)
    fall_points = _number(_("Alert when so many points fewer say yes than before"), 1, 100)
    broad_percent = _number(_("Meant for broad co-creation (per cent)"), 0, 100)
    shared = forms.BooleanField(
        label=_("Show everybody how resources are shared out"), required=False
    )
    reason = words(_("Why these limits"), help_text=_("Everybody reads it."))

    def standard(self) -> Standard:
        names = Standard.__dataclass_fields__
        return Standard(**{name: self.cleaned_data[name] for name in names})


def limits_shown(limits: Limits | None, standard: Standard) -> dict[str, Any]:
    """What the form begins with: what holds now."""
    return {**standard.stored(), "reason": str(limits.reason) if limits else ""}


class PieceForm(forms.Form):
    url = forms.CharField(
        label=_("Address"), max_length=500, help_text=_("Where it can be read or watched.")
    )
    published_on = day(_("Published on"))
    label = choice(_("Which label it must carry"), Label.choices)
    deal = forms.IntegerField(
        label=_("Number of the deal"),
        help_text=_("Among the partnerships, if it belongs to one."),
        min_value=1,
        max_value=2**31 - 1,
        required=False,
    )


class ProofForm(forms.Form):
    excerpt = words(
        _("What stands there"),
        help_text=_("The words of the label and where they are, as anybody sees them."),
        longest=500,
    )
    sha256 = forms.CharField(
        label=_("SHA-256 of a picture of it"),
        help_text=_("Keep the picture; its hash shows later that it is the same."),
        max_length=64,
        required=False,
    )


class CheckForm(forms.Form):
    labelled = choice(
        _("Is the label there, where people see it?"), [("yes", _("yes")), ("no", _("no"))]
    )
    note = words(_("What you saw"), longest=500)


class AllocationForm(forms.Form):
    side = choice(_("What it went to"), Side.choices)
    resource = choice(_("What went there"), Resource.choices)
    amount = how_much()
    on = day(_("On"))
    purpose = words(_("What for"), rows=2, longest=300)
    about = forms.CharField(
        label=_("Name in the record"),
        help_text=_("If it has one: for example contest:3."),
        max_length=80,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return whole_pieces(self, said, money=said.get("resource") == Resource.MONEY)

    def quantity(self) -> int:
        money = self.cleaned_data["resource"] == Resource.MONEY
        return quantity(self.cleaned_data["amount"], money=money)


class ChecklistForm(forms.Form):
    concern = choice(_("Why"), Concern.choices)
    reason = words(_("What happened, or could happen"))
    review_on = day(_("Look again on"), _("Within ninety days."))


class TickForm(forms.Form):
    note = words(_("What was done"), rows=2, longest=500)


class LookForm(forms.Form):
    note = words(_("What you found"), longest=500)
    next_on = day(
        _("Look again on"),
        _("Left empty, it is finished: everything has to be ticked for that."),
        required=False,
    )
