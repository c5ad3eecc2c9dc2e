"""A reply that Lin waited for."""

from typing import Any

from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.record.queries import facts_after
from tests.folkmoot.conftest import Cast

PARTS: dict[str, Any] = {}
BODIES = {"mark": {"mark": "4"}}


def furnish(cast: Cast) -> None:
    for reply in facts_after(cast.brand, 0, kinds=["answer.published"]):
        tell([cast.lin], reply, path="/")
