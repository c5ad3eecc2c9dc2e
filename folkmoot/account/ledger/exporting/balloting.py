"""Secret ballots that were counted: what was fixed, what came of it, and the papers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from folkmoot.account.ledger.exporting.cells import Figure, Sheet
from folkmoot.deliberate.ballots import queries as ballots
from folkmoot.deliberate.ballots.queries import open_data

if TYPE_CHECKING:
    from folkmoot.deliberate.ballots.models import Ballot
    from folkmoot.foundation.people.models import Brand


def balloted(brand: "Brand") -> Iterator[Sheet]:
    for ballot in ballots.ballots(brand).filter(closing__isnull=False).order_by("number"):
        yield _ballot(brand, ballot)


def _ballot(brand: "Brand", ballot: "Ballot") -> Sheet:
    """The files of the ballot's own page. Under ten papers there is no list to count again."""
    folder, page = f"ballots/{ballot.number}", f"/{brand.slug}/ballots/{ballot.number}/"
    names = open_data.files_of(ballot)
    result = open_data.definition_of(ballot)["result"]
    shown = {
        "count": (
            (open_data.DEFINITION, open_data.PAPERS),
            {name: result[name] for name in ("papers", "counts", "elected", "root")},
        ),
        "eligible": ((open_data.ELIGIBLE,), ballot.eligible_root),
    }
    return Sheet(
        {f"{folder}/{name}": [open_data.file_of(ballot, name)] for name in names},
        [
            Figure(
                f"ballot/{ballot.number}/{figure}",
                page,
                f"ballot.{figure}",
                tuple(f"{folder}/{name}" for name in inputs),
                value,
                {"folder": folder},
            )
            for figure, (inputs, value) in shown.items()
            if set(inputs) <= set(names)
        ],
    )
