"""What was taken back, and what it cost."""

from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING

from folkmoot.decide.decisions.models import Decision, Reversal
from folkmoot.decide.decisions.queries.reading import headline

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Ledger:
    """All reversals, and their mean cost in each currency."""

    reversals: list[tuple[Reversal, str]]
    decided: int
    mean_costs: dict[str, int]


def ledger_of_reversals(brand: "Brand") -> Ledger:
    reversals: list[Reversal] = list(
        Reversal.objects.filter(decision__matter__brand=brand)
        .select_related(
            "decision__matter", "decision__words", "reasons", "told", "name", "fact__brand"
        )
        .order_by("-at", "-pk")
    )
    currencies = sorted({reversal.currency for reversal in reversals})
    return Ledger(
        [(reversal, headline(reversal.decision.words)) for reversal in reversals],
        Decision.objects.filter(matter__brand=brand).count(),
        {code: round(mean(r.cost for r in reversals if r.currency == code)) for code in currencies},
    )
