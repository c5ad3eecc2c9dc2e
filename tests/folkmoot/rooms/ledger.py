"""A log with all that has happened so far, written and published."""

from typing import Any

from folkmoot.account.ledger import actions
from tests.folkmoot.conftest import NOW, Cast

PARTS: dict[str, Any] = {"index": 0, "path": "entries/000.p/4", "generation": 1}
BODIES: dict[str, dict[str, str]] = {}


def furnish(cast: Cast) -> None:
    log = actions.open_log(cast.brand)
    actions.sequence(log, batch=4)
    actions.publish(log, now=NOW)
    log = actions.open_log(cast.brand)
    actions.rotate(log, now=NOW)
