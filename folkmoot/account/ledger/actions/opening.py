"""Opening a brand's log: its origin, which stays for ever, and its key."""

from typing import TYPE_CHECKING

from django.conf import settings

from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.models import Log
from folkmoot.account.ledger.signer import Signer

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def open_log(brand: "Brand") -> Log:
    """The brand's log. The first call fixes its origin and makes its key.

    A key that is there already, beside a database that knows no log, is one that a restore left
    behind: it is never replaced here.
    """
    log = Log.objects.select_related("brand").filter(brand=brand).first()
    if log is not None and log.size:
        return log
    origin = _origin_with_a_key(brand.slug)
    return log or Log.objects.create(brand=brand, origin=origin)


def _origin_with_a_key(brand: str) -> str:
    vkey = files.folder(brand) / "vkey"
    if files.key_file(brand).exists():
        signer = Signer.of(brand)
    elif vkey.exists():  # the key is lost: whoever signs will say so
        return queries.own_key(brand).name
    else:
        signer = Signer.made(brand, origin_of(brand))
    if not vkey.exists():
        files.keep(vkey, signer.key.verifier.vkey.encode() + b"\n")
    return signer.key.name


def origin_of(brand: str, generation: int = 1) -> str:
    later = "" if generation == 1 else f".{generation}"
    return f"{settings.LEDGER_ORIGIN}/{brand}{later}"
