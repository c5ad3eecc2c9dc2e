"""Statements in the name of many, as a sheet: whom a body asked, and what they said."""

from typing import TYPE_CHECKING

from folkmoot.account.ledger.exporting.cells import Figure, Sheet, shown, table
from folkmoot.charter.mandates import queries as mandates

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

STATEMENT = ("number", "mandate", "disclaimed", "eligible")
REPLY = ("statement", "for", "signed", "against")
COUNTS = ("consulted", "in_favour", "against", "signers")


def spoken(brand: "Brand") -> Sheet:
    """One row for each answer, of nobody; an answer that fewer than ten gave is left blank."""
    statements, replies, figures = [], [], []
    for said in mandates.publications(brand):
        number = said.statement.number
        statements.append(
            {
                "number": number,
                "mandate": said.mandate.number if said.mandate else None,
                "disclaimed": said.disclaimed,
                "eligible": shown(said.eligible),
            }
        )
        value = {name: shown(getattr(said, name)) for name in COUNTS}
        columns = {"for": "in_favour", "signed": "signers", "against": "against"}
        kinds: tuple[tuple[int, dict[str, bool]], ...] = (
            (said.signers, {"for": True, "signed": True}),
            (said.in_favour - said.signers, {"for": True}),
            (said.against, {"against": True}),
            (said.consulted - said.in_favour - said.against, {}),
        )
        if value["consulted"] is not None:
            replies += [
                {"statement": number} | {c: True for c in cells if value[columns[c]] is not None}
                for count, cells in kinds
                for _each in range(count)
            ]
        figures.append(
            Figure(
                f"statement/{number}/counts",
                f"/{brand.slug}/statements/{number}/",
                "statement.counts",
                ("statement-replies.csv",),
                value,
                {"statement": number},
            )
        )
    return Sheet(
        {
            "statements.csv": table(STATEMENT, statements),
            "statement-replies.csv": table(REPLY, replies),
        },
        figures,
    )
