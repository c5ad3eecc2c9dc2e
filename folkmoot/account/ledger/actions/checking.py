"""Whether the log may be signed at all: asked before the first signature of every start."""

from civics.errors import InputError
from civics.transparency import Checkpoint, Note, TileReader, tree_root
from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.actions.cosigning import Trouble, ask
from folkmoot.account.ledger.models import EMPTY_ROOT, Log
from folkmoot.account.ledger.signer import Halted, Signer


def check(log: Log) -> None:
    """Raise `Halted` unless the database continues everything that was ever promised."""
    brand = log.brand.slug
    signer = Signer.of(brand)
    if signer.key.name != log.origin:
        raise Halted(
            f"the key is of {signer.key.name}, the database says {log.origin}: "
            f"run `folkmoot ledger recover {brand}`"
        )
    for what, promised in promises(brand, signer):
        if promised.size > log.size:
            raise Halted(
                f"the database is at {log.size:,}, {what} {promised.size:,}: "
                f"run `folkmoot ledger recover {brand}`"
            )
        if root_at(brand, promised.size) != promised.root:
            raise Halted(f"the tiles are not those of the {promised.size:,} entries {what}")
    if root_at(brand, log.size) != bytes(log.root):
        raise Halted(
            f"the tiles do not hold the {log.size:,} entries of the database: "
            f"run `folkmoot ledger recover {brand}`"
        )


def promises(brand: str, signer: Signer | None) -> list[tuple[str, Checkpoint]]:
    """What was promised to others: what lies in public, and what the key has signed."""
    signed = signer.remembered() if signer else None
    found = [("published", queries.published_checkpoint(brand)), ("signed", signed)]
    return [(what, checkpoint) for what, checkpoint in found if checkpoint is not None]


def root_at(brand: str, size: int) -> bytes | None:
    """The root of the first `size` entries by the tiles, or None if they are not there."""
    if size == 0:
        return EMPTY_ROOT
    try:
        return tree_root(size, TileReader(size, queries.fetch_from(files.folder(brand))))
    except InputError:
        return None


def ask_witnesses(log: Log) -> None:
    """Raise `Halted` if a witness has seen what is not here: database, tiles and key may all
    have been set back at once, and then only others remember.

    Nothing new is signed for it: they are shown the checkpoint that is published.
    """
    note = queries.published_note(log.brand.slug)
    if note is None or Checkpoint.parse(note.text).origin != log.origin:
        return
    own = Note(note.text, note.signatures[:1])
    size = Checkpoint.parse(note.text).size
    fetch = queries.fetch_from(files.folder(log.brand.slug))
    for standing in queries.standings(log):
        if ask(standing.witness, min(standing.size, size), size, own, fetch).trouble is (
            Trouble.CONTRADICTS
        ):
            raise Halted(
                f"the witness {standing.witness} has seen another or a longer history than the "
                f"{size:,} entries published here: bring back a newer copy with `folkmoot ledger "
                "recover --from`; if the witness is wrong, take it out of the witness file"
            )
