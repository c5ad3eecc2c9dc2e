"""What a fact is made of. Each room declares its own kinds in its own `facts.py`."""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

KINDS: dict[str, type["FactBody"]] = {}


def written() -> Any:
    """A field that holds words a person wrote: the record keeps a commitment, not the words."""
    return field(metadata={"written": True})


@dataclass(frozen=True, kw_only=True)
class FactBody:
    """The typed content of a fact about one `subject`, for example `conversation:12`."""

    kind: ClassVar[str]
    public: ClassVar[bool]

    subject: str

    def __init_subclass__(cls, *, kind: str, public: bool = True) -> None:
        if kind in KINDS:
            raise TypeError(f"the fact kind {kind!r} is declared twice")
        cls.kind, cls.public = kind, public
        KINDS[kind] = cls

    def words(self) -> dict[str, str]:
        return {f.name: getattr(self, f.name) for f in fields(self) if f.metadata.get("written")}

    def particulars(self) -> dict[str, Any]:
        return {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if f.name != "subject" and not f.metadata.get("written")
        }


@dataclass(frozen=True, kw_only=True)
class PassageErased(FactBody, kind="passage.erased"):
    """Words were erased on a legal basis; the entry that held their commitment stays."""

    target: int
    passage: str
    basis: str
