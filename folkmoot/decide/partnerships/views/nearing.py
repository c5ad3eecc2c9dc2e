"""The nearest cases as people read them."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from folkmoot.decide.dossiers.rules import Category
from folkmoot.decide.partnerships import queries
from folkmoot.decide.partnerships.models import Deal, Kind

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.models import Run


def near_ones(deal: Deal, run: "Run | None") -> list[dict[str, Any]]:
    """The nearest cases in the reader's language: what was, what came of it, why it is near."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return [
        {
            "near": near,
            "shared": [feature_label(code) for code in near.nearness.shared],
            "of": near.nearness.of,
            "title": near.case.title[language] if near.case else "",
            "happened": near.case.happened[language] if near.case else "",
            "outcome": near.case.outcome[language] if near.case else "",
        }
        for near in queries.nearest(deal, run)
    ]


def feature_label(code: str) -> str:
    what, _colon, about = code.partition(":")
    if what == "kind":
        return str(Kind(about).label)
    if what == "evidence":
        return str(Category(about).label)
    labels = {
        "line": _("crosses a red line"),
        "denial": _("a promise not to work together"),
        "bar:penalty": _("penalised for false advertising"),
        "bar:minor": _("an endorser under ten"),
        "bar:licence": _("a licence is missing"),
        "caution:judgment": _("a judgment on record"),
        "caution:interest": _("somebody has an interest of their own"),
        "caution:undisclosed": _("not marked as advertising"),
        "caution:untried": _("speaks of what they have not used"),
        "harm:1": _("low harm"),
        "harm:2": _("middling harm"),
        "harm:3": _("high harm"),
        "reach:1": _("low reach"),
        "reach:2": _("middling reach"),
        "reach:3": _("high reach"),
    }
    return labels[code]
