"""What makes a public record checkable: a Merkle log that programs of others can verify.

The formats are those of C2SP (tlog-tiles, signed-note, tlog-checkpoint, tlog-cosignature,
tlog-witness, tlog-proof, tlog-policy) over the tree of RFC 6962 and 9162, so that nothing here has
to be believed. Read in this order: `tree`, `frontier`, `proofs`; `tiles`, `reading`, `edge`;
`keys`, `notes`, `checkpoints`; `policies`, `proof_files`, `witnessing`; `commitments`.
"""

from civics.transparency.checkpoints import (
    Checkpoint,
    OpenedCheckpoint,
    open_checkpoint,
    sign_checkpoint,
)
from civics.transparency.commitments import SALT_BYTES, commitment
from civics.transparency.cosignatures import cosigned_message, split_cosignature
from civics.transparency.edge import RightEdge
from civics.transparency.errors import ProofError
from civics.transparency.frontier import Frontier
from civics.transparency.keys import COSIGNATURE, ED25519, Signature, SigningKey, VerifierKey
from civics.transparency.notes import Note, OpenedNote, open_note, parse_signature_lines, sign_note
from civics.transparency.policies import Group, Policy
from civics.transparency.proof_files import ProofFile
from civics.transparency.proofs import (
    ReadHash,
    make_consistency_proof,
    make_inclusion_proof,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from civics.transparency.reading import Fetch, TileReader, fetch_entries, fetch_tile
from civics.transparency.tiles import (
    ENTRY_BYTES,
    TILE_WIDTH,
    Bundle,
    Tile,
    bundles_of,
    parse_tile_path,
    read_bundle,
    read_tile,
    tiles_of,
    write_bundle,
    write_tile,
)
from civics.transparency.tree import EMPTY_ROOT, HASH_BYTES, leaf_hash, node_hash, root_of
from civics.transparency.witnessing import AddCheckpoint, Judgement, judge, read_cosignatures

__all__ = [
    "COSIGNATURE",
    "ED25519",
    "EMPTY_ROOT",
    "ENTRY_BYTES",
    "HASH_BYTES",
    "SALT_BYTES",
    "TILE_WIDTH",
    "AddCheckpoint",
    "Bundle",
    "Checkpoint",
    "Fetch",
    "Frontier",
    "Group",
    "Judgement",
    "Note",
    "OpenedCheckpoint",
    "OpenedNote",
    "Policy",
    "ProofError",
    "ProofFile",
    "ReadHash",
    "RightEdge",
    "Signature",
    "SigningKey",
    "Tile",
    "TileReader",
    "VerifierKey",
    "bundles_of",
    "commitment",
    "cosigned_message",
    "fetch_entries",
    "fetch_tile",
    "judge",
    "leaf_hash",
    "make_consistency_proof",
    "make_inclusion_proof",
    "node_hash",
    "open_checkpoint",
    "open_note",
    "parse_signature_lines",
    "parse_tile_path",
    "read_bundle",
    "read_cosignatures",
    "read_tile",
    "root_of",
    "sign_checkpoint",
    "sign_note",
    "split_cosignature",
    "tiles_of",
    "tree_root",
    "verify_consistency",
    "verify_inclusion",
    "write_bundle",
    "write_tile",
]
