"""What a fact is made of. Each room declares its own kinds in its own `facts.py`."""

from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, type["FactBody"]] = {}


def plain(label: Any, *, read: Callable[[Any], Any] | None = None) -> Any:
    """A field that the record holds as it stands, and what its pages call it.

    `read` makes of the stored value what a reader should see: an enumeration, whose label is
    shown, or `datetime.fromisoformat`.
    """
    return field(metadata={"label": label, "read": read})


def written(label: Any = None) -> Any:
    """A field that holds words a person wrote: the record keeps a commitment, not the words."""
    return field(metadata={"written": True, "label": label})


@dataclass(frozen=True, kw_only=True)
class FactBody:
    """The typed content of a fact about one `subject`, for example `conversation:12`.

    A public kind has a `heading`, the sentence by which the record's pages call it. `official`
    words are the brand's own and shown at once; those of others wait for their room's rule.
    """

    kind: ClassVar[str]
    public: ClassVar[bool]
    heading: ClassVar[Any]
    official: ClassVar[bool]

    subject: str

    def __init_subclass__(
        cls, *, kind: str, public: bool = True, heading: Any = None, official: bool = False
    ) -> None:
        if kind in KINDS:
            raise TypeError(f"the fact kind {kind!r} is declared twice")
        if public and not heading:
            raise TypeError(f"the public fact kind {kind!r} needs a heading for the record's pages")
        cls.kind, cls.public = kind, public
        cls.heading, cls.official = heading or kind, official
        KINDS[kind] = cls

    def words(self) -> dict[str, str]:
        return {f.name: getattr(self, f.name) for f in fields(self) if f.metadata.get("written")}

    def particulars(self) -> dict[str, Any]:
        return {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if f.name != "subject" and not f.metadata.get("written")
        }

    @classmethod
    def label_of(cls, name: str) -> Any:
        """What pages call a field, or nothing if its room has not said it."""
        return cls._metadata(name).get("label")

    @classmethod
    def read(cls, name: str, value: Any) -> Any:
        """A stored value as the field declares that it is to be read."""
        read = cls._metadata(name).get("read")
        if read is None or value in ("", None):
            return value
        try:
            return read(value)
        except ValueError:  # an entry outlives the list of values that its field once had
            return value

    @classmethod
    def _metadata(cls, name: str) -> Any:
        declared: dict[str, Field[Any]] = {f.name: f for f in fields(cls)}
        return declared[name].metadata if name in declared else {}


# On which legal basis words may be erased for good: what the entry of an erasure says.
BASES = {
    "court-order": _("order of a court or an authority"),
    "unlawful": _("the text is unlawful"),
    "personal-rights": _("rights of a person: name, honour, privacy, image"),
    "minor": _("it concerns a minor"),
    "author": _("the author asked for it"),
    "account-erased": _("the author erased their account"),
    "no-longer-needed": _("it is no longer needed for what it was kept for"),
}


def _basis(code: str) -> Any:
    return BASES.get(code, code)


def _field(name: str) -> Any:
    """What words of this name are called wherever they are written."""
    labels = (body.label_of(name) for body in KINDS.values())
    return next((label for label in labels if label), name)


@dataclass(frozen=True, kw_only=True)
class PassageErased(
    FactBody, kind="passage.erased", heading=_("Words were erased on a legal basis")
):
    """Words were erased on a legal basis; the entry that held their commitment stays."""

    target: int = plain(_("Number of the entry"))
    passage: str = plain(_("What was erased"), read=_field)
    basis: str = plain(_("Legal basis"), read=_basis)
