"""What each room publishes, as files, and the figures that its pages show of them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.account.ledger.exporting.accounting import answered, promised, replied
from folkmoot.account.ledger.exporting.balloting import balloted
from folkmoot.account.ledger.exporting.cells import Sheet
from folkmoot.account.ledger.exporting.chartering import spoken
from folkmoot.account.ledger.exporting.deciding import decided, petitioned
from folkmoot.account.ledger.exporting.deliberating import conversed, drawn, moderated, suggested

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def sheets(brand: "Brand", *, indexes: Mapping[int, int], now: datetime) -> Iterator[Sheet]:
    """Everything but the log, room by room. `indexes` are those of facts in the log."""
    yield from conversed(brand, now)
    yield suggested(brand, now)
    yield petitioned(brand, now)
    yield decided(brand, now)
    yield promised(brand, now)
    yield replied(brand, indexes, now)
    yield answered(brand, now)
    yield from drawn(brand)
    yield from balloted(brand)
    yield moderated(brand, now)
    yield spoken(brand)
