"""Forgetting what was erased."""

from typing import TYPE_CHECKING

from folkmoot.foundation.record.jobs import reader
from folkmoot.foundation.record.queries import erased_passages
from folkmoot.foundation.search import actions

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@reader("search")
def forget_erased(fact: "Fact") -> None:
    if fact.kind == "passage.erased":
        for passage_id in erased_passages(fact):
            actions.drop(passage_id)
