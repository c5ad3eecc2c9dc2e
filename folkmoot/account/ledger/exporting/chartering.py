"""Statements in the name of many, as a sheet: whom a body asked, and what they said."""

from typing import TYPE_CHECKING

from folkmoot.account.ledger.exporting.cells import Figure, Sheet, shown, table
from folkmoot.charter.mandates import queries as mandates

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

STATEMENT = ("number", "mandate", "disclaimed", "eligible")
COLUMNS = {"for": "in_favour", "signed": "signers", "against": "against"}
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
        if value["consulted"] is not None:
            replies += [
                {"statement": number, **{c: True for c in cells if value[COLUMNS[c]] is not None}}
                for cells in mandates.answers_of(said.statement)
            ]
        figures.append(
            Figure(
                f"statement/{number}/counts",
                f"/{brand.slug}/mandates/statements/{number}/",
                "statement.counts",
                ("statement-replies.csv",),
                value,
                {"statement": number},
            )
        )
    return Sheet(
        {
            "statements.csv": table(STATEMENT, statements),
            "statement-replies.csv": table(("statement", *COLUMNS), replies),
        },
        figures,
    )
