"""What makes a public record checkable: commitments now, the Merkle log when its room is built."""

from civics.transparency.commitments import SALT_BYTES, commitment

__all__ = ["SALT_BYTES", "commitment"]
