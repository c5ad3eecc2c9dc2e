"""Open data of a draw: all that anybody needs to draw again and get the same panel.

The names in it are random and mean nothing elsewhere. A pool of fewer than ten people is not
published, since whoever knows that one of them was asked would know too much of the others.
"""

import csv
import io
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from civics.sortition.lottery import canonical
from folkmoot.deliberate.panels import rules
from folkmoot.deliberate.panels.models import Panel
from folkmoot.deliberate.panels.queries.pools import CATEGORY
from folkmoot.foundation.refusal import Refusal

FILES = ("lottery.json", "people.csv", "quotas.csv", "panel.txt", "reserve.txt")
AGAIN = (
    'python -m civics sortition replay lottery.json --seed "{seed}" --commitment {commitment} '
    "--panel panel.txt --quotas quotas.csv --people people.csv"
)


def command_of(panel: Panel) -> str:
    """The one line that repeats the draw."""
    return AGAIN.format(seed=panel.seed, commitment=panel.commitment) if panel.seed else ""


def file_of(panel: Panel, name: str) -> str:
    """One file of the open data; what the draw decides is there once it has been drawn."""
    if rules.shown(panel.eligible) is None:
        raise Refusal(
            "no-open-data",
            _("Fewer than ten people could be drawn, so their list is not published."),
            status=HTTPStatus.CONFLICT,
        )
    return {
        "lottery.json": _lottery,
        "people.csv": _people,
        "quotas.csv": _quotas,
        "panel.txt": _panel,
        "reserve.txt": _reserve,
    }[name](panel)


def _lottery(panel: Panel) -> str:
    return canonical(panel.lottery)


def _people(panel: Panel) -> str:
    lots = panel.lots.order_by("pseudonym").values_list("pseudonym", "stratum", "chance")
    return _csv(["id", CATEGORY, "chance"], lots)


def _quotas(panel: Panel) -> str:
    return _csv(["category", "feature", "min", "max"], panel.lottery["quotas"])


def _panel(panel: Panel) -> str:
    drawn = panel.lots.filter(reserve=None) if panel.seed else panel.lots.none()
    return _lines(drawn.order_by("pseudonym").values_list("pseudonym", flat=True))


def _reserve(panel: Panel) -> str:
    waiting = panel.lots.filter(reserve__isnull=False).order_by("reserve")
    return _lines(waiting.values_list("pseudonym", flat=True))


def _csv(columns: list[str], rows: Iterable[Iterable[Any]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return file.getvalue()


def _lines(names: Iterable[str]) -> str:
    return "".join(f"{name}\n" for name in names)
