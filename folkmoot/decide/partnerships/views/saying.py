"""What the pages of deals share: finding one, its address, and reasons as sentences."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from folkmoot.decide.dossiers.rules import Category
from folkmoot.decide.partnerships import queries, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from folkmoot.decide.partnerships.models import Deal
    from folkmoot.foundation.people.models import Brand


def said(brand: "Brand", reasons: "Iterable[Mapping[str, str]]") -> list[str]:
    """The reasons of a verdict as sentences, in the reader's language."""
    lines = lines_of(brand)
    return [sentence(reason["code"], reason["about"], lines) for reason in reasons]


def lines_of(brand: "Brand") -> dict[str, str]:
    return {str(line.number): str(line) for line in queries.lines(brand)}


def sentence(code: str, about: str, lines: dict[str, str]) -> str:
    classes = {category.value: category.label for category in Category}
    question = {**lines, **rules.BARS, **rules.CAUTIONS, **classes}.get(about, about)
    sentences = {
        "bar": _("Barred by law: %(question)s Yes."),
        "bar-unknown": _("A legal bar is not ruled out: %(question)s Not known."),
        "evidence": _("The dossier holds evidence that two reviewers agreed on: %(question)s."),
        "denial": _("A promise not to work together is in force (deny rule %(number)s)."),
        "denial-alike": _(
            "A promise not to work together names somebody who is called alike (deny rule "
            "%(number)s). Look whether it is the same."
        ),
        "dossier-alike": _(
            "There is evidence on somebody who is called alike (dossier %(number)s). Look whether "
            "it is the same."
        ),
        "line": _("It crosses a red line of the fans: “%(question)s”"),
        "line-new": _("Fans have ratified another red line: “%(question)s”"),
        "line-unknown": _("Not known whether it crosses a red line: “%(question)s”"),
        "harm-high": _("It would hurt those who have been here longest very much."),
        "harm-middle": _("It would hurt those who have been here longest."),
        "caution": _("Caution: %(question)s Yes."),
        "caution-unknown": _("Caution: %(question)s Not known."),
    }
    return sentences[code] % {"question": question, "number": about}


def deal_or_404(brand: "Brand", number: int) -> "Deal":
    found = queries.deal_by_number(brand, number)
    if found is None:
        raise Http404
    return found


def path_of(deal: "Deal") -> str:
    return f"/{deal.brand.slug}/partnerships/{deal.number}/"
