"""What fans drawn by lot said of a creator."""

from typing import TYPE_CHECKING

import numpy as np
from django.db.models import QuerySet

from civics.bridging import wilson
from folkmoot.act.creators.models import Asking, Support

if TYPE_CHECKING:
    from folkmoot.act.creators.models import Creator
    from folkmoot.deliberate.panels.models import Panel
    from folkmoot.foundation.people.models import Brand

METHOD, VERSION = "civics.bridging.wilson", "1"


def askings(creator: "Creator") -> QuerySet[Asking]:
    """The latest first."""
    found = Asking.objects.filter(creator=creator).select_related("panel", "support", "by__person")
    return found.order_by("-at", "-pk")


def asking_of(panel: "Panel") -> Asking | None:
    found = Asking.objects.filter(panel=panel).select_related("creator__brand", "panel")
    return found.filter(support=None).first()


def limits_of_share(yes: int, answered: int) -> tuple[float, float]:
    """Wilson's 95 % limits of a share."""
    low, high = wilson(np.array([yes]), np.array([answered]))
    return float(low[0]), float(high[0])


def supports(brand: "Brand") -> dict[int, list[Support]]:
    """What can be shown, by creator, the latest first."""
    found = Support.objects.filter(asking__creator__brand=brand, yes__isnull=False)
    by_creator: dict[int, list[Support]] = {}
    for each in found.select_related("asking__creator__name", "asking__panel").order_by(
        "-at", "-pk"
    ):
        by_creator.setdefault(each.asking.creator.number, []).append(each)
    return by_creator
